import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct ChannelsLedgerTests {
  /// Two channels that return 2 and 1 on budgets up to 1; rho = 1, gamma = 1.5, five periods.
  private let truth = ChannelsTruth(
    laws: [ChannelLaw(auctions((2, 1))), ChannelLaw(auctions((1, 1)))], horizon: 5, budget: 1, targetReturn: 1.5)

  private func response(_ value: Double, _ spend: Double, mean: Double) -> ChannelResponse {
    ChannelResponse(feedback: ChannelFeedback(value: value, spend: spend), meanValue: mean, point: 0)
  }

  /// Budgets (.5, .5), (1, 1), (1, 1), with values that are not their means.
  private func ledger() -> ChannelsLedger {
    var ledger = ChannelsLedger(truth: truth, metrics: ChannelsLedger.metrics)
    for (budget, first, second) in [(0.5, 1.5, 0.25), (1, 2, 0.5), (1, 1, 1.25)] {
      ledger.record(0, ChannelLever(budget: budget), response(first, budget, mean: 2 * budget))
      ledger.record(1, ChannelLever(budget: budget), response(second, budget, mean: budget))
      ledger.closePeriod()
    }
    return ledger
  }

  @Test func notionsOfThreePeriods() {
    let ledger = ledger()
    // The best budgets are (1, 0): 2 a period.
    let pseudo = ledger.entry(for: .pseudo, group: "", after: 3)
    #expect(pseudo.benchmark == 6)
    #expect(pseudo.value == 7.5)
    #expect(pseudo.regret == -1.5)
    #expect(pseudo.rounds == 3)
    #expect(pseudo.reward == 6.5)
    #expect(pseudo.cost == 5)
    #expect(pseudo.switches == 1)
    #expect(pseudo.lowerBound.isNaN)
    #expect(ledger.entry(for: .realized, group: "", after: 3).regret == -0.5)
    // 6.5 - 1.5 * 5 = -1 is missing; 5 is the whole budget.
    #expect(ledger.entry(for: .constraint, group: "return", after: 3).regret == 1)
    #expect(ledger.entry(for: .constraint, group: "budget", after: 3).regret == 0)
    #expect(ledger.entry(for: .constraint, group: "budget", after: 3).benchmark == 0)
  }

  @Test func theBudgetIsThatOfTheWholeRun() {
    var ledger = ledger()
    ledger.record(0, ChannelLever(budget: 0.25), response(5, 0.25, mean: 0.5))
    ledger.record(1, .closed, response(0, 0, mean: 0))
    ledger.closePeriod()
    #expect(ledger.entry(for: .constraint, group: "budget", after: 4).regret == 0.25)
    #expect(ledger.entry(for: .constraint, group: "return", after: 4).regret == 0)
    #expect(ledger.entry(for: .pseudo, group: "", after: 4).switches == 2)
  }

  @Test func metrics() throws {
    let ledger = ledger()
    #expect(ledger.measure(.returnBalance, after: 3) == -1)
    #expect(ledger.measure(.unspent, after: 3) == 0)
    #expect(ledger.measure(.optimum, after: 3) == 2)
    #expect(ledger.measure(.adaptiveOptimum, after: 3) == 2)
    #expect(ledger.measure(.hindsightKnapsack, after: 3) == 2)
    #expect(ledger.measure(.channelMeanKnapsack, after: 3) == 2)
    #expect(ledger.measure(.roiOnlyOptimum, after: 3) == 2)
    #expect(ledger.measure(.optimalChannelBudget.at(0), after: 3) == 1)
    #expect(ledger.measure(.optimalChannelBudget.at(1), after: 3) == 0)
    // Mean budgets 2.5/3: 2 - 2.5/3 * 3.
    #expect(agree(try #require(ledger.measure(.channelBudget.at(1), after: 3)), 2.5 / 3))
    #expect(abs(try #require(ledger.measure(.outputGap, after: 3)) + 0.5) < 1e-12)
    #expect(ledger.measure(.returnMultiplier, after: 3) == nil)
    #expect(ledger.measure(.dualBound, after: 3) == nil)
  }

  @Test func budgetsBesideTargetsHaveNoOutputGap() {
    var ledger = ledger()
    #expect(ledger.measure(.outputGap, after: 3) != nil)
    ledger.record(0, ChannelLever(budget: 1, targetReturn: 1), response(1, 1, mean: 1))
    ledger.record(1, .closed, response(0, 0, mean: 0))
    ledger.closePeriod()
    #expect(ledger.measure(.outputGap, after: 4) == nil)
    #expect(ledger.measure(.channelBudget.at(1), after: 4) == 0.625)
  }

  @Test func unlimitedBudgetsHaveNoMean() {
    var ledger = ChannelsLedger(truth: truth, metrics: [])
    for channel in 0..<2 { ledger.record(channel, ChannelLever(), response(1, 1, mean: 1)) }
    ledger.closePeriod()
    #expect(ledger.measure(.channelBudget.at(0), after: 1) == nil)
    #expect(ledger.measure(.outputGap, after: 1) == nil)
    #expect(ledger.measure(.hindsightKnapsack, after: 1) == nil)
  }

  /// A budget whose third is not exact, so that 3 million thirds differ from the whole in the last bits.
  @Test func roundingIsNoViolation() {
    let third = ChannelsTruth(
      laws: Array(repeating: ChannelLaw(auctions((1, 1))), count: 3), horizon: 1000, budget: 0.7, targetReturn: 1)
    var ledger = ChannelsLedger(truth: third, metrics: [])
    for _ in 0..<1000 {
      for channel in 0..<3 {
        ledger.record(channel, ChannelLever(budget: 0.7 / 3), response(0.7 / 3, 0.7 / 3, mean: 0.7 / 3))
      }
      ledger.closePeriod()
    }
    #expect(ledger.entry(for: .constraint, group: "budget", after: 1000).value == 0)
    #expect(ledger.entry(for: .constraint, group: "return", after: 1000).value == 0)
  }
}
