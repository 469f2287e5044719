import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import Testing

/// Where a condition of a bound fails, on noise, memory or changes, `bound` and `bound_holds` are missing.
struct BoundConditionsTests {
  private static let arms = #""arms": [{ "loss": { "step": [3, 0.9, 0.4] } }, { "loss": { "step": [3, 0.5, 0.5] } }]"#

  /// Of each environment, the algorithms whose bound holds in it.
  @Test(arguments: [
    (#""id": "weighted-tallying", "memory": 3, \#(arms)"#, ["wtb"]),
    (#""id": "weighted-tallying", "memory": 3, "noise": "deterministic", \#(arms)"#, ["wtb", "planner"]),
    (#""id": "weighted-tallying", "memory": 3, "noise": { "gaussian": 3 }, \#(arms)"#, []),
    (
      #""id": "weighted-tallying", "memory": 1, "preset": { "kind": "trap" }"#,
      ["wtb", "short", "ucb1", "moss", "exp3"]
    ),
    (#""id": "weighted-tallying", "memory": 2, "preset": { "kind": "alternate" }"#, []),
    (#""id": "congested", "losses": [[0.1, 0.5, 0.9], [0.2, 0.3, 0.8]], "noise": "deterministic""#, ["planner"]),
    (#""id": "rotting", "arms": [{ "table": [1, 0.5, 0.2, 0.1] }, { "table": [0.3] }]"#, []),
    (#""id": "bernoulli", "means": [0.4, 0.6]"#, ["wtb", "short", "ucb1", "moss", "exp3"]),
    (#""id": "gaussian", "means": [0.4, 0.6]"#, []),
    (#""id": "piecewise", "arms": 2, "changes": 2"#, ["exp3"]),
    (#""id": "iid-losses", "means": [0.4, 0.6]"#, ["exp3"]),
  ])
  func boundsAreMissingWhereTheyDoNotHold(environment: String, expected: [String]) throws {
    // Exp3 refuses rewards outside [0, 1].
    let exp3 = environment.contains("gaussian") ? "" : #", { "id": "exp3" }"#
    let text = """
      {
        "name": "conditions", "seed": 3, "horizon": 60, "replications": 2, "checkpoints": [60],
        "environment": { \(environment) },
        "algorithms": [
          { "id": "wtb-successive-elimination", "label": "wtb", "memoryBound": 3 },
          { "id": "wtb-successive-elimination", "label": "short", "memoryBound": 2 },
          { "id": "tallying-planner", "label": "planner", "memory": 3 },
          { "id": "ucb1" }, { "id": "moss" }\(exp3)
        ],
        "extras": ["bound", "bound_holds"]
      }
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "conditions.json"), catalogue: .standard).plan
    for outcome in plan.run().outcomes {
      for metric in [Metric.bound, .boundHolds] {
        let isMissing = outcome.metrics(metric).map(\.isNaN)
        #expect(isMissing == Array(repeating: !expected.contains(outcome.key.algorithm), count: 2), "\(outcome.key)")
      }
    }
  }
}
