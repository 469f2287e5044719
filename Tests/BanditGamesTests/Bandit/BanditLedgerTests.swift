import BanditCards
import BanditComparators
import Testing

@testable import BanditGames

struct BanditLedgerTests {
  private func ledger(_ truth: BanditTruth, _ notions: [Notion] = BanditLedger.notions) -> BanditLedger {
    BanditLedger(truth: truth, notions: notions, metrics: [])
  }

  /// Records arms with their rewards, the means being those of the truth.
  private func record(_ rounds: [(arm: Int, reward: Double)], into ledger: inout BanditLedger, _ means: [Double]) {
    for (arm, reward) in rounds {
      ledger.record(arm, ArmOutcome(reward: reward, mean: means[arm], bestMean: means.max()!))
    }
  }

  @Test func notionsOfAHandfulOfRounds() {
    let means = [0.25, 0.75, 0.5]
    var ledger = ledger(BanditTruth(means: means))
    record([(0, 1), (1, 0), (1, 1), (2, 0), (0, 1)], into: &ledger, means)

    let pseudo = ledger.entry(for: .pseudo, group: "", after: 5)
    #expect(pseudo.rounds == 5)
    #expect(pseudo.benchmark == 3.75)
    #expect(pseudo.value == 2.5)
    #expect(pseudo.regret == 1.25)
    #expect(pseudo.reward == 3)
    #expect(pseudo.switches == 3)
    #expect(pseudo.cost.isNaN)

    let realized = ledger.entry(for: .realized, group: "", after: 5)
    #expect(realized.benchmark == 3.75)
    #expect(realized.value == 3)
    #expect(realized.regret == 0.75)

    let dynamic = ledger.entry(for: .dynamic, group: "", after: 5)
    #expect(dynamic.regret == 1.25)

    // Empirical means 1, 1/2 and 0: arm 0 leads, with a gap of 1/2.
    let simple = ledger.entry(for: .simple, group: "", after: 5)
    #expect(simple.benchmark == 0.75)
    #expect(simple.value == 0.25)
  }

  @Test func simpleRegretBreaksTiesByIndexAndSkipsArmsNotPulled() {
    let means = [0.1, 0.2, 0.3]
    var ledger = ledger(BanditTruth(means: means))
    #expect(ledger.entry(for: .simple, group: "", after: 0).value.isNaN)
    // Arm 0 is not pulled: its empirical mean is not 0, it has none.
    record([(2, -1), (1, -1)], into: &ledger, means)
    #expect(ledger.entry(for: .simple, group: "", after: 2).value == 0.2)
  }

  @Test func theBestArmHasARegretOfExactlyZero() {
    // Means and a number of rounds for which a product and a sum differ.
    let means = [0.1, 0.7]
    var ledger = ledger(BanditTruth(means: means))
    for _ in 0..<10_007 { record([(1, 0.3)], into: &ledger, means) }
    #expect(ledger.entry(for: .pseudo, group: "", after: 10_007).regret == 0)
    #expect(ledger.entry(for: .dynamic, group: "", after: 10_007).regret == 0)
    #expect(ledger.entry(for: .simple, group: "", after: 10_007).regret == 0)
  }

  @Test func theFirstActionIsNotASwitch() {
    var ledger = ledger(BanditTruth(means: [0.5, 0.5]))
    record([(1, 0)], into: &ledger, [0.5, 0.5])
    #expect(ledger.entry(for: .pseudo, group: "", after: 1).switches == 0)
    record([(1, 0), (0, 0)], into: &ledger, [0.5, 0.5])
    #expect(ledger.entry(for: .pseudo, group: "", after: 3).switches == 1)
  }

  @Test func lowerBoundIsLaiAndRobbins() {
    let known = ledger(BanditTruth(means: [0.5, 0.6], laiRobbins: 4))
    // 4 ln 1000 from mpmath.
    #expect(abs(known.entry(for: .pseudo, group: "", after: 1000).lowerBound - 27.631021115928547) < 1e-13)
    #expect(known.entry(for: .realized, group: "", after: 1000).lowerBound.isNaN)
    #expect(ledger(BanditTruth(means: [0.5, 0.6])).entry(for: .pseudo, group: "", after: 9).lowerBound.isNaN)
  }

  @Test func whatWasNotAskedForIsMissing() {
    var ledger = ledger(BanditTruth(means: [0.5, 0.75]), [.pseudo])
    record([(0, 1)], into: &ledger, [0.5, 0.75])
    #expect(ledger.entry(for: .simple, group: "", after: 1).regret.isNaN)
    #expect(ledger.entry(for: .pseudo, group: "", after: 1).regret == 0.25)
  }

  @Test func whereMeansChangeTheBestFixedArmIsNotTheBestOfEachRound() {
    let truth = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.5, 0.25]), .init(firstRound: 3, means: [0, 0.75]),
    ])
    var ledger = ledger(truth)
    // Arm 0 throughout: 0.5 + 0.5 + 0 + 0. Fixed: arm 1 has 0.25 + 0.25 + 0.75 + 0.75. Best: 1 + 1.5.
    for segment in [0, 0, 1, 1] { record([(0, 0.5)], into: &ledger, truth.segments[segment].means) }
    #expect(ledger.entry(for: .pseudo, group: "", after: 4).benchmark == 2)
    #expect(ledger.entry(for: .pseudo, group: "", after: 4).regret == 1)
    #expect(ledger.entry(for: .realized, group: "", after: 4).regret == 0)
    #expect(ledger.entry(for: .dynamic, group: "", after: 4).regret == 1.5)
    #expect(ledger.entry(for: .simple, group: "", after: 4).regret.isNaN)
    // In hindsight of two rounds only, arm 0 is the best.
    #expect(PiecewiseMeans(segments: truth.segments).bestFixedTotal(through: 2) == 1)
  }

  /// A truth that remembers: constant play of arm 0 pays -1/2, of arm 1 -1 and then -1/4.
  private func remembering(dependsOnHistory: Bool = true) -> BanditTruth {
    let sequences = SequenceComparator(
      optimum: nil, ceiling: -0.25, repeated: [ConstantPath(means: [-0.5]), ConstantPath(means: [-1, -0.25])])
    return BanditTruth(
      means: [-0.5, -0.25], sequences: sequences, dependsOnHistory: dependsOnHistory, rewardOffset: 1)
  }

  @Test func policyRegretComparesWithSequences() {
    var ledger = ledger(remembering())
    for (arm, mean) in [(1, -1.0), (1, -0.25), (0, -0.5), (1, -1)] {
      ledger.record(arm, ArmOutcome(reward: 0.5, mean: mean, bestMean: .nan))
    }
    let lower = ledger.entry(for: .policyLower, group: "", after: 4)
    #expect(lower.benchmark == -1 && lower.value == -2.75 && lower.regret == 1.75)
    // Policies got 1/2 each round, which is a loss of 1/2.
    #expect(lower.reward == -2 && lower.switches == 2)
    #expect(ledger.entry(for: .policyConstant, group: "", after: 4).benchmark == -1.75)
    #expect(ledger.entry(for: .policy, group: "", after: 4).benchmark.isNaN)
    for notion in [Notion.pseudo, .realized, .dynamic, .simple] {
      let entry = ledger.entry(for: notion, group: "", after: 4)
      #expect(entry.benchmark.isNaN && entry.value.isNaN && entry.reward == -2)
    }
  }

  @Test func bestArmsAreMissingWhereMeansDependOnTheHistory() {
    var ledger = BanditLedger(truth: remembering(), notions: [], metrics: BanditLedger.metrics)
    for arm in [1, 1, 0, 1] { ledger.record(arm, ArmOutcome(reward: 0.5, mean: -0.5, bestMean: .nan)) }
    for metric in [Metric.bestArmShare, .medianReward, .suffixFailure] {
      #expect(ledger.measure(metric, after: 4) == nil)
    }
    #expect(ledger.measure(.minFraction, after: 4) == 0.5)
    #expect(ledger.measure(.greedyFraction, after: 4) == 1)
  }

  @Test func lossesCountAsNegativeRewardsAlsoWithoutMemory() {
    var ledger = BanditLedger(
      truth: remembering(dependsOnHistory: false), notions: BanditLedger.notions, metrics: [.medianReward])
    for _ in 0..<4 { ledger.record(0, ArmOutcome(reward: 0.5, mean: -0.5, bestMean: -0.25)) }
    let realized = ledger.entry(for: .realized, group: "", after: 4)
    #expect(realized.benchmark == -1 && realized.value == -2 && realized.reward == -2)
    // The lowest mean is -1/2, which is what was collected per round.
    #expect(ledger.measure(.medianReward, after: 4) == 0)
  }
}
