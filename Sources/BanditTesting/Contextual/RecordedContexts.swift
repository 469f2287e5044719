import BanditCards
import BanditGames
import BanditStreams

/// What a learner for contextual bandits did in a run.
public struct RecordedContexts<Learner: ContextualLearner>: Sendable {
  /// The arm of each round. A learner that plays none that exists ends the run.
  public let arms: [Int]
  /// The reward of each round.
  public let rewards: [Double]
  /// The learner after the last round.
  public let learner: Learner
  /// The accounts, of all notions and metrics.
  public let account: ContextualLedger
  /// The game after the last round.
  public let game: ContextualGame<ScriptedContexts, Recorder<Learner, ContextualRound>>

  /// Plays copies of a learner and of a world.
  ///
  /// The noise is split by purpose as in experiments.
  public init(
    learner: Learner, world: ScriptedContexts, rounds: Int? = nil, key: StreamKey = StreamKey(seed: 0),
    metrics: [Metric] = ContextualLedger.metrics
  ) {
    let problem = world.truth.problem
    let played = PlayedGame(
      ContextualGame(
        environment: world, learner: Recorder<Learner, ContextualRound>(learner, choices: problem.armCount),
        problem: problem),
      rounds: rounds ?? problem.horizon, addressCount: problem.addressCount, key: key,
      notions: ContextualLedger.notions, metrics: metrics)
    arms = played.game.learner.entries.map(\.arm)
    rewards = played.game.learner.entries.map(\.reward)
    self.learner = played.game.learner.base
    account = played.account
    game = played.game
  }
}

/// The arm of a round, and its reward.
public struct ContextualRound: Hashable, Sendable {
  let arm: Int
  var reward = 0.0
}

extension Recorder: ContextualLearner where Base: ContextualLearner, Entry == ContextualRound {
  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let arm = base.selectArm(view, at: round, noise: &noise)
    let admitted = admit(arm, "plays arm", orNote: ContextualRound(arm: arm))
    if fault != nil { return admitted }
    entries.append(ContextualRound(arm: arm))
    if let propensity = base.propensity, !(propensity > 0 && propensity <= 1 + 1e-9) {
      fault = "says that arm \(arm) had the probability \(propensity)"
    }
    return arm
  }

  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    if fault != nil { return }
    entries[entries.count - 1].reward = reward
    base.observe(reward: reward, of: arm, in: view, at: round)
    fault = (base as? any ContextualFailing)?.failure
  }

  public var propensity: Double? { base.propensity }
}
