import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Rewards and views are the first random number of their address.
private struct Addressed: ContextualEnvironment {
  static let problem = ContextualProblem(armCount: 2, dimension: 1, isShared: true, horizon: 10)

  let truth = ContextualTruth(Addressed.problem, means: Flat())

  struct Flat: ContextualMeans {
    func write(into means: inout [Double], of view: ContextualView, at round: Int) {
      for arm in means.indices { means[arm] = Double(arm) }
    }
  }

  mutating func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise) {
    view.features[0] = noise.uniform()
  }

  mutating func reward(of arm: Int, mean: Double, at round: Int, noise: inout RoundNoise) -> Double {
    mean + noise.uniform()
  }
}

/// Plays arms from a list and notes what it is told.
private struct Listed: ContextualLearner, ContextualFailing {
  let arms: [Int]
  var shown: [Double] = []
  var rewards: [Double] = []

  mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    shown.append(view.features[0])
    return arms[round - 1]
  }

  mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) { rewards.append(reward) }

  var propensity: Double? { nil }
  var failure: String? { rewards.count > 8 ? "too many" : nil }
}

struct ContextualGameTests {
  private func play(_ arms: [Int]) -> (learner: Listed, account: ContextualLedger, failure: String?) {
    let learner = Listed(arms: arms)
    let played = PlayedGame(
      ContextualGame(
        environment: Addressed(), learner: Recorder<Listed, ContextualRound>(learner, choices: 2),
        problem: Addressed.problem), rounds: arms.count, addressCount: 3, key: StreamKey(seed: 3),
      metrics: [.bestArmShare, .meanPropensity])
    return (played.game.learner.base, played.account, played.game.learner.fault)
  }

  /// What is shown does not depend on what is played, nor the reward of an arm in a round.
  @Test func noiseBelongsToRoundAndArm() {
    let (first, second) = (play([0, 0, 1, 1, 0]), play([1, 0, 0, 1, 1]))
    #expect(first.learner.shown == second.learner.shown)
    #expect(Set(first.learner.shown).count == 5)
    for round in 0..<5 {
      #expect((first.learner.rewards[round] == second.learner.rewards[round]) == [1, 3].contains(round))
    }
  }

  @Test func accounts() {
    let account = play([0, 1, 1, 0]).account
    let entry = account.entry(for: .pseudo, group: "", after: 4)
    #expect(entry.benchmark == 4 && entry.value == 2 && entry.switches == 2)
    #expect(account.measure(.bestArmShare, after: 4) == 0.5)
    // The learner does not tell.
    #expect(account.measure(.meanPropensity, after: 4) == nil)
  }

  @Test func learnersMayFail() {
    #expect(play([0, 1, 1, 0]).failure == nil)
    #expect(play([0, 1, 1, 0, 0, 0, 0, 0, 0, 0]).failure == "too many")
  }
}
