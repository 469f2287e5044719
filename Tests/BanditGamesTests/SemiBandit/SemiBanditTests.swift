import BanditCards
import BanditGames
import BanditStreams
import Testing

/// A semi-bandit whose arms need no rest, with a comparator of its own kind.
struct SemiBanditTests {
  private struct Coins: SemiBanditEnvironment {
    let means = [0.5, 0.25, 0.75]
    var truth: SemiBanditTruth {
      SemiBanditTruth(armCount: 3, capacity: 2, comparator: StationaryItems(means: means, capacity: 2))
    }
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome {
      PullOutcome(reward: 1, mean: means[arm])
    }
  }

  private struct Stubborn: SemiBanditLearner {
    let arms: [Int]
    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      for arm in arms { selection.add(arm) }
    }
  }

  /// The best two arms have 1.25 a round, arms 0 and 1 have .75.
  @Test func regretAgainstTheBestSet() {
    let problem = SemiBanditProblem(armCount: 3, capacity: 2, horizon: 4)
    var game = SemiBanditGame(environment: Coins(), learner: Stubborn(arms: [0, 1]), problem: problem)
    var account = game.openAccount(for: [.pseudo, .realized, .upperBound], metrics: [.lookaheadRegret])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...4 {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account)
    }
    #expect(account.entry(for: .pseudo, group: "", after: 4).regret == 2)
    #expect(account.entry(for: .realized, group: "", after: 4).regret == -3)
    // What speaks of recovery is missing.
    #expect(account.entry(for: .upperBound, group: "", after: 4).regret.isNaN)
    #expect(game.measure(.lookaheadRegret, after: 4, account: account) == nil)
  }

  @Test func armsThatCostStayOutOfTheBestSet() {
    #expect(StationaryItems(means: [-1, 0.5], capacity: 2).bestSetMean == 0.5)
  }

  @Test func whatPlansRestsRefusesArmsWithoutRecovery() {
    let problem = SemiBanditProblem(armCount: 3, capacity: 2, horizon: 4)
    let error = #expect(throws: InvalidSettings.self) { try problem.requireRecovery(for: "ucb-z") }
    #expect(error?.message == "ucb-z plans when arms rest, but these need no rest; accepted: arms that recover")
    #expect(throws: InvalidSettings.self) { try Coins().truth.requireRecovery(for: "top-k") }
  }
}
