import BanditCards

/// The inverse squared length scales of a kernel: one for all coordinates, or one for each: `25`, `[25, 4]`.
public enum KernelScales: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  /// The same for all coordinates.
  case all(Double)
  /// One for each coordinate.
  case each([Double])

  /// The same for all coordinates.
  public init(floatLiteral value: Double) { self = .all(value) }

  /// The same for all coordinates.
  public init(integerLiteral value: Int) { self = .all(Double(value)) }

  /// One for each coordinate.
  public init(arrayLiteral elements: Double...) { self = .each(elements) }

  private init?(_ setting: Setting?) {
    if let list = setting?.asNumbers {
      self = .each(list)
    } else if let number = setting?.asNumber {
      self = .all(number)
    } else {
      return nil
    }
  }

  private var setting: Setting {
    switch self {
    case .all(let number): .number(number)
    case .each(let list): .list(list.map { .number($0) })
    }
  }

  private static let range = NumberRange.closed(1e-6...1e6)
  private static let kind = ParameterKind.either([.number(range), .list(of: .number(range), count: 1...20)])

  /// A parameter with a default for all coordinates.
  package static func parameter(_ name: String, _ meaning: String, default value: Double) -> Parameter<KernelScales> {
    Parameter(
      AnyParameter(
        name, meaning, kind, default: .value(.number(value)), unit: "1 over a squared coordinate",
        why: "a length scale of a fifth of [0, 1]"),
      read: { KernelScales($0) ?? .all(value) }, write: { $0.setting })
  }

  /// A parameter that may be left out, which is `nil`; `absent` says what that means.
  package static func parameter(_ name: String, _ meaning: String, absent: String) -> Parameter<KernelScales?> {
    Parameter(
      AnyParameter(name, meaning, kind, default: .absent(absent), unit: "1 over a squared coordinate"),
      read: { KernelScales($0) }, write: { $0?.setting })
  }

  /// The scale of each coordinate.
  ///
  /// - Throws: `InvalidSettings` if there is not one for each.
  package func values(dimension: Int, at path: String) throws(InvalidSettings) -> [Double] {
    switch self {
    case .all(let number): return Array(repeating: number, count: dimension)
    case .each(let list):
      guard list.count == dimension else {
        throw InvalidSettings(
          path,
          "\(counted: list.count, "scale") for \(counted: dimension, "coordinate"); give one number or one for each")
      }
      return list
    }
  }
}
