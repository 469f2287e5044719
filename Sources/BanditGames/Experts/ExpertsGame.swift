import BanditStreams

/// A policy against a source of losses.
public struct ExpertsGame<Environment: ExpertsEnvironment, Policy: ExpertsPolicy>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var policy: Policy
  @usableFromInline var observations: LossObservations
  @usableFromInline let switchingCost: Double

  /// Creates the game of one replication.
  ///
  /// - Precondition: the environment has the problem's number of actions.
  @inlinable
  public init(environment: Environment, policy: Policy, problem: ExpertsProblem) {
    precondition(environment.actionCount == problem.actionCount, "a source has a loss for every action")
    self.environment = environment
    self.policy = policy
    observations = LossObservations(feedback: problem.feedback, actionCount: problem.actionCount)
    switchingCost = problem.switchingCost
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ExpertsLedger {
    ExpertsLedger(actionCount: environment.actionCount, switchingCost: switchingCost, notions: notions)
  }

  /// Plays one round; none after a refused request.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout ExpertsLedger
  ) {
    if observations.refusal != nil { return }
    learnerNoise.move(to: 0, occurrence: round)
    let action = policy.selectAction(at: round, noise: &learnerNoise)
    environment.writeLosses(into: &observations.losses, at: round, noise: &environmentNoise)
    observations.open(round: round, action: action)
    policy.observe(&observations, of: action, at: round)
    account.record(action, observations.losses)
    if account.keepsMeans {
      for other in observations.losses.indices { account.recordMean(environment.meanLoss(of: other), of: other) }
    }
  }

  /// The value of a metric of the policy, the environment, the observations or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: ExpertsLedger) -> Double? {
    switch metric {
    case .observations: return Double(observations.count)
    case .budgetLeft: return observations.remaining.map(Double.init)
    case .boundHolds:
      guard let bound = (policy as? any Reporting)?.measure(.bound) else { return nil }
      let entry = account.entry(for: Policy.boundedNotion, group: "", after: round)
      return entry.regret <= bound ? 1 : 0
    default:
      return (policy as? any Reporting)?.measure(metric)
        ?? (environment as? any Reporting)?.measure(metric)
        ?? account.measure(metric, after: round)
    }
  }

  /// The request over the budget, if there was one.
  @inlinable
  public var failure: String? { observations.refusal }
}
