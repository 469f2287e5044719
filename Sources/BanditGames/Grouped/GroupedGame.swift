import BanditCards
import BanditStreams

/// A learner on grouped data.
public struct GroupedGame<Environment: GroupedEnvironment, Learner: GroupedLearner>: Game {
  /// A prediction out, the label back.
  public static var family: Family { .grouped }

  /// The data.
  public var environment: Environment
  /// Who predicts.
  public var learner: Learner
  @usableFromInline var example = GroupedExample()
  @usableFromInline var outcome = GroupedOutcome()
  @usableFromInline var forecast = Forecast()
  @usableFromInline var firstFailure = 0

  @inlinable
  public init(environment: Environment, learner: Learner, problem: GroupedProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> GroupedLedger {
    GroupedLedger(truth: environment.truth)
  }

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

  /// The prediction, the mean one of several; minus its loss.
  public func latestRound(_ account: GroupedLedger) -> PlayedRound {
    PlayedRound(actions: [forecast.mean], reward: 0 - forecast.loss(of: outcome.label))
  }

  /// A loss that is not finite.
  public var failure: String? {
    firstFailure == 0 ? nil : "the loss of round \(firstFailure) is not a finite number"
  }
}
