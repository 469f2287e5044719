import Testing

@testable import BanditExperiments

/// Golden numbers: `Tests/Reference/result_statistics.py`.
struct SampleSummaryTests {
  private func isClose(_ number: Double, _ expected: Double, _ relative: Double = 1e-15) -> Bool {
    abs(number - expected) <= relative * abs(expected)
  }

  @Test func goldenStatistics() {
    let summary = SampleSummary([3.5, -1.25, 10.0, 4.75, 4.75, 0.5, 8.125, 2.0], confidence: 0.9)
    #expect(summary.count == 8)
    #expect(summary.mean == 4.046875)
    #expect(isClose(summary.sd, 3.7451978180636294))
    #expect(isClose(summary.se, 1.324127387018927))
    // The critical value is GSL's, good to 1e-10.
    #expect(isClose(summary.interval.low, 1.5382115821402058, 1e-9))
    #expect(isClose(summary.interval.high, 6.555538417859793, 1e-9))
    let quantiles = [
      summary.minimum, summary.q05, summary.q25, summary.median, summary.q75, summary.q95, summary.maximum,
    ]
    for (found, expected) in zip(quantiles, [-1.25, -0.6375, 1.625, 4.125, 5.59375, 9.343749999999998, 10.0]) {
      #expect(isClose(found, expected))
    }
  }

  @Test func theOrderOfTheReplicationsDoesNotMatter() {
    let values = (1...50).map { 1 / Double($0) }
    #expect(SampleSummary(values, confidence: 0.95) == SampleSummary(values.reversed(), confidence: 0.95))
  }

  @Test func oneReplicationHasNoSpread() {
    let summary = SampleSummary([2.5], confidence: 0.95)
    #expect(summary.count == 1)
    for number in [summary.mean, summary.minimum, summary.q05, summary.median, summary.maximum] {
      #expect(number == 2.5)
    }
    for number in [summary.sd, summary.se, summary.interval.low, summary.interval.high] { #expect(number.isNaN) }
  }

  @Test func noReplicationHasNothing() {
    for values: [Double] in [[], [.nan, .nan], [.infinity]] {
      let summary = SampleSummary(values, confidence: 0.95)
      #expect(summary.count == 0)
      for number in [summary.mean, summary.sd, summary.se, summary.minimum, summary.median, summary.maximum] {
        #expect(number.isNaN)
      }
    }
  }

  @Test func missingOnesDoNotCount() {
    let with = SampleSummary([1, .nan, 2, .infinity, 4], confidence: 0.95)
    #expect(with == SampleSummary([1, 2, 4], confidence: 0.95))
  }

  @Test func equalNumbersHaveNoSpread() {
    let summary = SampleSummary(Array(repeating: 0.1, count: 37), confidence: 0.95)
    #expect((summary.mean, summary.sd, summary.se) == (0.1, 0, 0))
    #expect((summary.interval.low, summary.interval.high) == (0.1, 0.1))
  }
}
