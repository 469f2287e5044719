import BanditStreams

/// A learner on grouped data.
public struct GroupedGame<Environment: GroupedEnvironment, Learner: GroupedLearner>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var learner: Learner
  @usableFromInline var example = GroupedExample()
  @usableFromInline var outcome = GroupedOutcome()
  @usableFromInline var forecast = Forecast()
  @usableFromInline var firstFailure = 0

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, learner: Learner) {
    self.environment = environment
    self.learner = learner
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> GroupedLedger {
    GroupedLedger(truth: environment.truth)
  }

  /// Plays one round.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout GroupedLedger
  ) {
    environmentNoise.move(to: 0, occurrence: round)
    learnerNoise.move(to: 0, occurrence: round)
    environment.present(&example, at: round, noise: &environmentNoise)
    forecast.clear()
    learner.predict(example, into: &forecast, at: round, noise: &learnerNoise)
    environment.reveal(&outcome, at: round)
    learner.observe(label: outcome.label, of: example, at: round)
    let loss = forecast.loss(of: outcome.label)
    if !loss.isFinite && firstFailure == 0 { firstFailure = round }
    account.record(example.features, outcome, loss: loss)
  }

  /// A loss that is not finite.
  public var failure: String? {
    firstFailure == 0 ? nil : "the loss of round \(firstFailure) is not a finite number"
  }

  /// The value of a metric of the learner, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: GroupedLedger) -> Double? {
    (learner as? any Reporting)?.measure(metric)
      ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
  }
}
