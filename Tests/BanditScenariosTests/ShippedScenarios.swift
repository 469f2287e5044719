import BanditExperiments
import BanditScenarios
import Foundation

/// The repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The plan of a scenario that the repository ships, by its name below `Scenarios`: `papers/recovering/rec5`.
func shippedPlan(_ name: String, _ overrides: [Override] = []) throws -> Plan {
  let file = repository.appendingPathComponent("Scenarios/\(name).json")
  return try Scenario(source: .path(file.path), overrides: overrides, catalogue: .standard).plan
}

extension [Double] {
  /// The mean; NaN where a number is missing, which `SampleSummary` leaves out.
  var mean: Double { reduce(0, +) / Double(count) }
}
