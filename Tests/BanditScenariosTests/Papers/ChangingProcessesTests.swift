import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// The scenarios Scenarios/papers/r-bocpd-ucrl2 against another implementation, in a size that a test can bear.
struct ChangingProcessesTests {
  /// The figures at the last checkpoint of a cell, for each replication.
  private struct Cell {
    var regrets: [Double] = []
    var metrics: [String: [Double]] = [:]

    var regret: Double { mean(regrets) }

    func mean(of metric: String) throws -> Double { mean(try #require(metrics[metric])) }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
  }

  private func run(_ file: String, _ overrides: [Override]) throws -> [String: Cell] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let plan = try Scenario(
      source: .path(root.appendingPathComponent("Scenarios/papers/r-bocpd-ucrl2/\(file)").path),
      overrides: overrides, catalogue: .standard
    ).plan
    var cells: [String: Cell] = [:]
    for cell in plan.cells {
      let trace = try #require(cell.simulate(0..<plan.replications, StopSignal()))
      #expect(trace.failures.isEmpty)
      let last = cell.layout.checkpoints.count - 1
      let line = try #require(cell.layout.tracks.firstIndex { $0.notion == .gain })
      var result = Cell()
      for replication in 0..<plan.replications {
        result.regrets.append(trace.entry(replication: replication, checkpoint: last, track: line).regret)
        for (index, metric) in cell.layout.metrics.enumerated() {
          result.metrics[metric.id, default: []].append(
            trace.metric(index, replication: replication, checkpoint: last))
        }
      }
      cells[cell.key.algorithm] = result
    }
    return cells
  }

  /// Regret per step of another implementation over ten instances of the same law, after 50000 steps: mean and
  /// standard deviation of an instance. Four instances here; five standard errors of the difference.
  @Test func regretPerStepOfTheReference() throws {
    let algorithms = #"""
      [{"id": "ucrl2-oracle", "confidenceScale": 0.2}, {"id": "restarted-ucrl2", "confidenceScale": 0.2}, \#
      {"id": "sw-ucrl2", "window": 4000, "confidenceScale": 0.2}, {"id": "ucrl2", "confidenceScale": 0.2}, \#
      {"id": "ucrl2", "label": "ucrl2-1"}, {"id": "ucrl2-oracle", "label": "oracle-1"}, \#
      {"id": "restarted-ucrl2", "label": "restarted-1"}, {"id": "sw-ucrl2", "label": "sw-1", "window": 4000}, \#
      {"id": "sw-ucrl2", "label": "cw-1", "form": "cheung"}]
      """#
    let cells = try run(
      "reference.json",
      [
        Override(path: "replications", value: "4"), Override(path: "algorithms", value: algorithms),
        Override(path: "extras", value: #"["restarts"]"#),
      ])
    for (algorithm, mean, sd): (String, Double, Double) in [
      ("ucrl2-oracle", 0.054, 0.004), ("restarted-ucrl2", 0.161, 0.016), ("sw-ucrl2", 0.128, 0.007),
      ("ucrl2", 0.273, 0.022), ("ucrl2-1", 0.284, 0.020), ("oracle-1", 0.194, 0.022), ("restarted-1", 0.356, 0.046),
      ("sw-1", 0.239, 0.027), ("cw-1", 0.317, 0.035),
    ] {
      let found = try #require(cells[algorithm]).regret / 50000
      #expect(abs(found - mean) < 5 * sd * (1 / 10.0 + 1 / 4.0).squareRoot(), "\(algorithm): \(found)")
    }
    #expect(try #require(cells["ucrl2-oracle"]).mean(of: "restarts") == 13)
    #expect(try #require(cells["restarted-ucrl2"]).mean(of: "restarts") == 207)
  }

  /// The first 15000 steps, four changes: detecting costs little more than being told, if the hazard is 1/T; with 1/n
  /// restarts abound.
  @Test func detectionIsWorthWhile() throws {
    let cells = try run(
      "reference.json",
      [
        Override(path: "replications", value: "4"), Override(path: "horizon", value: "15000"),
        Override(path: "checkpoints", value: "[15000]"),
      ])
    func cell(_ algorithm: String) throws -> Cell { try #require(cells[algorithm]) }
    let (oracle, detecting) = (try cell("ucrl2-oracle"), try cell("r-bocpd-ucrl2"))
    #expect(oracle.regret <= detecting.regret)
    #expect(detecting.regret <= 1.3 * oracle.regret)
    #expect(try detecting.regret <= cell("restarted-ucrl2").regret)
    #expect(try detecting.regret <= cell("ucrl2").regret)
    #expect(try oracle.mean(of: "restarts") == 4)
    #expect(try abs(detecting.mean(of: "restarts") - 4) <= 1)
    #expect(try detecting.mean(of: "detections") == 4)
    #expect(try cell("r-bocpd-ucrl2-1-n").mean(of: "restarts") >= 20)
    // The fourth change is in step 12001; a pair is visited every 28 steps or so, and soon more often.
    #expect(try #require(detecting.metrics["delay.12001"]).allSatisfy { $0 >= 2 && $0 < 500 })
  }
}
