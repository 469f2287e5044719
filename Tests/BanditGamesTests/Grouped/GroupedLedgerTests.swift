import BanditGames
import Testing

struct GroupedLedgerTests {
  /// Feature 1 and labels 1, 0, 0, 1; group 0 in rounds 1, 2, 4, group 1 in 2, 3, group 2 always; losses as given.
  private func ledger(_ rows: ComparatorRows, keep: [Int] = []) -> GroupedLedger {
    var ledger = GroupedLedger(
      truth: GroupedTruth(reportGroups: ["a", "b", "all"], featureCount: 1, comparatorRows: rows))
    if !keep.isEmpty { ledger.keep(.group, group: "a", at: keep) }
    let rounds = [(1.0, [0, 2], 1.0), (0, [0, 1, 2], 0.25), (0, [1, 2], 0.5), (1, [0, 2], 0.125)]
    for (label, groups, loss) in rounds {
      ledger.record([1], GroupedOutcome(label: label, reportGroups: groups), loss: loss)
    }
    return ledger
  }

  /// The best constants: 2/3 for a (residual 2/3), 0 for b (0), 1/2 for all (1).
  @Test func theBestModelForEachGroup() {
    let ledger = ledger(.exact)
    for (group, rounds, loss, best) in [("a", 3, 1.375, 2.0 / 3), ("b", 2, 0.75, 0), ("all", 4, 1.875, 1)] {
      let entry = ledger.entry(for: .group, group: group, after: rounds)
      #expect(entry.rounds == Double(rounds) && entry.value == -loss && entry.reward == -loss)
      #expect(abs(entry.benchmark + best) < 1e-15 && abs(entry.regret - (loss - best)) < 1e-15)
      #expect(entry.switches.isNaN && entry.cost.isNaN && entry.lowerBound.isNaN)
    }
    #expect(abs(ledger.measure(.maxGroupRegret, after: 4)! - 0.875) < 1e-15)
  }

  /// All rows but the last: residuals 1/2 for a (labels 1, 0), 0 for b, 2/3 for all (1, 0, 0).
  @Test func thePapersRows() {
    let ledger = ledger(.paperOffByOne)
    for (group, rounds, loss, best) in [("a", 3, 1.375, 0.5), ("b", 2, 0.75, 0), ("all", 4, 1.875, 2.0 / 3)] {
      let entry = ledger.entry(for: .group, group: group, after: rounds)
      #expect(entry.value == -loss && abs(entry.benchmark + best) < 1e-15)
    }
  }

  @Test(arguments: [(ComparatorRows.exact, 0.5), (.paperOffByOne, 0)])
  func roundsAnnouncedAreKept(rows: ComparatorRows, best: Double) {
    let ledger = ledger(rows, keep: [2, 3, 9])
    let entry = ledger.entry(for: .group, group: "a", after: 2)
    #expect(entry.rounds == 2 && entry.value == -1.25 && abs(entry.benchmark + best) < 1e-15)
    #expect(ledger.entry(for: .group, group: "a", after: 3).value == -1.375)
  }

  /// A round that was not announced, one that never came, a group that does not exist: missing, not 0.
  @Test func whatIsNotKnownIsMissing() {
    let ledger = ledger(.exact, keep: [2, 9])
    #expect(ledger.entry(for: .group, group: "a", after: 1).regret.isNaN)
    #expect(ledger.entry(for: .group, group: "a", after: 9).regret.isNaN)
    #expect(ledger.entry(for: .group, group: "c", after: 2).regret.isNaN)
    #expect(ledger.entry(for: .group, group: "b", after: 1).regret.isNaN)
  }

  @Test func groupsWithoutRowsHaveNoRegret() {
    let ledger = GroupedLedger(truth: GroupedTruth(reportGroups: ["a"], featureCount: 2))
    #expect(ledger.measure(.maxGroupRegret, after: 1) == nil)
    #expect(ledger.measure(.bestArmShare, after: 1) == nil)
  }
}
