import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Plays arms in turn and keeps what it gets.
private struct Listener: BanditLearner, AdversarialBounding {
  var rewards: [Double] = []
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { (round - 1) % 2 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) { rewards.append(reward + 10 * Double(arm)) }
  var adversarialBound: Double? { 7 }
}

struct RewardedByLossesTests {
  @Test func theRewardIsOneLessTheLossOfItsOwnAction() {
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: [[0.25, 1], [1, 0.5]]), learner: RewardedByLosses(Listener()),
      problem: ExpertsProblem(actionCount: 2, horizon: 4, feedback: .bandit, switchingCost: 1))
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...4 { game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account) }
    #expect(game.learner.learner.rewards == [0.75, 10.5, 0.75, 10.5])
    #expect(game.failure == nil && game.measure(.observations, after: 4, account: account) == 4)
    #expect(game.measure(.bound, after: 4, account: account) == 7)
    #expect(account.entry(for: .external, group: "", after: 4).value == -1.5)
  }
}
