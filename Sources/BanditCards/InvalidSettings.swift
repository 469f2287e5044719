/// Settings, or arguments of a typed call, that are not accepted: out of range, of the wrong kind, not going together,
/// not fitting the problem.
///
/// Thrown before any work starts; the reader of scenario files adds file, line and column.
public struct InvalidSettings: Error, Hashable, Sendable, CustomStringConvertible {
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

  /// The path and the sentence, on one line.
  public var description: String { JSONText.visible(path.isEmpty ? message : "\(path): \(message)") }
}
