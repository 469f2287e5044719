import BanditCards
import BanditExperiments
import BanditGames
import Testing

@testable import BanditScenarios

/// The scenarios of Scenarios/papers/autobidding.
struct AutobiddingScenarioTests {
  /// The only outcome of an algorithm in one replication of a scenario of the paper.
  private func outcome(_ scenario: String, _ algorithm: String, on environment: String? = nil) throws -> Outcome {
    try shippedPlan("papers/autobidding/\(scenario)").run(replications: 1) {
      $0.key.algorithm == algorithm && (environment == nil || $0.key.environment == environment)
    }[algorithm]
  }

  /// Whatever its parameters, in every replication; the longest horizons are left to release builds.
  @Test(arguments: [
    "papers/autobidding/per-channel-targets", "papers/autobidding/budgets-optimal", "papers/autobidding/two-channels",
    "papers/autobidding/learning-curves", "smoke/autobidding",
  ])
  func theSafeLearnersKeepBothConstraints(scenario: String) throws {
    let plan = try shippedPlan(scenario)
    let safe = ["sgd-ucb", "sgd-ucb-small-bonus", "given", "channel-ucb", "empirical-greedy"]
    for (horizons, replications) in [(1...1000, 20), (1001...4000, 3)] {
      let isWanted = { (cell: Cell) in safe.contains(cell.key.algorithm) && horizons.contains(cell.horizon) }
      guard plan.cells.contains(where: isWanted) else { continue }
      let results = plan.run(replications: min(plan.replications, replications), where: isWanted)
      for outcome in results.outcomes {
        for group in ChannelsLedger.constraints {
          #expect(outcome.regrets(.constraint, group: group).allSatisfy { $0 == 0 }, "\(outcome.key) \(group)")
        }
        // Where every period is the same, what meets the constraints is no better than the best fixed budgets.
        if scenario.hasPrefix("papers"), scenario != "papers/autobidding/learning-curves" {
          #expect(outcome.regrets(.pseudo).allSatisfy { $0 >= -1e-9 }, "\(outcome.key)")
          if outcome.extras.contains(.outputGap) {
            #expect(outcome.metrics(.outputGap)[0] >= -1e-9, "\(outcome.key)")
          }
        }
      }
    }
    #expect(plan.cells.contains { safe.contains($0.key.algorithm) && $0.horizon <= 4000 })
  }

  @Test(arguments: [("factor-2", 2, 1), ("factor-10", 10, 1), ("factor-100", 100, 1), ("nothing", 5, 0)])
  func targetsAloneAreArbitrarilyBad(environment: String, budgets: Double, targets: Double) throws {
    for (algorithm, value) in [("optimal-budgets", budgets), ("roi-only", targets)] {
      let outcome = try outcome("per-channel-targets", algorithm, on: environment)
      let entry = try #require(outcome.entries(.pseudo)[0])
      #expect(abs(entry.value - 1000 * value) < 1e-6)
      #expect(outcome.metrics(.optimum) == [budgets])
      #expect(outcome.metrics(.roiOnlyOptimum) == [targets])
    }
  }

  @Test(
    arguments: [
      ("budget-7-target-1.2", 15.5, [3, 4], 15.5), ("budget-20-target-1.2", 20, [5, 8], 20),
      ("budget-3", 8, [2, 1], 7.5), ("budget-20-target-2.4", 12, [2, 3], 8),
    ] as [(String, Double, [Double], Double)])
  func budgetsAloneReachTheOptimum(environment: String, optimum: Double, budgets: [Double], targets: Double) throws {
    let outcome = try outcome("budgets-optimal", "optimal-budgets", on: environment)
    #expect(outcome.regrets(.pseudo) == [0])
    #expect(abs(outcome.metrics(.optimum)[0] - optimum) < 1e-9)
    #expect(abs(outcome.metrics(.roiOnlyOptimum)[0] - targets) < 1e-9)
    for (channel, budget) in budgets.enumerated() {
      #expect(abs(outcome.metrics(.optimalChannelBudget.at(channel))[0] - budget) < 1e-9)
      #expect(abs(outcome.metrics(.channelBudget.at(channel))[0] - budget) < 1e-9)
    }
  }

  @Test func meanBudgetsOfTheTwoChannels() throws {
    let outcome = try outcome("two-channels", "sgd-ucb")
    #expect(abs(outcome.metrics(.channelBudget.at(0))[0] - 0.751) < 0.0005)
    #expect(abs(outcome.metrics(.channelBudget.at(1))[0] - 0.249) < 0.0005)
    #expect(outcome.metrics(named: "stopping_time") == [1928])
    #expect(outcome.metrics(.dualBound)[0] >= 2)
  }

  /// The regret per period of sgd-ucb at its default falls by at least 15 % from 1000 to 4000 periods, with the small
  /// bonus to two thirds or less (20 replications of a release build: 16 % and 44 %, standard errors below 1 %).
  @Test func regretPerPeriodFallsWithTheHorizon() throws {
    let plan = try shippedPlan("papers/autobidding/learning-curves")
    func regret(_ algorithm: String, _ horizon: Int) -> Double {
      plan.run(replications: 3) {
        $0.horizon == horizon && $0.key.environment == "budget-binds" && $0.key.algorithm == algorithm
      }[algorithm].regrets(.pseudo).mean / Double(horizon)
    }
    #expect(regret("sgd-ucb", 4000) < 0.85 * regret("sgd-ucb", 1000))
    #expect(regret("sgd-ucb-small-bonus", 4000) < 2 / 3 * regret("sgd-ucb-small-bonus", 1000))
  }

  /// The manifest says what the optimum is the optimum of.
  @Test func factsReachThePlan() throws {
    let plan = try shippedPlan("papers/autobidding/two-channels")
    #expect(
      plan.facts == [
        "autobidding: every channel spends every budget up to 1.0: the optimum is exact for charges by budget and by spend"
      ])
  }
}
