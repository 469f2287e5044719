/// What a card says of a parameter, whatever the type of its values: its name, what it accepts, its default.
///
/// `Parameter` adds the type. The keys inside compound parameters need no type of their own and are written as this.
public struct AnyParameter: CardParameter, Hashable {
  /// What a parameter is when the scenario does not name it.
  public enum Default: Hashable, Sendable {
    /// The scenario must give it.
    case required
    /// It may be left out, and is then absent; the text says what that means.
    case absent(String)
    /// The value taken.
    case value(Setting)
  }

  /// The key in the scenario file.
  public let name: String
  /// What it means, in one sentence.
  public let meaning: String
  /// What it accepts.
  public let kind: ParameterKind
  /// Its value when left out.
  public let defaultValue: Default
  /// Its unit (`reward`, `rounds`, ...); `nil` where it is a pure number or a word.
  public let unit: String?
  /// Why the default is what it is.
  public let why: String?

  /// Creates a parameter.
  public init(
    _ name: String, _ meaning: String, _ kind: ParameterKind, default defaultValue: Default,
    unit: String? = nil, why: String? = nil
  ) {
    self.name = name
    self.meaning = meaning
    self.kind = kind
    self.defaultValue = defaultValue
    self.unit = unit
    self.why = why
  }

  /// This.
  public var description: AnyParameter { self }
}

/// A parameter that a card can list.
public protocol CardParameter: Sendable {
  /// What the card says of it.
  var description: AnyParameter { get }
}
