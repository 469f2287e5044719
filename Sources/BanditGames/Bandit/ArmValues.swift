import BanditCards

/// One number shared by all arms, or a list with one per arm: `2`, `[2, 5]`.
public enum ArmValues: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  /// The same for all arms.
  case all(Double)
  /// One for each arm.
  case each([Double])

  /// The same for all arms.
  public init(floatLiteral value: Double) { self = .all(value) }

  /// The same for all arms.
  public init(integerLiteral value: Int) { self = .all(Double(value)) }

  /// One for each arm.
  public init(arrayLiteral elements: Double...) { self = .each(elements) }

  /// Reads a number or a list; `nil` of anything else.
  package init?(_ setting: Setting?) {
    if let list = setting?.asNumbers {
      self = .each(list)
    } else if let number = setting?.asNumber {
      self = .all(number)
    } else {
      return nil
    }
  }

  /// What `init(_:)` reads.
  package var setting: Setting {
    switch self {
    case .all(let number): .number(number)
    case .each(let list): .list(list.map { .number($0) })
    }
  }

  // MARK: Parameters

  /// What such a parameter accepts: a number in a range, or a list of them.
  package static func kind(_ range: NumberRange) -> ParameterKind {
    .either([.number(range), .list(of: .number(range), count: 1...1_000_000)])
  }

  /// A parameter with a default for all arms.
  package static func parameter(
    _ name: String, _ meaning: String, _ range: NumberRange, default value: Double, unit: String? = nil,
    why: String? = nil
  ) -> Parameter<ArmValues> {
    Parameter(
      AnyParameter(name, meaning, kind(range), default: .value(.number(value)), unit: unit, why: why),
      read: { ArmValues($0) ?? .all(value) }, write: { $0.setting })
  }

  /// A parameter that has to be given.
  package static func parameter(
    _ name: String, _ meaning: String, _ range: NumberRange, unit: String? = nil
  ) -> Parameter<ArmValues> {
    Parameter(
      AnyParameter(name, meaning, kind(range), default: .required, unit: unit),
      read: { ArmValues($0) ?? .all(.nan) }, write: { $0.setting })
  }

  /// A parameter that may be left out, which is `nil`; `absent` says what that means.
  package static func parameter(
    _ name: String, _ meaning: String, _ range: NumberRange, absent: String, unit: String? = nil
  ) -> Parameter<ArmValues?> {
    Parameter(
      AnyParameter(name, meaning, kind(range), default: .absent(absent), unit: unit),
      read: { ArmValues($0) }, write: { $0?.setting })
  }

  /// The number of each arm.
  ///
  /// - Parameter noun: what the numbers are, for the error.
  /// - Throws: `InvalidSettings` if there is not one for each arm.
  package func values(
    for armCount: Int, at path: String, _ noun: String = "number"
  ) throws(InvalidSettings) -> [Double] {
    switch self {
    case .all(let number): return Array(repeating: number, count: armCount)
    case .each(let list):
      guard list.count == armCount else {
        throw InvalidSettings(
          path,
          "\(counted: list.count, noun) for \(counted: armCount, "arm"); give one number or one for each arm")
      }
      return list
    }
  }
}
