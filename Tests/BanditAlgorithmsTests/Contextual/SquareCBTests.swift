import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SquareCBTests {
  /// No round makes the slack of the inequality smaller.
  @Test func keepsTheInequalityOfEveryRound() throws {
    for gamma in [SquareCB.Gamma.schedule(scale: 10, exponent: 0.5), .number(3), .theory] {
      let world = WorkedWorlds.disjoint(rounds: 300)
      let learner = try SquareCB(world.truth.problem, gamma: gamma)
      var before = 0.0
      _ = play(learner, world, metrics: [.gapWeightingSlack]) { _, account, round in
        let slack = account.measure(.gapWeightingSlack, after: round) ?? -1
        #expect(slack >= before)
        before = slack
      }
    }
  }

  @Test func gammaOfTheTheory() throws {
    let problem = ContextualProblem(armCount: 4, dimension: 5, isShared: false, horizon: 2000)
    var learner = try SquareCB(problem, gamma: .theory, delta: 0.1)
    var noise = RandomStream(key: StreamKey(seed: 0))
    _ = learner.selectArm(ContextualView(of: problem), at: 1, noise: &noise)
    // sqrt(8000 / (5 ln 401 + ln 20))
    #expect(abs(learner.weighting.gamma - 15.5781148) < 1e-6)
  }

  /// The range of means is what predictions are scaled by.
  @Test func drawsByTheGapsInTheRangeOfMeans() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 3, isShared: false, horizon: 10, meanRange: -1...3)
    var learner = try SquareCB(problem, gamma: .number(10), lambda: 1e-12)
    var view = ContextualView(of: problem)
    view.features = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    for (arm, reward) in [1.0, 0.2, -0.6].enumerated() { learner.observe(reward: reward, of: arm, in: view, at: 1) }
    var noise = RandomStream(key: StreamKey(seed: 0))
    let arm = learner.selectArm(view, at: 1, noise: &noise)
    #expect(agree(learner.weighting.predictions, [0.5, 0.3, 0.1]))
    #expect(agree(learner.weighting.probabilities, [0.6571428571, 0.2, 0.1428571429]))
    #expect(learner.propensity == learner.weighting.probabilities[arm])
  }

  /// Predictions beyond the range of means are clipped to it.
  @Test func predictionsAreClipped() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 3, isShared: false, horizon: 10, meanRange: -1...3)
    var learner = try SquareCB(problem, gamma: .number(10), lambda: 1e-12)
    var view = ContextualView(of: problem)
    view.features = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    for (arm, reward) in [5.0, 0.2, -3].enumerated() { learner.observe(reward: reward, of: arm, in: view, at: 1) }
    var noise = RandomStream(key: StreamKey(seed: 0))
    _ = learner.selectArm(view, at: 1, noise: &noise)
    #expect(agree(learner.weighting.predictions, [1, 0.3, 0]))
    #expect(agree(learner.probabilities, [0.8230769231, 0.1, 0.0769230769]))
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: SquareCB.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: SquareCB.self, settings: ["gamma": "theory", "model": "disjoint", "initial": 1], isRandomized: true,
        in: .contexts) == [])
  }
}
