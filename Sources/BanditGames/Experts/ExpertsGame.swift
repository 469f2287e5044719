import BanditCards
import BanditStreams

/// A policy against a source of losses.
public struct ExpertsGame<Environment: ExpertsEnvironment, Learner: ExpertsLearner>: Game {
  /// An action out, the losses asked for back.
  public static var family: Family { .experts }

  /// The losses.
  public var environment: Environment
  /// Who plays for them.
  public var learner: Learner
  @usableFromInline var observations: LossObservations
  @usableFromInline let switchingCost: Double

  /// Creates the game of one replication.
  ///
  /// - Precondition: the environment has the problem's number of actions.
  @inlinable
  public init(environment: Environment, learner: Learner, problem: ExpertsProblem, coupling: Coupling = .rounds) {
    precondition(
      environment.actionCount == problem.actionCount, "a game needs a source with the actions of its problem")
    self.environment = environment
    self.learner = learner
    observations = LossObservations(feedback: problem.feedback, actionCount: problem.actionCount)
    switchingCost = problem.switchingCost
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ExpertsLedger {
    ExpertsLedger(
      actionCount: environment.actionCount, switchingCost: switchingCost, notions: notions, metrics: metrics)
  }

  /// Plays one round; none after a refused request.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout ExpertsLedger
  ) {
    if observations.refusal != nil { return }
    learnerNoise.move(to: 0, occurrence: round)
    let action = learner.selectAction(at: round, noise: &learnerNoise)
    environment.writeLosses(into: &observations.losses, at: round, noise: &environmentNoise)
    observations.open(round: round, action: action)
    learner.observe(&observations, of: action, at: round)
    account.record(action, observations.losses)
    if account.keepsMeans {
      for other in observations.losses.indices { account.recordMean(environment.meanLoss(of: other), of: other) }
    }
  }

  /// The action, and minus its loss.
  public func latestRound(_ account: ExpertsLedger) -> PlayedRound {
    PlayedRound(action: account.latestAction, reward: 0 - observations.losses[account.latestAction])
  }

  /// What was observed.
  public func measureTogether(_ metric: Metric, after round: Int, account: ExpertsLedger) -> Double? {
    switch metric {
    case .observations: Double(observations.count)
    case .budgetLeft: observations.remaining.map(Double.init)
    default: nil
    }
  }

  /// The learner's: all sources fix their losses in advance.
  public var regretBound: RegretBound? { (learnerItself as? any RegretBounding)?.regretBound }

  /// The request over the budget, if there was one.
  @inlinable
  public var failure: String? { observations.refusal }
}
