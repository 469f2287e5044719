/// What values a parameter accepts.
///
/// From a kind follow the validation of scenario files, the JSON Schema and the catalogue's text.
public indirect enum ParameterKind: Hashable, Sendable {
  /// A finite number in a range.
  case number(NumberRange)
  /// A whole number in a range.
  case whole(ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// One of a list of words.
  case choice([String])
  /// Any text.
  case text
  /// The path of a file, relative to the scenario file.
  case file
  /// A list whose length is in a range.
  case list(of: ParameterKind, count: ClosedRange<Int>)
  /// A value of any of several kinds, tried in order.
  case either([ParameterKind])
  /// An object with these keys.
  case object([Parameter])
  /// An object in which the value of the key `tag` names a variant, whose parameters are the other keys:
  /// `{"law": "beta", "a": 1, "b": 1}`.
  case variant(tag: String, [Variant])
  /// An object with exactly one of these keys: `{"budget": 100}`.
  case oneKey([Parameter])

  /// One case of a `variant`.
  public struct Variant: Hashable, Sendable {
    /// The tag's value.
    public let name: String
    /// The parameters of the case.
    public let parameters: [Parameter]

    /// Creates a case.
    public init(_ name: String, _ parameters: [Parameter] = []) {
      self.name = name
      self.parameters = parameters
    }
  }

  /// A whole number from a lower bound up.
  public static func whole(from lower: Int) -> ParameterKind { .whole(lower...Int.max) }

  /// A list with at least some number of elements.
  public static func list(of kind: ParameterKind, atLeast count: Int = 1) -> ParameterKind {
    .list(of: kind, count: count...Int.max)
  }
}
