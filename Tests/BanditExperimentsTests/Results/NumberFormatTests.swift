import Testing

@testable import BanditExperiments

struct NumberFormatTests {
  @Test(arguments: [
    (1234.567, 1, "1234.6"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-12.345, 2, "-12.35"), (7, 0, "7"),
    (0.000001, 6, "0.000001"), (1e300, 2, "1e+300"), (-1.26e-9, 6, "-1.3e-9"), (1.26e-9, 5, "0.00000"),
    (-0.0, 2, "0.00"), (Double.nan, 2, "n/a"),
    (Double.infinity, 2, "n/a"),
  ])
  func numbersForPeople(number: Double, count: Int, expected: String) {
    #expect(NumberFormat(count: count).text(number) == expected)
  }

  @Test(arguments: [
    ([1.23, 45.6], 1), ([0.012], 3), ([123], 0), ([5.0, 1e-9], 1), ([1e-12], 6), ([Double.nan, 2], 1),
  ])
  func errorsDecide(errors: [Double], count: Int) {
    #expect(NumberFormat.resolving(errors, orElse: [1e-5]).count == count)
  }

  @Test(arguments: [([1234.5, 3], 0), ([12.3], 2), ([-0.5], 4), ([0], 1), ([Double](), 1)])
  func withoutErrorsTheLargestNumberDecides(numbers: [Double], count: Int) {
    #expect(NumberFormat.resolving([.nan, 0], orElse: numbers).count == count)
  }

  @Test(arguments: [(95, "95"), (99.9, "99.9"), (56.99999999999999, "57"), (100, "100")])
  func trailingZerosGo(number: Double, expected: String) {
    #expect(NumberFormat(count: 6).trimmed(number) == expected)
  }
}
