import Testing

@testable import BanditNumerics

struct RunningMeanTests {
  @Test func nothingHasNoMean() {
    #expect(RunningMean().value.isNaN)
    #expect(RunningMean([]).count == 0)
  }

  @Test func equalNumbersHaveExactlyThatMean() {
    // Plainly summed, 0.1 ten times is 0.9999999999999999.
    for count in 1...1000 { #expect(RunningMean(Array(repeating: 0.1, count: count)).value == 0.1) }
  }

  @Test func aLargeOffsetCostsNoDigits() {
    #expect(RunningMean([1e15, 1e15 + 1, 1e15 + 2, 1e15 + 3]).value == 1e15 + 1.5)
    #expect(RunningMean([0.5, 1.5, 4]).value == 2)
  }
}
