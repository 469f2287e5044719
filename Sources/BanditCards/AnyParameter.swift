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
  /// Whether its card had results before it had the parameter.
  public let isLateComer: Bool

  /// Creates a parameter.
  ///
  /// - Parameter isLateComer: for a parameter that joins a published card, with a default that leaves all results as they
  ///   were. While it has the default it is left out of resolved settings, so that they still name those results.
  public init(
    _ name: String, _ meaning: String, _ kind: ParameterKind, default defaultValue: Default,
    unit: String? = nil, why: String? = nil, isLateComer: Bool = false
  ) {
    self.name = name
    self.meaning = meaning
    self.kind = kind
    self.defaultValue = defaultValue
    self.unit = unit
    self.why = why
    self.isLateComer = isLateComer
  }

  /// Whether resolved settings leave a value out.
  public func leavesOut(_ value: Setting) -> Bool { isLateComer && defaultValue == .value(value) }

  /// This.
  public var description: AnyParameter { self }
}

/// A parameter that a card can list.
public protocol CardParameter: Sendable {
  /// What the card says of it.
  var description: AnyParameter { get }
}
