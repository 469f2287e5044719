import BanditExperiments
import BanditScenarios
import Foundation
import Testing

/// The scenario Scenarios/papers/r-bocpd/detection.json against reference runs.
struct ChangeDetectionTests {
  /// Median delays of 1000 streams of an independent simulation, streams with an alarm before the change left out;
  /// here of about 100, whose medians may be off by five of their standard errors.
  @Test(arguments: [
    (environment: "large", algorithm: "run-length", delay: 3...5), ("large", "constant", 3...6),
    ("large", "square", 5...9), ("large", "theorem", 10...14), ("large", "best", 3...6), ("large", "dyadic", 3...6),
    ("four", "run-length", 8...14), ("four", "constant", 9...15), ("four", "square", 15...24),
    ("four", "theorem", 28...42),
  ])
  func medianDelays(environment: String, algorithm: String, delay: ClosedRange<Double>) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let plan = try Scenario(
      source: .path(root.appendingPathComponent("Scenarios/papers/r-bocpd/detection.json").path),
      overrides: [Override(path: "replications", value: algorithm == "run-length" ? "140" : "80")],
      catalogue: .standard
    ).plan
    let cell = try #require(
      plan.cells.first { $0.key.environment == environment && $0.key.algorithm == algorithm })
    let trace = try #require(cell.simulate(0..<plan.replications, StopSignal()))
    let metrics = cell.layout.metrics
    let restarts = try #require(metrics.firstIndex { $0.id == "restarts" })
    let delays = try #require(metrics.firstIndex { $0.id == "delay.301" })
    let before = try #require(cell.layout.checkpoints.firstIndex(of: 300))
    let found = trace.replications.indices.filter {
      trace.metric(restarts, replication: $0, checkpoint: before) == 0
    }.map { trace.metric(delays, replication: $0, checkpoint: 0) }.sorted()
    #expect(found.count >= 40 && !found.contains(where: \.isNaN))
    #expect(delay.contains(found[found.count / 2]), "\(found[found.count / 2])")
  }
}
