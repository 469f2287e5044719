import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import Testing

/// Every bound with explicit constants, against the mean regret under every source of losses.
struct LossBoundsTests {
  private static let scenario = """
    {
      "name": "bounds", "seed": 3, "horizon": 1000, "replications": 20, "checkpoints": [100, 1000],
      "environments": [
        { "id": "iid-losses", "means": [0.5, 0.4, 0.5], "feedback": "full" },
        {
          "id": "piecewise-losses", "feedback": "full",
          "segments": [{ "length": 500, "means": [0.2, 0.5, 0.8] }, { "length": 500, "means": [0.8, 0.5, 0.1] }]
        },
        { "id": "stochastically-constrained", "arms": 3, "feedback": "full" },
        { "id": "multi-scale-random-walk", "arms": 3, "epsilon": "inflated", "sigma": "inflated", "feedback": "full" }
      ],
      "algorithms": [
        { "id": "hedge" }, { "id": "hedge", "label": "hedge-anytime", "schedule": "anytime" },
        { "id": "random-walk-perturbation" }, { "id": "limited-advice" },
        { "id": "limited-advice", "label": "two", "advice": 2 }, { "id": "batched-exp3" },
        { "id": "exp3" }, { "id": "exp3", "label": "exp3-anytime", "schedule": "anytime" },
        { "id": "ftrl", "schedule": "fixed", "alpha": 0.7 },
        { "id": "ftrl", "label": "ftrl-full", "estimator": "full", "schedule": "fixed", "update": "omd" },
        { "id": "batched-omd", "label": "full", "observe": "full" },
        { "id": "batched-omd", "label": "full-100", "observe": "full", "batches": 100 },
        { "id": "batched-omd", "label": "coupling", "observe": "full", "sampler": "maximal-coupling" },
        { "id": "batched-omd", "label": "bandit", "observe": "bandit" },
        { "id": "batched-omd", "label": "decoupled", "observe": { "decoupled": 1 } },
        { "id": "batched-omd", "label": "advice", "observe": { "advice": 2 } }
      ],
      "notions": ["external", "switching"], "extras": ["bound", "bound_holds"]
    }
    """

  @Test func meanRegretIsBelowEveryBound() throws {
    let plan = try Scenario(source: .bytes(Array(Self.scenario.utf8), name: "bounds.json"), catalogue: .standard).plan
    #expect(plan.cells.count == 64)
    for outcome in plan.run().outcomes {
      // The bound of batched-omd and random-walk-perturbation is on loss and switching cost together.
      let label = outcome.key.algorithm
      let coversSwitches =
        ["full", "full-100", "coupling", "bandit", "decoupled", "advice", "random-walk-perturbation"].contains(label)
      let notion = coversSwitches ? Notion.switching : .external
      for round in outcome.checkpoints {
        let regrets = outcome.regrets(notion, after: round)
        let limits = outcome.metrics(.bound, after: round)
        let holds = outcome.metrics(.boundHolds, after: round)
        #expect(holds == zip(regrets, limits).map { $0 <= $1 ? 1 : 0 })
        let (mean, limit) = (regrets.mean, limits[0])
        #expect(limit > 0 && mean <= limit, "\(outcome.key.environment), \(label): \(mean) above \(limit)")
      }
    }
  }
}
