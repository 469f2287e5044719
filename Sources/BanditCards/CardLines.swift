/// Text in lines, such as a rule with one equation per line: written as a list of lines, or as a text of one.
public struct CardLines: Hashable, Sendable, ExpressibleByArrayLiteral, ExpressibleByStringInterpolation {
  /// The lines.
  public let lines: [String]

  /// Creates a text from its lines.
  public init(arrayLiteral elements: String...) { lines = elements }

  /// Creates a text of one line, or of none if it is empty.
  public init(stringLiteral text: String) { lines = text.isEmpty ? [] : [text] }
}
