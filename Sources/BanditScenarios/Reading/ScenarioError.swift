import BanditCards

/// Why a scenario cannot be run.
public enum ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The scenario has mistakes: all of them, in file order.
  case invalid([ScenarioIssue])
  /// There is no such file.
  case missing(file: String)
  /// The file cannot be read.
  case unreadable(file: String, reason: String)

  /// One line per mistake.
  public var description: String {
    switch self {
    case .invalid(let issues): issues.map(\.description).joined(separator: "\n")
    case .missing(let file): JSONText.visible("\(file): error: no such file")
    case .unreadable(let file, let reason): JSONText.visible("\(file): error: cannot be read: \(reason)")
    }
  }
}
