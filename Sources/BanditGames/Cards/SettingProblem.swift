/// Settings that are each in range but do not go together, or do not fit the problem.
///
/// Thrown while a scenario is being read, before any work starts; the reader adds file, line and column.
public struct SettingProblem: Error, Hashable, Sendable {
  /// The parameter at fault, as a path below the entry (`means`, `prior.a`, `arms[2].p`); empty for
  /// the entry as a whole.
  public let path: String
  /// What is wrong and what is accepted, in one sentence.
  public let message: String

  /// Creates a problem.
  public init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }
}
