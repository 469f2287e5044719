import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Linear costs in scenarios. Keys are fixed.
struct TextbookPathsTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  /// Two paths whose costs alternate: the mean regret is exactly 4.1793, that of a run at most 249.75;
  /// be-the-perturbed-leader keeps its promise in every run, d / epsilon = sqrt(2 500) 2 = 63.2.
  @Test func alternatingCosts() throws {
    let results = try results(
      """
      {"name": "two", "seed": 4, "horizon": 500, "replications": 300,
       "environment": {"id": "routing", "graph": {"edges": [[0, 1], [0, 1]]}, "costs": "alternating", "U": 2},
       "algorithms": [{"id": "ftpl"}, {"id": "ftpl", "label": "leader", "epsilon": 1000000}],
       "extras": ["bound", "bound_holds", "leader_excess"], "checkpoints": [500]}
      """)
    let regrets = results["ftpl"].regrets(.external)
    #expect(Set(regrets).isSubset(of: [0, 0.5, 249.5, 250]))
    // 249.5 with a probability of .0157: a standard deviation of 31 in a run.
    let error: Double = 31 / 300.0.squareRoot()
    #expect(abs(results["ftpl"].regret(.external).mean - 4.1793) < 4 * error)
    #expect(results["ftpl"].metrics(.bound, after: 500).allSatisfy { abs($0 - 126.491) < 1e-3 })
    #expect(results["ftpl"].metrics(.leaderExcess, after: 500).allSatisfy { $0 <= 63.25 })
    #expect(results["leader"].regrets(.external).allSatisfy { $0 > 249 })
  }

  /// On a grid with coins everybody learns, and whoever sees all costs learns more.
  @Test func routing() throws {
    func regrets(_ feedback: String, _ algorithms: String) throws -> TrialResults {
      try results(
        """
        {"name": "grid", "seed": 5, "horizon": 3000, "replications": 8, "environment": {"id": "routing",
         "costs": {"means": [0.2, 0.9, 0.2, 0.9, 0.9, 0.9, 0.9, 0.2, 0.9, 0.2, 0.9, 0.9]}, "feedback": "\(feedback)"},
         "algorithms": [\(algorithms)], "notions": ["external", "pseudo"], "checkpoints": [1500, 3000],
         "extras": ["bound_holds"]}
        """)
    }
    let full = try regrets("full", #"{"id": "ftpl"}, {"id": "ftpl", "label": "fresh", "noise": "fresh"}"#)
    let semi = try regrets(
      "semi-bandit",
      #"{"id": "semi-bandit-hedge"}, {"id": "semi-bandit-ftpl"}, "#
        + #"{"id": "semi-bandit-ftpl", "label": "blind", "gamma": 1}"#
    )
    // Exploring always: regret grows as fast as ever. Learning: slower in the second half.
    let blind = semi["blind"].regret(.pseudo).mean
    for outcome in [full["ftpl"], full["fresh"], semi["semi-bandit-hedge"], semi["semi-bandit-ftpl"]] {
      let (half, whole) = (outcome.regret(.pseudo, after: 1500).mean, outcome.regret(.pseudo).mean)
      #expect(whole - half < 0.9 * half && whole < 0.8 * blind, "\(half), \(whole), \(blind)")
      #expect(outcome.metrics(named: "bound_holds", after: 3000).allSatisfy { $0 == 1 })
    }
    #expect(full["fresh"].regret(.pseudo).mean < semi["semi-bandit-hedge"].regret(.pseudo).mean)
  }

  /// ftpl has to see everything.
  @Test func ftplNeedsAllCosts() {
    #expect(throws: ScenarioError.self) {
      try results(
        """
        {"name": "blind", "horizon": 10, "replications": 2, "environment": {"id": "routing", "feedback": "semi-bandit"},
         "algorithms": ["ftpl"]}
        """)
    }
  }
}
