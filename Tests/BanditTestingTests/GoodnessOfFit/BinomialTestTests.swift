import BanditTesting
import Testing

struct BinomialTestTests {
  /// From SciPy (Tests/Reference/goodness_of_fit.py). GSL's tails are good to 1e-8 at 10^6 trials.
  @Test(
    arguments: [
      (7, 10, 0.3, 0.021184156799999992), (3, 10, 0.7, 0.021184156799999992), (5, 10, 0.5, 1),
      (0, 20, 0.5, 1.9073486328125e-06), (20, 20, 0.5, 1.9073486328125e-06),
      (502_500, 1_000_000, 0.5, 5.762541637743035e-07),
    ] as [(Int, Int, Double, Double)])
  func doubledSmallerTail(successes: Int, trials: Int, probability: Double, expected: Double) {
    let test = BinomialTest(successes: successes, trials: trials, probability: probability)
    #expect(abs(test.pValue / expected - 1) < 1e-8)
  }

  @Test func certainties() {
    #expect(BinomialTest(successes: 0, trials: 10, probability: 0).pValue == 1)
    #expect(BinomialTest(successes: 1, trials: 10, probability: 0).pValue == 0)
    #expect(BinomialTest(successes: 10, trials: 10, probability: 1).pValue == 1)
    #expect(BinomialTest(successes: 9, trials: 10, probability: 1).pValue == 0)
  }

  @Test func everyBinByItself() {
    let tests = BinomialTest.perBin(counts: [7, 3], probabilities: [0.3, 0.7])
    #expect(
      tests == [
        BinomialTest(successes: 7, trials: 10, probability: 0.3),
        BinomialTest(successes: 3, trials: 10, probability: 0.7),
      ])
  }
}
