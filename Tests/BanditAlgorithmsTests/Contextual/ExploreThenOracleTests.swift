import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ExploreThenOracleTests {
  private let problem = ContextualProblem(
    armCount: 2, dimension: 2, isShared: true, horizon: 8, contextCount: 2, rewardRange: 0...1)

  /// Six rows by hand; the best policy is played ever after.
  @Test func scores() throws {
    var learner = try ExploreThenOracle(problem, policies: .all, exploration: 6)
    var noise = RandomStream(key: StreamKey(seed: 0))
    var view = ContextualView(of: problem)
    let rows = [(0, 0, 1.0), (0, 1, 0.5), (1, 0, 0), (1, 1, 1), (0, 1, 1), (1, 0, 0.5)]
    for (place, row) in rows.enumerated() {
      view.context = row.0
      _ = learner.selectArm(view, at: place + 1, noise: &noise)
      #expect(learner.propensity == 0.5)
      learner.observe(reward: row.2, of: row.1, in: view, at: place + 1)
    }
    #expect(learner.scores == [3, 4, 4, 5])
    for context in 0..<2 {
      view.context = context
      #expect(learner.selectArm(view, at: 7 + context, noise: &noise) == 1 && learner.propensity == 1)
      learner.observe(reward: 9, of: 0, in: view, at: 7 + context)
    }
    #expect(learner.scores == [3, 4, 4, 5])
  }

  @Test func tunedExploration() {
    #expect(ExploreThenOracle.tuned(horizon: 5000, arms: 3, policies: 81) == 990)
    #expect(ExploreThenOracle.tuned(horizon: 5, arms: 3, policies: 81) == 5)
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: ExploreThenOracle.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: ExploreThenOracle.self, settings: ["policies": "all", "exploration": 20], isRandomized: true,
        in: .contexts) == [])
  }
}
