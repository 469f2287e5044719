import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Bandits with knapsacks in scenarios: the worked examples, and what learners do on them. Keys are fixed.
struct TextbookKnapsacksTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  private static let learners = """
    {"id": "ucb-bwk", "exploration": 0.2}, {"id": "successive-elimination-bwk", "exploration": 0.2}, {"id": "lagrange-bwk"},
    {"id": "lagrange-bwk", "label": "adversarial", "time": false, "multiplier": 0.5}, {"id": "best-mixture"}
    """
  private static let labels = [
    "ucb-bwk", "successive-elimination-bwk", "lagrange-bwk", "adversarial", "best-mixture",
  ]

  /// The benchmark of the worked example is .55 a round, with the null arm and a tenth of a round's budget .2; the rewards of
  /// all learners are below it but for chance, and what is left of the budget is more than minus one pull.
  @Test(arguments: [(500.0, 0.55), (100.0, 0.2)]) func workedExamples(_ budget: Double, _ value: Double) throws {
    let results = try results(
      """
      {"name": "worked", "seed": 2, "horizon": 1000, "replications": 8, "environment": {"id": "knapsack",
       "rewards": [0.8, 0.4], "consumptions": [[1, 0.2]], "budget": \(budget)}, "algorithms": [\(Self.learners)],
       "extras": ["stopping_round", "resource_left", "arm_play", "lagrange_value", "competitive_ratio"],
       "checkpoints": [100, 1000]}
      """)
    for label in Self.labels {
      for entry in results[label].entries(.knapsackLP, after: 1000) {
        #expect(abs((entry?.benchmark ?? 0) - 1000 * value) < 1e-9)
        // Chance: five standard deviations of the rewards of 1000 coins are 79.
        #expect((entry?.value ?? .infinity) < 1000 * value + 79)
        #expect((entry?.value ?? 0) > 0.3 * 1000 * value, "\(label)")
      }
      #expect(results[label].metrics(named: "resource_left.0", after: 1000).allSatisfy { $0 > -1 && $0 < budget })
      for run in 0..<8 {
        let left = results[label].metrics(named: "resource_left.0", after: 1000)[run]
        let stop = results[label].metrics(.stoppingRound, after: 1000)[run]
        // Coins: a budget is met exactly.
        #expect(left >= 0 && (stop == 1000 || left == 0))
        let shares = (0..<3).map { results[label].metrics(named: "arm_play.\($0)", after: 1000)[run] }
        #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
        let ratio = results[label].metrics(.competitiveRatio, after: 1000)[run]
        let reward = results[label].entries(.knapsackLP, after: 1000)[run]?.value ?? .nan
        #expect(abs(ratio * reward - 1000 * value) < 1e-6)
      }
    }
    // Only those that play the Lagrange game know its average play.
    #expect(results["lagrange-bwk"].metrics(.lagrangeValue, after: 1000).count == 8)
    if budget == 500 {
      #expect(results["lagrange-bwk"].metrics(.lagrangeValue, after: 1000).allSatisfy { abs($0 - value) < 0.15 })
    }
  }

  /// Mean regret of the learner with bounds falls per round as the horizon grows fourfold; so does that of the Lagrange game.
  @Test func regretPerRoundFalls() throws {
    for entry in [#"{"id": "ucb-bwk", "exploration": 0.2}"#, #"{"id": "lagrange-bwk", "primal": {"id": "exp3-ix"}}"#] {
      func regret(_ horizon: Int) throws -> Double {
        let results = try results(
          """
          {"name": "growth", "seed": 5, "horizon": \(horizon), "replications": 20, "environment": {"id": "knapsack",
           "rewards": [0.8, 0.4, 0.3], "consumptions": [[1, 0.2, 0.6]], "budget": \(horizon / 2)}, "algorithms": [\(entry)],
           "checkpoints": [\(horizon)]}
          """)
        return try #require(results.outcomes.first).regret(.knapsackLP, after: horizon).mean / Double(horizon)
      }
      let (short, long) = (try regret(1000), try regret(4000))
      #expect(long < 0.8 * short, "\(entry): \(short), \(long)")
    }
  }

  /// A seller with few items asks more, on the pricing preset: the share of the highest price grows.
  @Test func scarceItemsAreDear() throws {
    func dear(_ items: Int) throws -> Double {
      let results = try results(
        """
        {"name": "pricing", "seed": 7, "horizon": 2000, "replications": 6, "environment": {"id": "knapsack-pricing",
         "prices": [0.25, 0.5, 0.75], "budget": \(items)}, "algorithms": [{"id": "ucb-bwk", "exploration": 0.2}],
         "extras": ["arm_play", "resource_left"], "checkpoints": [2000]}
        """)
      let left = results["ucb-bwk"].metrics(named: "resource_left.items", after: 2000)
      #expect(left.count == 6 && left.allSatisfy { $0 >= 0 })
      let play = results["ucb-bwk"].metrics(named: "arm_play.2", after: 2000)
      return play.reduce(0, +) / 6
    }
    #expect(try dear(200) > dear(2000) + 0.2)
  }

  /// An adversary who pays late: whoever spends the budget in the first half has nothing for the second. The benchmark is
  /// 250 * .6; ratios are above 1 but for chance and finite, and knapsack-lp is missing.
  @Test func adversaries() throws {
    let results = try results(
      """
      {"name": "switch", "seed": 3, "horizon": 1000, "replications": 10, "environment": {"id": "knapsack-phases",
       "phases": [{"rounds": 500, "rewards": [0.2, 0.5], "consumptions": [[1, 1]]},
                  {"rounds": 500, "rewards": [1, 0.5], "consumptions": [[1, 1]]}], "budget": 250},
       "algorithms": [\(Self.learners)], "extras": ["competitive_ratio", "stopping_round", "lagrange_value"],
       "checkpoints": [500, 1000]}
      """)
    // D = 1/4 on arm 0 earns 250 (.2 + 1) / 2 = 150, on arm 1 125.
    for label in Self.labels {
      let entry = try #require(results[label].entries(.fixedDistribution, after: 1000).first ?? nil)
      #expect(abs(entry.benchmark - 150) < 1e-9)
      // After 500 rounds: half of the budget's rate, 250 * .5.
      let half = try #require(results[label].entries(.fixedDistribution, after: 500).first ?? nil)
      #expect(abs(half.benchmark - 125) < 1e-9)
      #expect(results[label].metrics(.competitiveRatio, after: 1000).allSatisfy { $0 > 0.6 && $0 < 3 })
    }
    let mixture = results["best-mixture"].metrics(.competitiveRatio, after: 1000)
    #expect(mixture.allSatisfy { abs($0 - 1) < 0.25 })
  }
}
