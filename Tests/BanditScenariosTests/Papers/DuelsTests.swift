import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Arms that duel in scenarios, against an independent simulation. Keys are fixed.
struct DuelsTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  private struct World: Decodable, Sendable {
    let rows: [[Double]]
    /// Mean and standard error of the regret after 600 rounds.
    let learners: [String: [String: [Double]]]
  }

  private static func worlds() throws -> [String: World] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/duels.json")
    return try JSONDecoder().decode([String: World].self, from: Data(contentsOf: file))
  }

  /// Regrets after 600 rounds in all notions agree with those of `Tests/Reference/duels.py`, an independent simulation
  /// in NumPy: within four standard errors of the difference.
  @Test(arguments: ["cycle-below", "order", "no-best"]) func independentSimulation(_ name: String) throws {
    let world = try #require(try DuelsTests.worlds()[name])
    let results = try results(
      """
      {"name": "duels", "seed": 5, "horizon": 600, "replications": 60, "environment": {"id": "duels",
       "preferences": \(world.rows)}, "algorithms": [{"id": "rucb"}, {"id": "double-thompson"},
       {"id": "interleaved-filter", "scale": 0.1}, {"id": "interleaved-filter", "label": "if1", "scale": 0.1,
       "pruning": false}, {"id": "beat-the-mean", "gamma": 0.3}, {"id": "uniform"}],
       "checkpoints": [600], "notions": ["strong", "weak", "average", "borda"]}
      """)
    #expect(world.learners.count == 6)
    for (label, notions) in world.learners {
      #expect(notions.count == (name == "no-best" ? 1 : 4))
      for (notion, expected) in notions {
        let regrets = results[label].regrets(Notion(notion), after: 600)
        try #require(regrets.count == 60)
        let mean = regrets.reduce(0, +) / 60
        let variance = regrets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59
        let error = (variance / 60 + expected[1] * expected[1]).squareRoot()
        #expect(abs(mean - expected[0]) < 4 * error, "\(label) \(notion): \(mean), \(expected), \(error)")
      }
    }
  }

  /// Without an arm that beats all others, only Borda regret is left.
  @Test func noBestArm() throws {
    let results = try results(
      """
      {"name": "cyclic", "seed": 5, "horizon": 50, "replications": 2, "environment": {"id": "duels",
       "preferences": {"model": "cyclic", "arms": 4}}, "algorithms": [{"id": "double-thompson"}],
       "extras": ["winner_share", "duel_share", "self_duels"], "notions": ["strong", "borda"]}
      """)
    #expect(results["double-thompson"].entries(.strong).allSatisfy { $0?.benchmark.isNaN ?? true })
    #expect(results["double-thompson"].metrics(.winnerShare).allSatisfy { $0.isNaN })
    // In a cycle all arms are alike.
    #expect(results["double-thompson"].regrets(.borda).allSatisfy { abs($0) < 1e-12 })
    let shares = (0..<4).map { results["double-thompson"].metrics(named: "duel_share.\($0)")[0] }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  /// Twice the logarithm of the horizon is not four times the regret: RUCB and double Thompson sampling learn.
  @Test func regretFlattens() throws {
    let results = try results(
      """
      {"name": "flat", "seed": 6, "horizon": 4000, "replications": 8, "environment": {"id": "duels",
       "preferences": {"model": "bradley-terry", "strengths": [8, 4, 2, 1]}, "bestArm": "random"},
       "algorithms": [{"id": "rucb"}, {"id": "double-thompson"}, {"id": "uniform"}],
       "checkpoints": [1000, 4000], "notions": ["average", "weak"], "extras": ["winner_share"]}
      """)
    for label in ["rucb", "double-thompson"] {
      let (early, late) = (results[label].regret(.average, after: 1000).mean, results[label].regret(.average).mean)
      #expect(late < 2 * early && late < 0.1 * results["uniform"].regret(.average).mean)
      #expect(results[label].metric(.winnerShare).mean > 0.85)
    }
    // Mean gaps of an arm: (0 + 1/6 + 3/10 + 7/18) / 4.
    let expected = 4000 * (1.0 / 6 + 0.3 + 7.0 / 18) / 4
    #expect(abs(results["uniform"].regret(.average).mean - expected) < 0.03 * expected)
  }
}
