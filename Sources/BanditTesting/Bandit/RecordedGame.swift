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

  /// A pull, with its reward if there is such an arm.
  public struct Pull: Hashable, Sendable {
    let arm: Int
    let reward: Double?
  }

  /// Plays copies of a policy and an environment and records both sides; 0 rounds or more.
  ///
  /// The noise is split by purpose as in experiments: the policy draws under `.learner`, the environment under
  /// `.rewards`.
  public init<Environment: BanditEnvironment, Learner: BanditLearner>(
    learner: Learner, environment: Environment, rounds: Int, key: StreamKey, coupling: Coupling = .pulls
  ) {
    let arms = environment.armCount
    let played = PlayedGame(
      BanditGame(
        environment: environment, learner: Recorder<Learner, Pull>(learner, choices: arms),
        problem: BanditProblem(armCount: arms, horizon: max(1, rounds)), coupling: coupling),
      rounds: rounds, addressCount: arms, key: key)
    self.arms = played.game.learner.entries.map(\.arm)
    rewards = played.game.learner.entries.compactMap(\.reward)
  }
}

extension Recorder: BanditLearner where Base: BanditLearner, Entry == RecordedGame.Pull {
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let arm = base.selectArm(at: round, noise: &noise)
    return admit(arm, "pulls arm", orNote: RecordedGame.Pull(arm: arm, reward: nil))
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if fault != nil { return }
    entries.append(RecordedGame.Pull(arm: arm, reward: reward))
    base.observe(reward: reward, of: arm, at: round)
  }
}

/// Plays a scripted bandit and returns the arms pulled, in order.
///
///     let arms = playScript(learner: ucb, rewards: [[0], [1]], rounds: 4)
///
/// - Parameters:
///   - learner: a copy of it is played.
///   - rewards: see `ScriptedBandit.init(rewards:)`.
///   - rounds: how many rounds.
///   - seed: of the policy's own randomness; a deterministic policy ignores it.
public func playScript(learner: some BanditLearner, rewards: [[Double]], rounds: Int, seed: UInt64 = 0) -> [Int] {
  let environment = ScriptedBandit(rewards: rewards)
  return RecordedGame(learner: learner, environment: environment, rounds: rounds, key: StreamKey(seed: seed)).arms
}
