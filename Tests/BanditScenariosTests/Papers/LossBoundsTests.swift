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
    #expect(plan.cells.count == 48)
    for cell in plan.cells {
      let trace = try #require(cell.simulate(0..<plan.replications, StopSignal()))
      // The bound of batched-omd and random-walk-perturbation is on loss and switching cost together.
      let label = cell.key.algorithm
      let coversSwitches =
        ["full", "full-100", "coupling", "bandit", "decoupled", "advice", "random-walk-perturbation"].contains(label)
      let notion = coversSwitches ? Notion.switching : .external
      let line = try #require(cell.layout.tracks.firstIndex { $0.notion == notion })
      let bound = try #require(cell.layout.metrics.firstIndex { $0 == .bound })
      let holds = try #require(cell.layout.metrics.firstIndex { $0 == .boundHolds })
      for checkpoint in cell.layout.checkpoints.indices {
        var mean = 0.0
        for place in trace.replications.indices {
          let regret = trace.entry(replication: place, checkpoint: checkpoint, track: line).regret
          let limit = trace.metric(bound, replication: place, checkpoint: checkpoint)
          mean += regret / Double(plan.replications)
          #expect(trace.metric(holds, replication: place, checkpoint: checkpoint) == (regret <= limit ? 1 : 0))
        }
        let limit = trace.metric(bound, replication: 0, checkpoint: checkpoint)
        #expect(limit > 0 && mean <= limit, "\(cell.key.environment), \(label): \(mean) above \(limit)")
      }
    }
  }
}
