import BanditGames
import Testing

struct AverageRewardLedgerTests {
  private func ledger(steps: Int) -> AverageRewardLedger {
    var ledger = AverageRewardLedger(metrics: [])
    for step in 0..<steps {
      let outcome = StepOutcome(
        reward: step % 2 == 0 ? 1 : 0, nextState: 0, mean: 0.1, optimalGain: 0.7)
      ledger.record(step / 3, outcome)
    }
    return ledger
  }

  /// A tenth and seven tenths have no finite binary expansion; sums are right to the last digit nevertheless.
  @Test func sumsDoNotDrift() {
    let entry = ledger(steps: 1_000_00).entry(for: .gain, group: "", after: 100_000)
    #expect(entry.benchmark == 70_000 && entry.value == 10_000 && entry.reward == 50_000)
    #expect(entry.regret == 60_000)
  }

  @Test func columns() {
    let ledger = ledger(steps: 7)
    let entry = ledger.entry(for: .gainRealized, group: "", after: 7)
    // Actions 0, 0, 0, 1, 1, 1, 2.
    #expect(entry.switches == 2 && entry.rounds == 7 && entry.value == 4 && entry.reward == 4)
    #expect(entry.cost.isNaN && entry.lowerBound.isNaN)
    #expect(ledger.measure(.rewardPerStep, after: 7) == 4.0 / 7)
    #expect(ledger.measure(.confidenceFailures, after: 7) == nil)
  }
}
