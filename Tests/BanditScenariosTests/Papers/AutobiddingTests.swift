import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// The scenarios of Scenarios/papers/autobidding.
struct AutobiddingScenarioTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")

  private func plan(_ name: String) throws -> Plan {
    try Scenario(
      source: .path(Self.root.appendingPathComponent("\(name).json").path), catalogue: .standard
    ).plan
  }

  private func last(_ trace: BlockTrace, _ cell: Cell, _ notion: Notion, _ group: String = "") throws -> [LedgerEntry] {
    let line = try #require(cell.layout.tracks.firstIndex { $0.notion == notion && $0.group == group })
    return trace.replications.indices.map {
      trace.entry(replication: $0, checkpoint: cell.layout.checkpoints.count - 1, track: line)
    }
  }

  private func last(_ trace: BlockTrace, _ cell: Cell, _ id: String) throws -> Double {
    let metric = try #require(cell.layout.metrics.firstIndex { $0.id == id })
    let isCumulative = cell.layout.metrics[metric].isCumulative
    return trace.metric(
      metric, replication: 0, checkpoint: isCumulative ? cell.layout.checkpoints.count - 1 : 0)
  }

  /// Whatever its parameters, in every replication; the longest horizons are left to release builds.
  @Test(arguments: [
    "papers/autobidding/per-channel-targets", "papers/autobidding/budgets-optimal", "papers/autobidding/two-channels",
    "papers/autobidding/learning-curves", "smoke/autobidding",
  ])
  func theSafeLearnersKeepBothConstraints(scenario: String) throws {
    let plan = try plan(scenario)
    let safe = ["sgd-ucb", "sgd-ucb-small-bonus", "given", "channel-ucb", "empirical-greedy"]
    let cells = plan.cells.filter { safe.contains($0.key.algorithm) && $0.horizon <= 4000 }
    #expect(!cells.isEmpty)
    for cell in cells {
      let count = min(plan.replications, cell.horizon <= 1000 ? 20 : 3)
      let trace = try #require(cell.simulate(0..<count, StopSignal()))
      for group in ChannelsLedger.constraints {
        #expect(try last(trace, cell, .constraint, group).allSatisfy { $0.regret == 0 }, "\(cell.key) \(group)")
      }
      // Where every period is the same, what meets the constraints is no better than the best fixed budgets.
      if scenario.hasPrefix("papers"), scenario != "papers/autobidding/learning-curves" {
        #expect(try last(trace, cell, .pseudo).allSatisfy { $0.regret >= -1e-9 }, "\(cell.key)")
        if cell.layout.metrics.contains(.outputGap) {
          #expect(try last(trace, cell, "output_gap") >= -1e-9, "\(cell.key)")
        }
      }
    }
  }

  @Test(arguments: [("factor-2", 2, 1), ("factor-10", 10, 1), ("factor-100", 100, 1), ("nothing", 5, 0)])
  func targetsAloneAreArbitrarilyBad(environment: String, budgets: Double, targets: Double) throws {
    let plan = try plan("papers/autobidding/per-channel-targets")
    for (algorithm, value) in [("optimal-budgets", budgets), ("roi-only", targets)] {
      let cell = try #require(
        plan.cells.first { $0.key.environment == environment && $0.key.algorithm == algorithm })
      let trace = try #require(cell.simulate(0..<1, StopSignal()))
      #expect(abs(try last(trace, cell, .pseudo)[0].value - 1000 * value) < 1e-6)
      #expect(try last(trace, cell, "optimum") == budgets)
      #expect(try last(trace, cell, "roi_only_optimum") == targets)
    }
  }

  @Test(
    arguments: [
      ("budget-7-target-1.2", 15.5, [3, 4], 15.5), ("budget-20-target-1.2", 20, [5, 8], 20),
      ("budget-3", 8, [2, 1], 7.5), ("budget-20-target-2.4", 12, [2, 3], 8),
    ] as [(String, Double, [Double], Double)])
  func budgetsAloneReachTheOptimum(environment: String, optimum: Double, budgets: [Double], targets: Double) throws {
    let plan = try plan("papers/autobidding/budgets-optimal")
    let cell = try #require(
      plan.cells.first { $0.key.environment == environment && $0.key.algorithm == "optimal-budgets" })
    let trace = try #require(cell.simulate(0..<1, StopSignal()))
    #expect(try last(trace, cell, .pseudo)[0].regret == 0)
    #expect(abs(try last(trace, cell, "optimum") - optimum) < 1e-9)
    #expect(abs(try last(trace, cell, "roi_only_optimum") - targets) < 1e-9)
    for (channel, budget) in budgets.enumerated() {
      #expect(abs(try last(trace, cell, "optimal_budget.\(channel)") - budget) < 1e-9)
      #expect(abs(try last(trace, cell, "budget.\(channel)") - budget) < 1e-9)
    }
  }

  @Test func meanBudgetsOfTheTwoChannels() throws {
    let plan = try plan("papers/autobidding/two-channels")
    let cell = try #require(plan.cells.first { $0.key.algorithm == "sgd-ucb" })
    let trace = try #require(cell.simulate(0..<1, StopSignal()))
    #expect(abs(try last(trace, cell, "budget.0") - 0.751) < 0.0005)
    #expect(abs(try last(trace, cell, "budget.1") - 0.249) < 0.0005)
    #expect(try last(trace, cell, "stopping_time") == 1928)
    #expect(try last(trace, cell, "dual_bound") >= 2)
  }

  /// The regret per period of sgd-ucb at its default falls by at least 15 % from 1000 to 4000 periods, with the small
  /// bonus to two thirds or less (20 replications of a release build: 16 % and 44 %, standard errors below 1 %).
  @Test func regretPerPeriodFallsWithTheHorizon() throws {
    let plan = try plan("papers/autobidding/learning-curves")
    func regret(_ algorithm: String, _ horizon: Int) throws -> Double {
      let cell = try #require(
        plan.cells.first {
          $0.horizon == horizon && $0.key.environment == "budget-binds" && $0.key.algorithm == algorithm
        })
      let trace = try #require(cell.simulate(0..<3, StopSignal()))
      let regrets = try last(trace, cell, .pseudo).map(\.regret)
      return regrets.reduce(0, +) / Double(regrets.count * horizon)
    }
    #expect(try regret("sgd-ucb", 4000) < 0.85 * regret("sgd-ucb", 1000))
    #expect(try regret("sgd-ucb-small-bonus", 4000) < 2 / 3 * regret("sgd-ucb-small-bonus", 1000))
  }

  /// The manifest says what the optimum is the optimum of.
  @Test func factsReachThePlan() throws {
    let plan = try plan("papers/autobidding/two-channels")
    #expect(
      plan.facts == [
        "autobidding: every channel spends every budget up to 1.0: the optimum is exact for charges by budget and by spend"
      ])
  }
}
