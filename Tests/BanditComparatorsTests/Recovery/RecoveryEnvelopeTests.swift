import Testing

@testable import BanditComparators

struct RecoveryEnvelopeTests {
  private func periods(_ means: [Double]) -> [Int] { RecoveryEnvelope(of: RecoveryCurve(means)).periods }

  /// Worked out by hand with fractions: (1/3, 1/5) and (1/2, 1/4); (1/3, 3/10); (1, 2/5).
  @Test func kinksOfTheWorkedExample() {
    #expect(periods([0.2, 0.5, 0.6]) == [3, 2])
    #expect(periods([0.1, 0.3, 0.9]) == [3])
    #expect(periods([0.4]) == [1])
    #expect(periods([0, 1]) == [2])
  }

  /// R = (.2, .2, .9): .9x up to 1/3, then flat; R = (.5, .8): slopes .8 up to 1/2 and .2 up to 1.
  @Test func dentsAreSkipped() {
    #expect(periods([0.2, 0.2, 0.9]) == [3])
    let envelope = RecoveryEnvelope(of: RecoveryCurve([0.5, 0.8]))
    #expect(envelope.periods == [2, 1])
    let slopes = envelope.slopes.map { Double($0.rise) / Double($0.run) / 1e12 }
    #expect(zip(slopes, [0.8, 0.2]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// The points of a constant curve lie on one line; only its end is a kink, whatever the digits.
  @Test(arguments: [0.1, 0.3, 0.7, 0.123_456_789_012])
  func pointsOnALineAreNoKinks(mean: Double) {
    #expect(periods(Array(repeating: mean, count: 9)) == [1])
  }

  @Test func worthlessArmsHaveNoKinks() {
    #expect(periods([0, 0]) == [])
    #expect(periods([-0.5, -0.1]) == [])
    // (1/2, -.05) and (1/3, .1): only the last idle time earns.
    #expect(periods([-1, -0.1, 0.3]) == [3])
  }
}
