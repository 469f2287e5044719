/// The mean of the numbers seen so far.
///
/// Deviations from the first number are added up, with compensation: the mean of equal numbers is
/// that number exactly, and a large common offset costs no digits.
public struct RunningMean: Sendable {
  private var first = 0.0
  private var deviations = CompensatedSum()
  /// How many numbers there were.
  public private(set) var count = 0

  /// The mean of nothing.
  public init() {}

  /// The mean of some numbers.
  public init(_ numbers: [Double]) {
    for number in numbers { add(number) }
  }

  /// Adds a finite number.
  public mutating func add(_ number: Double) {
    if count == 0 { first = number }
    deviations.add(number - first)
    count += 1
  }

  /// The mean; NaN if there is no number.
  public var value: Double { count == 0 ? .nan : first + deviations.value / Double(count) }
}
