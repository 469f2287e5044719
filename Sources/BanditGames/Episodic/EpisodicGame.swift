import BanditStreams

/// A learner in an episodic process; a round is an episode.
public struct EpisodicGame<Environment: EpisodicEnvironment, Learner: EpisodicLearner>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline var learner: Learner
  @usableFromInline let process: LayeredProcess
  @usableFromInline var trajectory: EpisodeTrajectory

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, learner: Learner) {
    self.environment = environment
    self.learner = learner
    process = environment.process
    trajectory = EpisodeTrajectory(layerCount: environment.process.layerCount)
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> EpisodicLedger {
    EpisodicLedger(process: process)
  }

  /// Plays one episode. The noise of each layer stands at its own address, whatever happened before: where two
  /// learners take the same way, they meet the same losses and the same turns.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout EpisodicLedger
  ) {
    environment.begin(episode: round)
    learnerNoise.move(to: 0, occurrence: round)
    var state = 0
    for layer in 0..<process.layerCount {
      environmentNoise.move(to: layer, occurrence: round)
      let action = process.action(of: learner.policy, layer: layer, state: state, uniform: learnerNoise.uniform())
      let pair = process.pair(layer, state, action)
      trajectory.states[layer] = state
      trajectory.actions[layer] = action
      if layer + 1 < process.layerCount {
        state = process.nextState(after: pair, uniform: environmentNoise.uniform())
      }
      trajectory.losses[layer] = environment.loss(of: pair, noise: &environmentNoise)
    }
    account.book(learner.policy, losses: environment.losses, trajectory)
    learner.observe(trajectory)
  }

  /// The value of a metric of the learner, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: EpisodicLedger) -> Double? {
    (learner as? any Reporting)?.measure(metric) ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
  }
}
