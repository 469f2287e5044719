import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LogisticTSTests {
  /// The shares of two arms are those of the difference of two normal numbers.
  @Test func drawsArmsAsOftenAsTheirSamplesAreLarger() throws {
    let problem = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10, isBinary: true)
    var learner = try LogisticTS(problem, v: 0.7)
    var view = ContextualView(of: problem)
    view.features = [1, 0, 0, 1]
    learner.observe(reward: 1, of: 0, in: view, at: 1)
    // theta_1 = u with u = 1 - sigma(u), H = diag(1 + sigma(u)(1 - sigma(u)), 1); arm 0 is larger with probability
    // Phi(u / (.7 sqrt(1 / H_11 + 1))).
    #expect(abs(learner.estimate[0] - 0.4010581375) < 1e-9)
    var noise = RandomStream(key: StreamKey(seed: 0))
    var wins = 0
    for round in 1...40_000 {
      noise.move(to: 0, occurrence: round)
      if learner.selectArm(view, at: 2, noise: &noise) == 0 { wins += 1 }
    }
    // Level 1e-6.
    #expect(BinomialTest(successes: wins, trials: 40_000, probability: 0.66505439).pValue > 1e-6)
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: LogisticTS.self, isRandomized: true, in: .coins) == [])
    #expect(
      ContextualConformance.violations(
        of: LogisticTS.self, settings: ["estimator": "mle"], isRandomized: true, in: .coins) == [])
  }
}
