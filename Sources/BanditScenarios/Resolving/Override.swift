/// A value that the command line puts in the place of the scenario's.
public struct Override: Hashable, Sendable {
  /// The option, for messages: `--set`, `--seed`, ...
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

  /// How messages name it.
  var name: String { option == "--set" ? "--set \(IssueLog.brief(path, 300))" : option }
}
