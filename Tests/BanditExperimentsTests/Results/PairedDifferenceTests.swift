import Testing

@testable import BanditExperiments

/// Golden numbers: `Tests/Reference/result_statistics.py` (`scipy.stats.ttest_rel`).
struct PairedDifferenceTests {
  private let first = [3.5, 2.25, 7.0, 4.125, 5.5]
  private let second = [1.5, 2.5, 6.0, 1.0, 5.25]

  @Test func goldenTest() {
    let difference = PairedDifference(first, second, confidence: 0.95)
    #expect(difference.count == 5)
    // One rounding each for the mean and the standard error; GSL's quantile is good to 1e-10.
    #expect(abs(difference.mean - 1.225) <= 1.225.ulp)
    #expect(abs(difference.se - 0.6077622890571609) <= 2 * 0.6.ulp)
    #expect(abs(difference.interval.low - -0.4624186325765607) < 1e-9)
    #expect(abs(difference.interval.high - 2.9124186325765606) < 1e-9)
    #expect(abs(difference.pValue - 0.11406948442842926) < 1e-12)
  }

  @Test func theOtherWayRoundOnlyTheSignsChange() {
    let (there, back) = (
      PairedDifference(first, second, confidence: 0.9), PairedDifference(second, first, confidence: 0.9)
    )
    #expect((back.mean, back.se, back.pValue) == (-there.mean, there.se, there.pValue))
    #expect((back.interval.low, back.interval.high) == (-there.interval.high, -there.interval.low))
  }

  @Test func onlyReplicationsPresentInBothCount() {
    let difference = PairedDifference([.nan] + first + [1], [4] + second + [.nan], confidence: 0.95)
    #expect(difference == PairedDifference(first, second, confidence: 0.95))
  }

  @Test func equalDifferencesNeedNoTest() {
    let same = PairedDifference([1, 2, 3], [1, 2, 3], confidence: 0.95)
    #expect((same.mean, same.se, same.pValue) == (0, 0, 1))
    let shifted = PairedDifference([2, 3, 4], [1, 2, 3], confidence: 0.95)
    #expect((shifted.mean, shifted.se, shifted.pValue) == (1, 0, 0))
    #expect((shifted.interval.low, shifted.interval.high) == (1, 1))
  }

  @Test func tooFewReplications() {
    let one = PairedDifference([1, .nan], [3, 2], confidence: 0.95)
    #expect((one.count, one.mean) == (1, -2))
    #expect(one.se.isNaN && one.interval.low.isNaN && one.interval.high.isNaN && one.pValue.isNaN)
    let none = PairedDifference([], [], confidence: 0.95)
    #expect(none.count == 0 && none.mean.isNaN && none.pValue.isNaN)
  }
}
