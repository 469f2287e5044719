import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import Testing

struct SemiBanditLedgerTests {
  private let truth = SemiBanditTruth(
    curves: [RecoveryCurve([0.6]), RecoveryCurve([0.1, 0.7, 1.4])], capacity: 1,
    optimum: Once { [0, 0.6, 1.3, 2.6] })

  private func ledger(_ truth: SemiBanditTruth, metrics: [Metric] = []) -> SemiBanditLedger {
    SemiBanditLedger(truth: truth, notions: SemiBanditLedger.notions, metrics: metrics)
  }

  /// Three periods of example 2 by hand: arm 0, arm 1 (0.7), arm 0; rewards of their own.
  @Test func entriesByHand() {
    var ledger = ledger(truth)
    for (round, (arm, reward, mean)) in [(0, 1.0, 0.6), (1, 0.5, 0.7), (0, 0.0, 0.6)].enumerated() {
      ledger.open(round + 1, isChange: round > 0)
      ledger.record(arm, PullOutcome(reward: reward, mean: mean), at: round + 1)
    }
    func entry(_ notion: Notion) -> LedgerEntry { ledger.entry(for: notion, group: "", after: 3) }
    for notion in [Notion.upperBound, .planner, .gamma, .policy] {
      #expect(abs(entry(notion).value - 1.9) < 1e-12)
      #expect(entry(notion).reward == 1.5 && entry(notion).switches == 2 && entry(notion).rounds == 3)
    }
    #expect(abs(entry(.upperBound).benchmark - 3 * 13.0 / 15) < 1e-12)
    #expect(abs(entry(.planner).benchmark - 3 * 13.0 / 20) < 1e-12)
    #expect(abs(entry(.gamma).benchmark - 3 * 13.0 / 15 / 4) < 1e-12)
    #expect(entry(.policy).benchmark == 2.6)
    // Arms that need rest have no best fixed set; OPT is known up to the horizon only.
    #expect(entry(.pseudo).benchmark.isNaN && entry(.realized).regret.isNaN && entry(.simple).value.isNaN)
    #expect(ledger.entry(for: .policy, group: "", after: 4).benchmark.isNaN)
    #expect(ledger.measure(.armsPerPeriod, after: 3) == 1)
  }

  @Test func armsThatNeedNoRestHaveABestSet() {
    let truth = SemiBanditTruth(curves: [[0.5], [0.25], [0.75]].map { RecoveryCurve($0) }, capacity: 2)
    var ledger = ledger(truth)
    ledger.open(1, isChange: false)
    ledger.record(0, PullOutcome(reward: 1, mean: 0.5), at: 1)
    #expect(ledger.entry(for: .pseudo, group: "", after: 1).regret == 0.75)
    #expect(ledger.entry(for: .realized, group: "", after: 1).regret == 0.25)
    #expect(ledger.entry(for: .policy, group: "", after: 1).benchmark.isNaN)
  }

  @Test func whatHasNoMeaningIsNotThere() {
    let items = SemiBanditTruth(
      armCount: 2, capacity: 1, comparator: StationaryItems(means: [0.25, 0.5], capacity: 1))
    let ledger = SemiBanditLedger(truth: items, notions: SemiBanditLedger.notions, metrics: [])
    #expect(ledger.entry(for: .pseudo, group: "", after: 2).benchmark == 1)
    for notion in [Notion.upperBound, .planner, .gamma, .policy] {
      #expect(ledger.entry(for: notion, group: "", after: 1).benchmark.isNaN)
    }
    #expect(ledger.measure(.lookaheadRegret, after: 1) == nil)
  }
}
