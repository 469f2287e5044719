import BanditCards
import BanditStreams

/// A learner that watches a stream of symbols.
public struct DetectionGame<Environment: DetectionEnvironment, Learner: DetectionLearner>: Game {
  /// A prediction and alarms out, the symbol back.
  public static var family: Family { .detection }

  /// The environment.
  public var environment: Environment
  /// Who watches it.
  public var learner: Learner

  @inlinable
  public init(environment: Environment, learner: Learner, problem: DetectionProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> DetectionLedger {
    DetectionLedger(changes: environment.changes, unknownFrom: environment.unknownFrom, notions: notions)
  }

  /// Plays one round: a prediction, then the symbol.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout DetectionLedger
  ) {
    environmentNoise.move(to: 0, occurrence: round)
    learnerNoise.move(to: 0, occurrence: round)
    let symbol = environment.next(at: round, noise: &environmentNoise)
    if account.recordsPredictions { account.record(symbol, of: environment.probabilities, predictedBy: learner) }
    account.rounds = round
    if let change = learner.observe(symbol, at: round, noise: &learnerNoise) {
      account.recordAlarm(in: round, locating: change, score: learner.latestScore)
    }
  }

  /// Where an alarm was raised, the round in which it believes that the new law began; nothing in other rounds.
  public func latestRound(_ account: DetectionLedger) -> PlayedRound {
    PlayedRound(actions: account.latestLocation.map { [$0] } ?? [], reward: nil)
  }

  /// The changes of the law.
  public var changes: [LawChange] { environment.changes }

  /// Where symbols are given, nobody knows what an alarm is worth.
  public var unknownFrom: Int? { environment.unknownFrom }

  /// All alarms of the learner.
  public func restarts(_ account: DetectionLedger) -> [Restart]? { account.restarts }

  /// All alarms of the learner, with what they say.
  public func alarms(_ account: DetectionLedger) -> [RaisedAlarm] { account.alarms }

  /// The learner's bound on the delay of a change, given the true gaps.
  public func measureTogether(_ metric: Metric, after round: Int, account: DetectionLedger) -> Double? {
    guard case .delayBound = metric, let change = metric.event, let gaps = environment.gaps(atChange: change),
      let bound = (learnerItself as? any DelayBounding)?.delayBound(
        gaps: gaps, after: account.observations(before: change))
    else { return nil }
    return Double(bound)
  }
}
