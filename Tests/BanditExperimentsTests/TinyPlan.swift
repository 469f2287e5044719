import BanditCards
import BanditExperiments
import BanditGames

/// A plan of three algorithms on one environment, whose runs are a script.
///
/// `a` has the final regrets 1, 2, 3; `b` has 0 and 20 and fails in between; of `c` no regret is known.
/// The horizon makes blocks of two replications, so three replications are two blocks.
enum TinyPlan {
  static let horizon = 1 << 20
  static let checkpoints = [10, horizon]
  static let metrics = [
    Metric("share", "a share", unit: "1", isCumulative: true),
    Metric("restarts", "a count", unit: "restarts", isCumulative: false),
  ]

  static func plan(
    seed: Int = 1, algorithms: [String] = ["c", "a", "b"], replications: Int = 3, name: String = "tiny",
    point: String = "", facts: [String] = []
  ) -> Plan {
    let scenario: Settings = [
      "name": .text(name), "seed": .whole(seed), "horizon": .whole(horizon),
      "algorithms": .list(algorithms.map { .object(["id": .text($0)]) }), "replications": .whole(replications),
      "generator": .text("philox4x64-10"), "coupling": .text("pulls"),
    ]
    let cells = algorithms.map { algorithm in
      let layout = TraceLayout(
        checkpoints: checkpoints, tracks: [.init(notion: .pseudo)], metrics: algorithm == "a" ? metrics : [])
      return Cell(
        key: CellKey(point: point, environment: "coins", algorithm: algorithm), horizon: horizon, layout: layout,
        identity: "\(algorithm) with seed \(seed)",
        simulate: Simulation { replications, _ in trace(algorithm, replications, layout) })
    }
    return Plan(
      name: name, replications: replications, confidence: 0.95, cells: cells, resolvedScenario: scenario, facts: facts)
  }

  private static func trace(_ algorithm: String, _ replications: Range<Int>, _ layout: TraceLayout) -> BlockTrace {
    var values: [Double] = []
    for replication in replications {
      for round in checkpoints {
        let isLast = round == horizon
        let number = Double(replication)
        let regret = algorithm == "a" ? number + 1 : 10 * number
        values += [
          Double(round), algorithm == "c" ? .nan : 8, 8 - (isLast ? regret : 0.5), 2.5 + number, isLast ? 3 : 1, .nan,
          isLast && algorithm != "c" ? 1.5 : .nan,
        ]
      }
      // Metrics stand in the order of their names.
      if algorithm == "a" { values += [Double(replication), 0.25, 0.75] }
    }
    let failures =
      replications.contains(1) && algorithm == "b"
      ? [BlockTrace.Failure(replication: 1, reason: "over the budget, by 2")] : []
    return BlockTrace(replications: replications, layout: layout, values: values, failures: failures)
  }

  /// Opens a folder for a plan and fills it with all blocks.
  static func fill(_ path: String, plan: Plan) throws -> ResultFolder {
    let folder = try ResultFolder.open(path, for: plan)
    for block in plan.blocks { try folder.write(trace(of: block, in: plan), as: block) }
    return folder
  }

  /// The trace of a block.
  static func trace(of block: BlockID, in plan: Plan) -> BlockTrace {
    plan.cells[block.cell].simulate(block.replications, StopSignal())!
  }
}
