import BanditNumerics
import Testing

struct CompensatedSumTests {
  private func sum(_ terms: some Sequence<Double>) -> Double {
    var sum = CompensatedSum()
    for term in terms { sum.add(term) }
    return sum.value
  }

  @Test func theEmptySumIsZero() {
    #expect(sum([]) == 0)
  }

  // The values are the exact sums rounded once, from fractions (Tests/Reference/goodness_of_fit.py).

  @Test func manyTenths() {
    let tenths = Array(repeating: 0.1, count: 1_000_000)
    #expect(sum(tenths) == 100_000)
    #expect(tenths.reduce(0, +) != 100_000)
  }

  @Test func harmonicNumber() {
    #expect(sum((1...100_000).map { 1 / Double($0) }) == 12.090146129863427)
  }

  @Test func smallTermsSurviveLargeOnes() {
    #expect(sum([1, 1e100, 1, -1e100]) == 2)
    #expect(sum([1e16] + Array(repeating: 1, count: 1000) + [-1e16]) == 1000)
  }

  @Test func theLargerTermMayComeFirstOrLast() {
    #expect(sum([1e16, 1, -1e16]) == 1)
    #expect(sum([1, 1e16, -1e16]) == 1)
    #expect(sum([-1, -1e16, 1e16]) == -1)
  }

  @Test func finiteSumsOfHugeTermsStayFinite() {
    #expect(sum([.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1]) == 1)
    #expect(sum([1.7e308, -1e308, 1e307]) == 1.7e308 - 1e308 + 1e307)
  }
}
