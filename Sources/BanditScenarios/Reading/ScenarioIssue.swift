import BanditCards

/// One thing that is wrong with a scenario.
public struct ScenarioIssue: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, or the option that the value came from (`--set horizon`).
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// The place in the tree, such as `environment.means[2]`; empty for the file as a whole.
  public let path: String
  /// What was found, what is accepted, and the nearest known name.
  public let message: String

  /// `file:line:column: error: path: message`, the form that editors and compilers agree on.
  public var description: String {
    JSONText.visible("\(file):\(line):\(column): error: \(path.isEmpty ? "" : "\(path): ")\(message)")
  }
}
