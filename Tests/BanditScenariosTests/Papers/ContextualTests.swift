import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// The scenarios of Scenarios/papers/contextual against independent programs in Python.
struct ContextualTests {
  /// In the order of the file: 120 mistakes of lin-ucb, 101 with full feedback.
  @Test func tableInItsOrder() throws {
    let plan = try shippedPlan(
      "papers/contextual/table",
      [Override(path: "environment.order", value: "given"), Override(path: "replications", value: "1")])
    let results = plan.run()
    #expect(results["lin-ucb"].regret(.pseudo).mean == 120)
    #expect(results["full-feedback"].regret(.pseudo).mean == 101)
  }

  /// The same shuffles as NumPy's: error rates of learners that draw nothing, to the digits given.
  @Test func tableInAHundredOrders() throws {
    let plan = try shippedPlan(
      "papers/contextual/table",
      [
        Override(
          path: "algorithms",
          value:
            #"[{"id": "full-feedback"}, {"id": "lin-ucb", "model": "disjoint"}, {"id": "epsilon-greedy-regression", "epsilon": 0}]"#
        )
      ])
    let results = plan.run()
    for (name, rate, sd) in [
      ("full-feedback", 0.1760, 0.0099), ("lin-ucb", 0.1916, 0.0083), ("epsilon-greedy-regression", 0.2593, 0.039),
    ] {
      let regret = results[name].regret(.pseudo)
      #expect(abs(regret.mean / 600 - rate) <= 5.1e-5, "\(name): \(regret.mean / 600)")
      #expect(abs(regret.sd / 600 - sd) <= (name == "epsilon-greedy-regression" ? 5.1e-4 : 5.1e-5), "\(name)")
    }
  }

  /// The table as a log of arms (i^2 + floor(i/3)) mod 3 with propensity 1/3: 202 rows used, reward 149.
  @Test func replayOfTheTable() throws {
    let file = repository.appendingPathComponent("Scenarios/papers/contextual/table.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").map { Double($0) ?? .nan } }
    #expect((0..<3).map { label in rows.count { Int($0[3]) == label } } == [213, 197, 190])
    let ranges = (0..<3).map { column in
      let values = rows.map { $0[column] }
      return (least: values.min() ?? 0, largest: values.max() ?? 1)
    }
    var log = "arm,propensity,reward,x0,x1,x2,x3\n"
    for (place, row) in rows.enumerated() {
      let index = place + 1
      let arm = (index * index + index / 3) % 3
      let scaled = (0..<3).map { (row[$0] - ranges[$0].least) / (ranges[$0].largest - ranges[$0].least) }
      let features = ([1] + scaled).map { "\($0)" }.joined(separator: ",")
      log += "\(arm),\(1.0 / 3),\(Int(row[3]) == arm ? 1 : 0),\(features)\n"
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(log.utf8).write(to: folder.appendingPathComponent("log.csv"))
    let text = """
      {"name": "replay", "horizon": "rows", "replications": 1, "extras": ["used_rows"],
       "checkpoints": [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 25, 600],
       "environment": {"id": "contextual-replay", "file": "log.csv", "rewardRange": [0, 1]},
       "algorithms": [{"id": "lin-ucb", "model": "disjoint"}]}
      """
    let scenario = try Scenario(
      source: .bytes(Array(text.utf8), name: "replay.json", folder: folder.path), catalogue: .standard)
    let outcome = scenario.plan.run().outcomes[0]
    let used = [7, 10, 13, 14, 15, 21, 22, 23, 24, 25]
    for round in outcome.checkpoints.dropLast() {
      #expect(outcome.metrics(.usedRows, after: round) == [Double(used.count { $0 <= round })])
    }
    #expect(outcome.metrics(.usedRows) == [202])
    #expect(outcome.entries(.realized)[0]?.reward == 149)
    #expect(outcome.regrets(.realized)[0].isNaN)
    // The library's way to the same.
    let model = try ContextualReplayModel(
      file: DataFile(folder.appendingPathComponent("log.csv").path), horizon: 600, rewardRange: 0...1)
    let trials = try Trials(horizon: 600, replications: 1).compare(on: model, extras: [.usedRows]) { problem in
      try LinUCB(problem, model: .disjoint)
    }
    #expect(trials.outcomes[0].metrics(.usedRows) == [202])
    #expect(trials.outcomes[0].entries(.realized)[0]?.reward == 149)
  }
}
