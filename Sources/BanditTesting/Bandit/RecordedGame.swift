import BanditGames
import BanditStreams

/// What a policy did in a run and what it got, round by round.
public struct RecordedGame: Hashable, Sendable {
  /// The arms, in the order of the rounds.
  ///
  /// A policy that names an arm outside `0..<K` ends the run; that arm is then the last of the list and
  /// has no reward.
  public let arms: [Int]

  /// The rewards, in the order of the rounds.
  public let rewards: [Double]

  /// Plays a policy against an environment and records both sides.
  ///
  /// - Parameters:
  ///   - learner: a copy of it is played.
  ///   - environment: a copy of it is played.
  ///   - rounds: how many rounds; 0 or more.
  ///   - key: the noise of the run, split by purpose as in experiments: the policy draws under
  ///     `.learner`, the environment under `.rewards`.
  ///   - coupling: how the environment's noise is addressed.
  public init<Environment: BanditEnvironment, Learner: BanditLearner>(
    learner: Learner, environment: Environment, rounds: Int, key: StreamKey, coupling: Coupling = .pulls
  ) {
    var game = BanditGame(
      environment: environment, learner: Recorder(learner: learner, armCount: environment.armCount),
      problem: BanditProblem(armCount: environment.armCount, horizon: max(1, rounds)), coupling: coupling)
    var account = game.openAccount(for: [], metrics: [])
    var environmentNoise = RandomStream(
      key: key.child(purpose: .rewards), itemCount: environment.armCount)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    var round = 0
    while round < rounds && !game.learner.hasStrayed {
      round += 1
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise,
        account: &account)
    }
    arms = game.learner.arms
    rewards = game.learner.rewards
  }
}

/// Plays a scripted bandit and returns the arms pulled, in order.
///
///     let arms = playScript(policy: ucb, rewards: [[0], [1]], rounds: 4)
///
/// - Parameters:
///   - learner: a copy of it is played.
///   - rewards: see `ScriptedBandit.init(rewards:)`.
///   - rounds: how many rounds.
///   - seed: of the policy's own randomness; a deterministic policy ignores it.
public func playScript(
  learner: some BanditLearner, rewards: [[Double]], rounds: Int, seed: UInt64 = 0
) -> [Int] {
  RecordedGame(
    learner: learner, environment: ScriptedBandit(rewards: rewards), rounds: rounds,
    key: StreamKey(seed: seed)
  ).arms
}

/// A policy that notes what another one does, and keeps the game from being played with an arm that does
/// not exist.
private struct Recorder<Learner: BanditLearner>: BanditLearner {
  var learner: Learner
  let armCount: Int
  var arms: [Int] = []
  var rewards: [Double] = []
  var hasStrayed = false

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let arm = learner.selectArm(at: round, noise: &noise)
    arms.append(arm)
    hasStrayed = !(0..<armCount).contains(arm)
    return hasStrayed ? 0 : arm
  }

  mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if hasStrayed { return }
    rewards.append(reward)
    learner.observe(reward: reward, of: arm, at: round)
  }
}
