import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// The scenarios of Scenarios/papers/switching-costs against a reference.
struct SwitchingCostsTests {
  /// What the table says of an algorithm: mean and standard deviation of one run.
  struct Row: Sendable {
    let algorithm: String
    let observations: Double
    let total: (mean: Double, sd: Double)
    let loss: (mean: Double, sd: Double)
    let switches: (mean: Double, sd: Double)
  }

  /// An independent simulation in NumPy, 400 runs; T = 20000, K = 4, c = 1.
  static let reference = [
    Row(algorithm: "exp3", observations: 20_000, total: (3486, 337), loss: (264.5, 26), switches: (3221, 312)),
    Row(algorithm: "bandit-auto", observations: 1035, total: (1639, 213), loss: (1048, 151), switches: (591, 64)),
    Row(algorithm: "bandit-736", observations: 736, total: (1603, 217), loss: (1153, 173), switches: (450, 46)),
    Row(algorithm: "full-184", observations: 736, total: (1079, 472), loss: (1073, 471), switches: (5.95, 2.6)),
    Row(algorithm: "decoupled-1-736", observations: 736, total: (1174, 525), loss: (1168, 524), switches: (6.26, 2.6)),
    Row(algorithm: "full-736", observations: 2944, total: (635, 257), loss: (628, 256), switches: (7.72, 3)),
    Row(
      algorithm: "decoupled-2-10000", observations: 20_000, total: (256, 119), loss: (248, 117), switches: (7.78, 3.2)),
    Row(algorithm: "full", observations: 80_000, total: (129.2, 53), loss: (121.7, 52), switches: (7.46, 2.9)),
    Row(algorithm: "coupling", observations: 80_000, total: (109.9, 114), loss: (109.2, 114), switches: (0.73, 0.4)),
    Row(
      algorithm: "random-walk-perturbation", observations: 80_000, total: (11.9, 9.6), loss: (4.6, 5.6),
      switches: (7.24, 5.3)),
    Row(algorithm: "tsallis-switch", observations: 20_000, total: (1309, 263), loss: (740, 184), switches: (568, 81)),
  ]

  /// Thirty runs, so that a debug build has time for it: within four standard errors of both, and half a unit of the
  /// table's last digit at most.
  @Test func agreesWithTheReferenceTable() throws {
    let plan = try plan("reference-table")
    #expect(plan.cells.count == Self.reference.count)
    for cell in plan.cells {
      let row = try #require(Self.reference.first { $0.algorithm == cell.key.algorithm })
      let trace = try #require(cell.simulate(0..<30, StopSignal()))
      func expect(_ name: String, _ expected: (mean: Double, sd: Double), _ values: [Double]) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count - 1)
        let tolerance = 4 * (variance / Double(values.count) + expected.sd * expected.sd / 400).squareRoot() + 0.5
        #expect(abs(mean - expected.mean) <= tolerance, "\(row.algorithm), \(name): \(mean), not \(expected.mean)")
      }
      expect("total", row.total, regrets(trace, cell, .switching))
      expect("loss", row.loss, regrets(trace, cell, .external))
      expect("switches", row.switches, zip(regrets(trace, cell, .switching), regrets(trace, cell, .external)).map(-))
      let seen = try #require(cell.layout.metrics.firstIndex { $0 == .observations })
      for place in trace.replications.indices {
        #expect(trace.metric(seen, replication: place, checkpoint: 0) == row.observations)
      }
    }
  }

  /// Full observation: the slope of the logarithm of the total cost over that of the budget, from 736 to 80000, lies in
  /// [-.55, -.40]; bandit observations are of no more use from K^(1/3) T^(2/3) = 1170 on.
  @Test func phaseTransition() throws {
    var points: [(budget: Double, total: Double)] = []
    var bandit: Set<[Double]> = []
    for cell in try plan("phase-transition").cells {
      let digits = cell.key.point.filter { $0.isNumber }
      guard let budget = Double(digits) else { continue }
      if cell.key.algorithm == "full", budget >= 736 {
        let trace = try #require(cell.simulate(0..<30, StopSignal()))
        let totals = regrets(trace, cell, .switching)
        points.append((log(budget), log(totals.reduce(0, +) / Double(totals.count))))
      }
      if cell.key.algorithm == "bandit", budget > 1170 {
        let trace = try #require(cell.simulate(0..<2, StopSignal()))
        bandit.insert(regrets(trace, cell, .switching))
      }
    }
    #expect(points.count == 8)
    let center = points.map(\.budget).reduce(0, +) / 8
    let slope =
      points.map { ($0.budget - center) * $0.total }.reduce(0, +)
      / points.map { ($0.budget - center) * ($0.budget - center) }.reduce(0, +)
    #expect(slope >= -0.55 && slope <= -0.40, "\(slope)")
    #expect(bandit.count == 1)
  }

  private func plan(_ name: String) throws -> Plan {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Scenarios/papers/switching-costs/\(name).json").path
    return try Scenario(source: .path(path), catalogue: .standard).plan
  }

  /// The regrets of a notion at the horizon.
  private func regrets(_ trace: BlockTrace, _ cell: Cell, _ notion: Notion) -> [Double] {
    let line = cell.layout.tracks.firstIndex { $0.notion == notion }!
    return trace.replications.indices.map { trace.entry(replication: $0, checkpoint: 0, track: line).regret }
  }
}
