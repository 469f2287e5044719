import BanditStreams

/// A learner on its way through a Markov decision process.
public struct AverageRewardGame<Environment: AverageRewardEnvironment, Learner: AverageRewardLearner>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var learner: Learner
  @usableFromInline let addressesRounds: Bool
  @usableFromInline let actionCount: Int
  @usableFromInline var visits: [Int]
  /// Why the regret of this instance is not known.
  public let failure: String?

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, learner: Learner, coupling: Coupling) {
    self.environment = environment
    self.learner = learner
    addressesRounds = coupling == .rounds
    actionCount = environment.actionCount
    visits = Array(repeating: 0, count: environment.stateCount * environment.actionCount)
    failure = environment.truth.problem
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> AverageRewardLedger {
    AverageRewardLedger(metrics: metrics)
  }

  /// Plays one step; the noise is that of the pair of state and action and how often it was visited.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout AverageRewardLedger
  ) {
    let state = environment.state
    let episodes = learner.episodes
    learnerNoise.move(to: 0, occurrence: round)
    let action = learner.selectAction(in: state, at: round, noise: &learnerNoise)
    if account.auditsConfidence && learner.episodes > episodes {
      account.recordConfidence(learner.confidenceSetContains(environment.truth.segment(at: round).process))
    }
    let pair = state * actionCount + action
    let visit = visits[pair]
    visits[pair] = visit + 1
    environmentNoise.move(to: pair, occurrence: addressesRounds ? round : visit)
    let outcome = environment.step(action, at: round, noise: &environmentNoise)
    learner.observe(
      Transition(state: state, action: action, reward: outcome.reward, nextState: outcome.nextState),
      at: round, noise: &learnerNoise)
    account.record(action, outcome)
  }

  /// The value of a metric of the learner, its restarts, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: AverageRewardLedger) -> Double? {
    (learner as? any Reporting)?.measure(metric)
      ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
      ?? (learner as? any Restarting)?.review(environment.truth.changes, through: round).measure(metric)
  }
}
