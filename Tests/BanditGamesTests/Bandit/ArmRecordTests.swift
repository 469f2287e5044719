import BanditCards
import BanditGames
import Testing

/// The behavioural metrics, on examples worked out by hand.
struct ArmRecordTests {
  /// The values of a metric after every round.
  private func values(
    _ metric: Metric, means: [Double], _ rounds: [(arm: Int, reward: Double)]
  ) -> [Double?] {
    var ledger = BanditLedger(truth: BanditTruth(means: means), notions: [], metrics: [metric])
    return rounds.enumerated().map { index, round in
      ledger.record(
        round.arm, ArmOutcome(reward: round.reward, mean: means[round.arm], bestMean: means.max()!))
      return ledger.measure(metric, after: index + 1)
    }
  }

  /// Arm 0 is the best of three; it is played in rounds 1 and 4 of nine.
  private let arms = [0, 1, 2, 0, 1, 1, 1, 1, 1].map { (arm: $0, reward: 0.0) }

  @Test func suffixFailureLooksAtTheSecondHalf() {
    // From round ceil(t/2): 1, 1, 2, 2, 3, 3, 4, 4, 5. Round 4 saves t = 4...8; t = 3 looks at rounds 2 and 3.
    #expect(values(.suffixFailure, means: [0.5, 0.25, 0.25], arms) == [0, 0, 1, 0, 0, 0, 0, 0, 1])
    // Arm 1 is as good as arm 0 here: any best arm counts.
    #expect(values(.suffixFailure, means: [0.5, 0.5, 0.25], arms) == [0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func minFractionIsOfTheArmPlayedLeast() {
    let fractions = values(.minFraction, means: [0.5, 0.25, 0.25], arms)
    #expect(fractions[1] == 0)
    #expect(fractions[2] == 1)
    #expect(fractions[5] == 0.5)
  }

  @Test func bestArmShareCountsEveryBestArm() {
    let shares = values(.bestArmShare, means: [0.5, 0.25, 0.25], arms)
    #expect(shares.prefix(4) == [1, 0.5, 1.0 / 3, 0.5])
    #expect(values(.bestArmShare, means: [0.5, 0.5, 0.25], arms)[8] == 8.0 / 9)
  }

  @Test func greedyFractionIsJudgedBeforeThePull() {
    // Round 3: arm 0 leads 1 to 0. Round 4: arm 1 has 0 against 1/2. Round 5: 1/2 to 1/2, a tie.
    let rounds = [(0, 1.0), (1, 0), (0, 0), (1, 1), (0, 0)].map { (arm: $0.0, reward: $0.1) }
    #expect(values(.greedyFraction, means: [0.5, 0.25], rounds) == [1, 1, 1, 0.75, 0.8])
    // While some arm is unplayed every round counts, though the first arm paid nothing.
    let late = [(0, 0.0), (0, 0), (1, 1), (0, 0)].map { (arm: $0.0, reward: $0.1) }
    #expect(values(.greedyFraction, means: [0.5, 0.25], late) == [1, 1, 1, 0.75])
  }

  @Test func rewardIsOnTheScaleOfTheMeans() {
    let rounds = [(0, 1.0), (1, 0), (1, 0), (1, 1)].map { (arm: $0.0, reward: $0.1) }
    // (1/2 - 1/4) / (1/2) after round 2 and 4.
    let values = values(.medianReward, means: [0.75, 0.25], rounds)
    #expect(values[1] == 0.5 && values[3] == 0.5)
    #expect(values[0] == 1.5)
    #expect(self.values(.medianReward, means: [0.5, 0.5], rounds) == [nil, nil, nil, nil])
  }

  @Test func bestArmsAreThoseOfTheirRound() {
    let truth = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.5, 0.25]), .init(firstRound: 2, means: [0.25, 0.75]),
    ])
    var ledger = BanditLedger(truth: truth, notions: [], metrics: BanditLedger.metrics)
    for segment in truth.segments {
      ledger.record(0, ArmOutcome(reward: 1, mean: segment.means[0], bestMean: segment.bestMean))
    }
    #expect(ledger.measure(.bestArmShare, after: 2) == 0.5)
    #expect(ledger.measure(.medianReward, after: 2) == nil)
  }

  @Test func nothingIsKeptUnlessAskedFor() {
    var ledger = BanditLedger(truth: BanditTruth(means: [0.5, 0.25]), notions: [.pseudo], metrics: [])
    ledger.record(0, ArmOutcome(reward: 1, mean: 0.5, bestMean: 0.5))
    // Which arms were tried is known from the numbers of pulls, which every account has.
    for metric in BanditLedger.metrics where metric != .untriedArms { #expect(ledger.measure(metric, after: 1) == nil) }
    #expect(ledger.measure(.untriedArms, after: 1) == 1)
  }
}
