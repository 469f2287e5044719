import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Logs of all learners that know how likely their arms were.
struct ContextualLogTests {
  private static let horizon = 3000

  private static func plan(_ algorithms: String, horizon: Int = horizon) throws -> Plan {
    let text = """
      {"name": "logs", "seed": 8, "horizon": \(horizon), "replications": 2,
       "environment": {"id": "contextual-finite", "means": [[0.2, 0.5, 0.4], [0.6, 0.3, 0.5], [0.4, 0.45, 0.7]]},
       "extras": ["mean_propensity", "best_arm_share"], "algorithms": [\(algorithms)]}
      """
    return try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard).plan
  }

  private static func log(_ cell: Cell, replication: Int = 0) throws -> LoggedRounds {
    var log = LoggedRounds(LogShape(armCount: 1))
    let count = try cell.simulate.log(
      replication: replication, begin: { log = LoggedRounds($0) }, add: { log.append($0) })
    #expect(count == cell.horizon && log.count == count)
    return log
  }

  /// Given the past, arm a is drawn with p_a: the number of its draws less the sum of its probabilities, by the root of
  /// the sum of p_a (1 - p_a), is about normal. Level 1e-6 for each of 24 tests; the keys are fixed.
  @Test(arguments: [
    #"{"id": "uniform"}"#, #"{"id": "epsilon-greedy-regression", "epsilon": 0.4}"#,
    #"{"id": "bagged-greedy", "initial": 1}"#, #"{"id": "square-cb", "gamma": 20}"#, #"{"id": "falcon"}"#,
    #"{"id": "exp4", "policies": "all"}"#, #"{"id": "explore-then-oracle", "policies": "all", "exploration": 1000}"#,
    #"{"id": "fixed-policy", "policy": {"epsilon": 0.6, "policy": {"table": [0, 2, 1]}}}"#,
  ])
  func armsAreDrawnWithTheirPropensities(algorithm: String) throws {
    let log = try Self.log(Self.plan(algorithm).cells[0])
    #expect(log.count == Self.horizon && log.shape == LogShape(armCount: 3, hasProbabilities: true))
    var (draws, expected, variance) = ([0.0, 0, 0], [0.0, 0, 0], [0.0, 0, 0])
    for round in 0..<log.count {
      let probabilities = log[round].probabilities
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
      #expect(log.propensities[round] == probabilities[log.arms[round]])
      draws[log.arms[round]] += 1
      for arm in 0..<3 {
        expected[arm] += probabilities[arm]
        variance[arm] += probabilities[arm] * (1 - probabilities[arm])
      }
    }
    for arm in 0..<3 {
      #expect(variance[arm] > 50, "\(algorithm): arm \(arm) is hardly random")
      #expect(abs(draws[arm] - expected[arm]) < 4.892 * variance[arm].squareRoot(), "\(algorithm): arm \(arm)")
    }
  }

  /// The rounds are those of the run.
  @Test func logsAreThoseOfRuns() throws {
    let plan = try Self.plan(#"{"id": "square-cb"}, {"id": "lin-ts"}, {"id": "fixed-arm", "arm": 1}"#, horizon: 300)
    let best = [1, 0, 2]
    for cell in plan.cells {
      let trace = try #require(cell.simulate(1..<2, StopSignal()))
      let log = try Self.log(cell, replication: 1)
      let metric = { (name: String) throws -> Double in
        let place = try #require(cell.layout.metrics.firstIndex { $0.name == name })
        return trace.metric(place, replication: 0, checkpoint: cell.layout.checkpoints.count - 1)
      }
      let hits = zip(log.contexts, log.arms).count { best[$0 ?? -1] == $1 }
      #expect(abs(try metric("best_arm_share") - Double(hits) / 300) < 1e-15)
      #expect(try Self.log(cell, replication: 0) != log)
      switch cell.key.algorithm {
      case "lin-ts": #expect(log.propensities == Array(repeating: nil, count: 300) && !log.shape.hasProbabilities)
      default:
        let mean = log.propensities.reduce(0) { $0 + ($1 ?? .nan) } / 300
        #expect(abs(try metric("mean_propensity") - mean) < 1e-12)
      }
    }
  }

  /// Contexts and coins do not depend on who logs; those of an environment without finite contexts are features.
  @Test func trialsLogTheSame() throws {
    let model = try ContextualLinearModel(dimension: 2, actions: .fresh(arms: 3, law: .cube), horizon: 40)
    let trials = Trials(horizon: 40, seed: 4)
    let (first, second) = (
      try trials.log(on: model) { try SquareCB($0) }, try trials.log(on: model) { try LinUCB($0) }
    )
    #expect(first.shape == LogShape(armCount: 3, featureCount: 2, isShared: false, hasProbabilities: true))
    #expect(first.features == second.features && first.count == 40 && first.arms != second.arms)
    for round in 0..<40 where first.arms[round] == second.arms[round] {
      #expect(first.rewards[round] == second.rewards[round])
    }
    #expect(throws: InvalidSettings.self) {
      try trials.log(on: model) {
        try SquareCB($0)
        try LinUCB($0)
      }
    }
    #expect(throws: InvalidSettings.self) { try trials.log(on: model, replication: -1) { try SquareCB($0) } }
    let text = """
      {"name": "linear", "seed": 4, "horizon": 40, "environment": {"id": "contextual-linear", "dimension": 2,
       "actions": {"fresh": {"arms": 3, "law": "cube"}}}, "algorithms": [{"id": "square-cb"}]}
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard).plan
    #expect(try Self.log(plan.cells[0]) == first)
  }

  /// A log that was written is read as it was.
  @Test func logsReadBack() throws {
    let model = try ContextualDisjointModel(thetas: .list([[0.3, 0.4], [0.5, -0.3]]), horizon: 30)
    let log = try Trials(horizon: 30).log(on: model) { try EpsilonGreedyRegression($0) }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("bandits-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try log.write(to: file.path)
    #expect(try LoggedRounds(DataFile(file.path)) == log)
  }

  @Test func onlyContextualBanditsHaveLogs() throws {
    let text = """
      {"name": "coins", "horizon": 4, "environment": {"id": "bernoulli", "means": [0.5]}, "algorithms": [{"id": "ucb1"}]}
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard).plan
    #expect(!plan.cells[0].simulate.canLog)
    #expect(throws: InvalidSettings.self) { try Self.log(plan.cells[0]) }
  }
}
