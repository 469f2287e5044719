import BanditNumerics

/// ln 1, ln 2, ln 3, ... from a table: no call of the C library in loops over candidates.
struct IntegerLogarithms: Sendable {
  /// Shared by all who do not need more.
  private static let common = table(count: 1 << 14)

  private var values = common

  /// Makes sure that the table has an integer.
  mutating func reach(_ integer: Int) {
    guard integer >= values.count else { return }
    values.reserveCapacity(2 * values.count)
    for next in values.count...max(integer, 2 * values.count - 1) { values.append(Double.log(Double(next))) }
  }

  /// The logarithm of an integer in the table; of 0, minus infinity.
  subscript(integer: Int) -> Double { values[integer] }

  /// Lends the table, without bounds checks.
  func withTable<Result>(_ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
    values.withUnsafeBufferPointer(body)
  }

  private static func table(count: Int) -> [Double] { (0..<count).map { Double.log(Double($0)) } }
}
