import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import Testing

/// The accounts against sums by hand.
struct RecurringLedgerTests {
  private static let priors = [ArmPrior.known(0.6), .beta(a: 1, b: 1)]

  private struct Round {
    let means: [Double]
    let arm: Int
    let reward: Double
    let ends: Bool
  }

  /// Tasks of three rounds, one round, and two that are not the end.
  private static let rounds = [
    Round(means: [0.6, 0.9], arm: 1, reward: 1, ends: false), Round(means: [0.6, 0.9], arm: 1, reward: 0, ends: false),
    Round(means: [0.6, 0.9], arm: 1, reward: 1, ends: true), Round(means: [0.6, 0.1], arm: 0, reward: 0, ends: true),
    Round(means: [0.6, 0.3], arm: 0, reward: 1, ends: false), Round(means: [0.6, 0.3], arm: 1, reward: 0, ends: false),
  ]

  /// Plays the arms of the list.
  private struct Listed: RecurringLearner {
    var retainedRewards: Int?
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      RecurringLedgerTests.rounds[round - 1].arm
    }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {}
    mutating func endTask(at round: Int) {}
  }

  private struct Table: RecurringEnvironment {
    var armCount: Int { 2 }
    var means = [0.0, 0]
    var round = 0
    mutating func beginTask(_ task: Int, noise: inout RoundNoise) { means = RecurringLedgerTests.rounds[round].means }
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome {
      self.round = round
      let row = RecurringLedgerTests.rounds[round - 1]
      return TaskOutcome(
        ArmOutcome(reward: row.reward, mean: row.means[arm], bestMean: row.means.max()!), endsTask: row.ends)
    }
  }

  private func account(_ rounds: Int, cap: Int? = nil) -> RecurringLedger {
    let problem = RecurringProblem(priors: Self.priors, length: .geometric(mean: 3), horizon: 6)
    var game = RecurringGame(environment: Table(), learner: Listed(retainedRewards: cap), problem: problem)
    var account = game.openAccount(
      for: [.dynamic, .pseudo, .realized], metrics: [.exploredShare, .secondArmShare, .tasks])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return account
  }

  @Test func notions() {
    for rounds in 1...6 {
      let played = Self.rounds.prefix(rounds)
      let account = account(rounds)
      let value = played.reduce(0) { $0 + $1.means[$1.arm] }
      let reward = played.reduce(0) { $0 + $1.reward }
      let best = played.reduce(0) { $0 + $1.means.max()! }
      let fixed = (0..<2).map { arm in played.reduce(0) { $0 + $1.means[arm] } }.max()!
      for (notion, benchmark, earned) in [
        (Notion.dynamic, best, value), (.pseudo, fixed, value), (.realized, fixed, reward),
      ] {
        let entry = account.entry(for: notion, group: "", after: rounds)
        #expect(abs(entry.benchmark - benchmark) < 1e-12 && abs(entry.value - earned) < 1e-12, "\(notion) \(rounds)")
        #expect(entry.reward == reward && entry.rounds == Double(rounds))
      }
    }
    #expect(account(6).entry(for: .dynamic, group: "", after: 6).switches == 2)
  }

  @Test func metrics() {
    let all = account(6)
    #expect(all.measure(.rewardPerRound, after: 6) == 0.5 && all.measure(.tasks, after: 6) == 2)
    #expect(account(2).measure(.secondArmShare, after: 2) == nil)
    #expect(account(4).measure(.secondArmShare, after: 4) == 0 && all.measure(.secondArmShare, after: 6) == 0)
    #expect(all.measure(.pulls.at(1), after: 6) == 4.0 / 6)
    // Arm 1 has the means 1/2, 2/3, 1/2 against .6; then 1/2 in the last round.
    #expect(all.measure(.exploredShare, after: 6) == 3.0 / 6)
    // With one reward kept: 1/2, 2/3, 2/3; with none: always 1/2.
    #expect(account(6, cap: 1).measure(.exploredShare, after: 6) == 2.0 / 6)
    #expect(account(6, cap: 0).measure(.exploredShare, after: 6) == 4.0 / 6)
    #expect(all.measure(.plannedValue, after: 6) == nil)
  }
}
