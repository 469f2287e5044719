import BanditTesting
import Testing

struct ChiSquareTestTests {
  @Test func countsInThreeBins() {
    // (18 - 20)^2/20 + (55 - 50)^2/50 + (27 - 30)^2/30 = 1, with the tail exp(-1/2) of two degrees.
    let test = ChiSquareTest(counts: [18, 55, 27], probabilities: [0.2, 0.5, 0.3])
    #expect(abs(test.statistic - 1) < 1e-14)
    #expect(test.degreesOfFreedom == 2)
    #expect(abs(test.pValue - 0.6065306597126334) < 1e-14)
  }

  @Test func probabilitiesNeedNotSumToOne() {
    let test = ChiSquareTest(counts: [18, 55, 27], probabilities: [2, 5, 3])
    #expect(abs(test.statistic - 1) < 1e-14)
  }

  @Test func binsOfProbabilityZeroDoNotCountUnlessHit() {
    let spared = ChiSquareTest(counts: [18, 0, 55, 27], probabilities: [0.2, 0, 0.5, 0.3])
    #expect(spared.degreesOfFreedom == 2)
    #expect(abs(spared.statistic - 1) < 1e-14)
    let hit = ChiSquareTest(counts: [18, 1, 55, 27], probabilities: [0.2, 0, 0.5, 0.3])
    #expect(hit.statistic == .infinity)
    #expect(hit.pValue == 0)
  }

  @Test func oneBinFits() {
    #expect(ChiSquareTest(counts: [7, 0], probabilities: [1, 0]).pValue == 1)
    #expect(ChiSquareTest(counts: [7, 1], probabilities: [1, 0]).pValue == 0)
  }
}
