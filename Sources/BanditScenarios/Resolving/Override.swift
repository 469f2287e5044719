/// A value that the command line puts in the place of the scenario's.
public struct Override: Hashable, Sendable {
  /// The option, for messages: `--set`, `--seed`, ...; `--sweep` where the path is one of the sweep's.
  public let option: String
  /// The place: `horizon`, `environment.means`, `algorithms.ucb1.exploration`.
  public let path: String
  /// The value, as it would be written in the scenario file.
  public let value: String

  /// Creates an override.
  public init(option: String = "--set", path: String, value: String) {
    self.option = option
    self.path = path
    self.value = value
  }

  /// Reads the argument of `--set`, `path=value`; `nil` if it has no path or no equals sign.
  public init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    self.init(path: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
  }

  /// Reads the argument of `--sweep`, `path=value,value`; `nil` if it has no path or no equals sign.
  public init?(sweep argument: String) {
    guard let override = Override(argument: argument) else { return nil }
    self.init(option: Override.sweep, path: override.path, value: "[\(override.value)]")
  }

  /// Reads the argument of `--tune`, `path=value,value`; `nil` if it has no path or no equals sign.
  public init?(tune argument: String) {
    guard let override = Override(argument: argument) else { return nil }
    self.init(option: Override.tune, path: override.path, value: "[\(override.value)]")
  }

  /// The option that adds an axis to the sweep, or replaces it.
  static let sweep = "--sweep"
  /// The option that tries values on replications of their own.
  static let tune = "--tune"

  /// How messages name it.
  var name: String {
    ["--set", Override.sweep, Override.tune].contains(option) ? "\(option) \(IssueLog.brief(path, 300))" : option
  }
}
