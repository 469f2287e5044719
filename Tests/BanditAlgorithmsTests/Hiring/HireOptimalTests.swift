import BanditAlgorithms
import BanditGames
import BanditStreams
import Testing

struct HireOptimalTests {
  /// Pays what is enough, or nobody.
  @Test func paysWhatIsEnough() {
    var noise = RandomStream(key: StreamKey(seed: 1))
    for (accuracy, cost, pay) in [(0.9, 0.15, 0.15 / 0.4), (0.8, 0.3, nil), (0.6, 0, 0)] as [(Double, Double, Double?)]
    {
      let truth = HiringTruth(accuracy: accuracy, cost: cost, largestPay: 1)
      var learner = HireOptimal(HiringProblem(horizon: 5), truth: truth)
      let found = learner.selectPay(at: 1, noise: &noise)
      #expect(found == pay && truth.value(of: found) == truth.bestValue)
    }
  }
}
