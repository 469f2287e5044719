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
    let results = try shippedPlan("papers/switching-costs/reference-table").run(replications: 30)
    #expect(results.outcomes.count == Self.reference.count)
    for outcome in results.outcomes {
      let row = try #require(Self.reference.first { $0.algorithm == outcome.key.algorithm })
      func expect(_ name: String, _ expected: (mean: Double, sd: Double), _ values: [Double]) {
        let mean = values.mean
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count - 1)
        let tolerance = 4 * (variance / Double(values.count) + expected.sd * expected.sd / 400).squareRoot() + 0.5
        #expect(abs(mean - expected.mean) <= tolerance, "\(row.algorithm), \(name): \(mean), not \(expected.mean)")
      }
      let (total, loss) = (outcome.regrets(.switching), outcome.regrets(.external))
      expect("total", row.total, total)
      expect("loss", row.loss, loss)
      expect("switches", row.switches, zip(total, loss).map(-))
      #expect(outcome.metrics(.observations) == Array(repeating: row.observations, count: 30))
    }
  }

  /// Full observation: the slope of the logarithm of the total cost over that of the budget, from 736 to 80000, lies in
  /// [-.55, -.40]; bandit observations are of no more use from K^(1/3) T^(2/3) = 1170 on.
  @Test func phaseTransition() throws {
    let plan = try shippedPlan("papers/switching-costs/phase-transition")
    func budget(_ key: CellKey) -> Double { Double(key.point.filter(\.isNumber)) ?? 0 }
    let full = plan.run(replications: 30) { $0.key.algorithm == "full" && budget($0.key) >= 736 }
    let points = full.outcomes.map { (budget: log(budget($0.key)), total: log($0.regrets(.switching).mean)) }
    let bandit = plan.run(replications: 2) { $0.key.algorithm == "bandit" && budget($0.key) > 1170 }
    #expect(points.count == 8)
    let center = points.map(\.budget).reduce(0, +) / 8
    let slope =
      points.map { ($0.budget - center) * $0.total }.reduce(0, +)
      / points.map { ($0.budget - center) * ($0.budget - center) }.reduce(0, +)
    #expect(slope >= -0.55 && slope <= -0.40, "\(slope)")
    #expect(Set(bandit.outcomes.map { $0.regrets(.switching) }).count == 1)
  }
}
