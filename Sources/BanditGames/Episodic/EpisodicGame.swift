import BanditCards
import BanditComparators
import BanditStreams

/// A learner in an episodic process; a round is an episode.
public struct EpisodicGame<Environment: EpisodicEnvironment, Learner: EpisodicLearner>: Game {
  /// A policy for an episode out, its path and losses back.
  public static var family: Family { .episodic }

  /// The process and its losses.
  public var environment: Environment
  /// Who plays.
  public var learner: Learner
  @usableFromInline let process: LayeredProcess
  @usableFromInline var trajectory: EpisodeTrajectory

  @inlinable
  public init(environment: Environment, learner: Learner, problem: EpisodicProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    process = environment.process
    trajectory = EpisodeTrajectory(layerCount: environment.process.layerCount)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> EpisodicLedger {
    EpisodicLedger(process: process)
  }

  /// Plays one episode. The noise of each layer is at its own address, whatever happened before: where two
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
    account.record(learner.policy, losses: environment.losses, trajectory)
    learner.observe(trajectory)
  }

  /// The actions of the episode, layer by layer; minus the sum of its losses.
  public func latestRound(_ account: EpisodicLedger) -> PlayedRound {
    PlayedRound(actions: trajectory.actions, reward: 0 - trajectory.losses.reduce(0, +))
  }
}
