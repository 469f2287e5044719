import BanditNumerics

/// ln 0!, ln 1!, ln 2!, ... from a table that grows.
struct LogFactorials: Sendable {
  private var values = [0.0]
  private var sum = CompensatedSum()

  /// Makes sure that the table has an integer.
  mutating func reach(_ integer: Int) {
    while values.count <= integer {
      sum.add(Double.log(Double(values.count)))
      values.append(sum.value)
    }
  }

  /// The logarithm of the factorial of an integer in the table.
  subscript(integer: Int) -> Double { values[integer] }
}
