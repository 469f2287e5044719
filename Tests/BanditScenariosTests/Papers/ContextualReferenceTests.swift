import BanditCards
import BanditExperiments
import BanditGames
import Testing

@testable import BanditScenarios

/// Mean regrets of independent implementations in Python, and the promises of OFUL and of inverse gap weighting, from
/// scenarios. Keys are fixed.
struct ContextualReferenceTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  /// The difference is below four standard errors of both sides (level about 6e-5 each).
  private func expect(
    _ results: TrialResults, _ reference: [(label: String, mean: Double, sd: Double)], runs: Int, referenceRuns: Int
  ) {
    for (label, mean, sd) in reference {
      let found = results[label].regret(.pseudo).mean
      let tolerance = 4 * sd * (1 / Double(runs).squareRoot() + 1 / Double(referenceRuns).squareRoot())
      #expect(abs(found - mean) < tolerance, "\(label): \(found), not \(mean) ± \(tolerance)")
    }
  }

  @Test func freshActions() throws {
    let results = try results(
      """
      {"name": "fresh", "seed": 1, "horizon": 200, "replications": 60, "environment": {"id": "contextual-linear",
        "dimension": 5, "actions": {"fresh": {"arms": 10, "law": "sphere"}}, "noise": {"gaussian": 0.5}},
       "extras": ["confidence_failures", "bound", "bound_holds"], "algorithms": [
        {"id": "uniform"}, {"id": "lin-ucb", "alpha": 0.5}, {"id": "lin-ucb", "label": "oful", "alpha": "oful"},
        {"id": "lin-ts"}, {"id": "lin-ts", "label": "agrawal-goyal", "v": "agrawal-goyal"},
        {"id": "epsilon-greedy-regression", "label": "greedy", "epsilon": 0}, {"id": "epsilon-greedy-regression"},
        {"id": "square-cb"}, {"id": "falcon"}]}
      """)
    expect(
      results,
      [
        ("uniform", 132.2, 6.6), ("lin-ucb", 10.5, 4.3), ("oful", 12.0, 3.6), ("lin-ts", 16.1, 4.3),
        ("agrawal-goyal", 108, 6.5), ("greedy", 10.5, 4.4), ("epsilon-greedy-regression", 22.0, 4.8),
        ("square-cb", 37.4, 6.1), ("falcon", 120.7, 6.9),
      ], runs: 60, referenceRuns: 400)
    #expect(results["oful"].metric(.boundHolds).mean == 1)
    #expect(results["oful"].metric(.confidenceFailures).mean == 0)
  }

  /// exp4 and explore-then-oracle as tuned for 5000 rounds, the horizon of the reference.
  @Test func finiteContexts() throws {
    let results = try results(
      """
      {"name": "finite", "seed": 1, "horizon": 500, "replications": 60, "environment": {"id": "contextual-finite",
        "means": [[0.2, 0.5, 0.4], [0.6, 0.3, 0.5], [0.4, 0.45, 0.7], [0.5, 0.5, 0.2]]}, "algorithms": [
        {"id": "uniform"}, {"id": "per-context"}, {"id": "per-context", "label": "contextless", "contexts": "none"},
        {"id": "exp4", "policies": "all", "learningRate": 0.02420591981},
        {"id": "explore-then-oracle", "policies": "all", "exploration": 990},
        {"id": "lin-ucb", "alpha": 0.5}, {"id": "lin-ts", "v": 0.5}, {"id": "epsilon-greedy-regression"},
        {"id": "bagged-greedy", "initial": 1}, {"id": "bagged-greedy", "label": "blind", "initial": 0}]}
      """)
    expect(
      results,
      [
        ("uniform", 68.9, 3.2), ("per-context", 39.9, 4.0), ("contextless", 68.3, 3.1), ("exp4", 57.0, 2.4),
        ("explore-then-oracle", 68.7, 3.0), ("lin-ucb", 26.7, 18), ("lin-ts", 22.8, 7.6),
        ("epsilon-greedy-regression", 36.6, 15), ("bagged-greedy", 24.3, 7.6), ("blind", 75.4, 3.2),
      ], runs: 60, referenceRuns: 400)
  }

  /// With probability 1 - delta = .7 the parameter is in the ellipsoids of all rounds; so it is in at least that share of
  /// 200 runs, in far more of them. A radius that is far too small is seen.
  @Test func confidenceSets() throws {
    let results = try results(
      """
      {"name": "sets", "seed": 2, "horizon": 300, "replications": 200, "environment": {"id": "contextual-linear",
        "dimension": 2, "actions": {"fresh": {"arms": 4}}, "noise": {"gaussian": 1}},
       "extras": ["confidence_failures", "bound_holds"], "algorithms": [
        {"id": "lin-ucb", "label": "oful", "alpha": "oful", "delta": 0.3},
        {"id": "lin-ucb", "label": "bound", "alpha": "oful-bound", "delta": 0.3},
        {"id": "lin-ucb", "label": "bold", "alpha": "oful", "delta": 0.3, "noise": 0.2, "norm": 0.2}]}
      """)
    func failures(_ label: String) -> Int { results[label].metrics(.confidenceFailures).count { $0 > 0 } }
    #expect(failures("oful") <= 60, "\(failures("oful"))")
    #expect(failures("bound") <= failures("oful"))
    #expect(failures("bold") == 200, "\(failures("bold"))")
    #expect(results["oful"].metric(.boundHolds).mean == 1 && results["bound"].metric(.boundHolds).mean == 1)
  }

  /// Of every run, round by round.
  @Test func slackNeverDecreases() throws {
    let rounds = Array(1...64)
    let results = try results(
      """
      {"name": "slack", "seed": 3, "horizon": 64, "replications": 10, "checkpoints": \(rounds), "environments": [
        {"id": "contextual-linear", "dimension": 3, "actions": {"fresh": {"arms": 5}}},
        {"id": "contextual-disjoint", "thetas": [[0.3, 0.4], [0.5, -0.3]], "meanRange": [-1, 1]},
        {"id": "contextual-finite", "means": [[0.2, 0.5], [0.9, 0.3]]}],
       "extras": ["igw_slack"], "algorithms": [{"id": "square-cb"}, {"id": "falcon"},
        {"id": "square-cb", "label": "theory", "gamma": "theory", "model": "disjoint"},
        {"id": "square-cb", "label": "greedy", "gamma": 500}]}
      """)
    for environment in ["contextual-linear", "contextual-disjoint", "contextual-finite"] {
      for label in ["square-cb", "falcon", "theory", "greedy"] {
        let outcome = try #require(results.outcome(of: label, on: environment))
        var before = Array(repeating: 0.0, count: 10)
        for round in rounds {
          let slack = outcome.metrics(.gapWeightingSlack, after: round)
          #expect(zip(before, slack).allSatisfy { $0 <= $1 }, "\(label) on \(environment) in round \(round)")
          before = slack
        }
        #expect(before.allSatisfy { $0 > 0 })
      }
    }
  }
}
