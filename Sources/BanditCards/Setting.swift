/// A value of a parameter, after validation against its `ParameterKind`.
public enum Setting: Hashable, Sendable {
  /// A finite number.
  case number(Double)
  /// A whole number.
  case whole(Int)
  /// `true` or `false`.
  case flag(Bool)
  /// A word or text.
  case text(String)
  /// A list.
  case list([Setting])
  /// An object; the keys keep their order.
  case object(Settings)
  /// A file.
  case file(DataFile)

  /// The number, if this is a number or a whole number.
  public var asNumber: Double? {
    switch self {
    case .number(let number): number
    case .whole(let whole): Double(whole)
    default: nil
    }
  }

  /// The whole numbers, if this is a list of whole numbers.
  public var asWholes: [Int]? {
    guard case .list(let elements) = self else { return nil }
    let wholes = elements.compactMap { if case .whole(let whole) = $0 { whole } else { nil } }
    return wholes.count == elements.count ? wholes : nil
  }

  /// The numbers, if this is a list of numbers.
  public var asNumbers: [Double]? {
    guard case .list(let elements) = self else { return nil }
    let numbers = elements.compactMap(\.asNumber)
    return numbers.count == elements.count ? numbers : nil
  }

  /// The whole number, if this is one.
  public var asWhole: Int? {
    if case .whole(let whole) = self { whole } else { nil }
  }

  /// The text, if this is text.
  public var asText: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

// Written as in a scenario file: `["means": [0.3, 0.5], "bestArm": "random"]`.
extension Setting: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A whole number; parameters that are numbers take it, too.
  public init(integerLiteral value: Int) { self = .whole(value) }

  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .flag(value) }

  /// A word or text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A list.
  public init(arrayLiteral elements: Setting...) { self = .list(elements) }

  /// An object.
  public init(dictionaryLiteral elements: (String, Setting)...) {
    self = .object(Settings(elements.map { Settings.Entry($0.0, $0.1) }))
  }
}
