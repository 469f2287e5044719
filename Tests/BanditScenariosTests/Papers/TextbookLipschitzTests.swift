import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Lipschitz bandits in scenarios. Keys are fixed.
struct TextbookLipschitzTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  /// A peak at .7 on an interval of 1001 arms: both learners have far less regret than uniform play, whose mean gap is
  /// .29, and no more than one arm becomes active in a round. Which of the two is better is not claimed.
  @Test func peak() throws {
    let results = try results(
      """
      {"name": "peak", "seed": 6, "horizon": 4096, "replications": 6,
       "environment": {"id": "lipschitz", "space": {"line": 1001}},
       "algorithms": [{"id": "uniform-mesh"}, {"id": "zooming"}, {"id": "uniform"}],
       "extras": ["active_arms"], "checkpoints": [15, 1024, 4096]}
      """)
    // 0.29 a round.
    #expect(abs(results["uniform"].regret(.pseudo).mean - 1188) < 60)
    for id in ["uniform-mesh", "zooming"] {
      let (early, late) = (results[id].regret(.pseudo, after: 1024).mean, results[id].regret(.pseudo).mean)
      #expect(late < 1024 && late < 4 * early, "\(id): \(early), \(late)")
    }
    // (4096 / ln 4096)^(-1/3) = .1266: eight arms. Zooming: one arm in the first 15 rounds, as 2 ln 4096 = 16.6.
    #expect(results["uniform-mesh"].metrics(named: "active_arms", after: 4096).allSatisfy { $0 == 8 })
    #expect(results["zooming"].metrics(named: "active_arms", after: 15).allSatisfy { $0 == 1 })
    #expect(results["zooming"].metrics(named: "active_arms", after: 4096).allSatisfy { $0 > 2 && $0 < 12 })
  }

  /// Prices, whose means are Lipschitz in one direction: the mesh learns them, and whoever needs both directions says
  /// so.
  @Test func prices() throws {
    let scenario = """
      {"name": "prices", "seed": 7, "horizon": 4096, "replications": 6,
       "environment": {"id": "lipschitz", "space": {"line": 101}, "means": {"pricing": [[0.3, 0.5], [0.7, 0.5]]}},
       "algorithms": [{"id": "uniform-mesh", "base": {"id": "kl-ucb"}}, {"id": "uniform"}], "checkpoints": [4096]}
      """
    let results = try results(scenario)
    #expect(results["uniform-mesh"].regret(.pseudo).mean < 0.75 * results["uniform"].regret(.pseudo).mean)
  }
}
