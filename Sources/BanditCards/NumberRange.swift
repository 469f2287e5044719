/// An interval of finite numbers, each end open, closed or absent.
public struct NumberRange: Hashable, Sendable, CustomStringConvertible {
  /// One end of the interval.
  public enum End: Hashable, Sendable {
    /// No bound.
    case unbounded
    /// The bound belongs to the interval.
    case included(Double)
    /// The bound does not belong to the interval.
    case excluded(Double)
  }

  /// The lower end.
  public let lower: End
  /// The upper end.
  public let upper: End

  /// Creates an interval from its ends.
  public init(lower: End, upper: End) {
    self.lower = lower
    self.upper = upper
  }

  /// Every finite number.
  public static let finite = NumberRange(lower: .unbounded, upper: .unbounded)
  /// Every finite number above 0.
  public static let positive = NumberRange(lower: .excluded(0), upper: .unbounded)
  /// Every finite number from 0 on.
  public static let nonNegative = NumberRange(lower: .included(0), upper: .unbounded)
  /// [0, 1].
  public static let unit = NumberRange(lower: .included(0), upper: .included(1))
  /// (0, 1).
  public static let openUnit = NumberRange(lower: .excluded(0), upper: .excluded(1))
  /// A closed interval.
  public static func closed(_ range: ClosedRange<Double>) -> NumberRange {
    NumberRange(lower: .included(range.lowerBound), upper: .included(range.upperBound))
  }

  /// Whether a number is finite and lies in the interval.
  public func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return false }
    let above =
      switch lower {
      case .unbounded: true
      case .included(let bound): number >= bound
      case .excluded(let bound): number > bound
      }
    let below =
      switch upper {
      case .unbounded: true
      case .included(let bound): number <= bound
      case .excluded(let bound): number < bound
      }
    return above && below
  }

  /// The interval in words: "a number in [0, 1]", "a number above 0".
  public var description: String {
    switch (lower, upper) {
    case (.unbounded, .unbounded): "a finite number"
    case (.included(let low), .unbounded): "a number, \(Self.text(low)) or more"
    case (.excluded(let low), .unbounded): "a number above \(Self.text(low))"
    case (.unbounded, .included(let high)): "a number, \(Self.text(high)) or less"
    case (.unbounded, .excluded(let high)): "a number below \(Self.text(high))"
    case (.included(let low), .included(let high)): "a number in [\(Self.text(low)), \(Self.text(high))]"
    case (.included(let low), .excluded(let high)): "a number in [\(Self.text(low)), \(Self.text(high)))"
    case (.excluded(let low), .included(let high)): "a number in (\(Self.text(low)), \(Self.text(high))]"
    case (.excluded(let low), .excluded(let high)): "a number in (\(Self.text(low)), \(Self.text(high)))"
    }
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
