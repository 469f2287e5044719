import BanditCards
import BanditStreams

// Streams of numbers, in the family of streams: what is predicted is a density, and alarms are as for symbols.

/// A stream of numbers whose law may change: the truth of one replication.
public protocol NumberStreamEnvironment: Sendable {
  /// The changes, for the ledger alone.
  var changes: [LawChange] { get }

  /// The first round whose law nobody knows, because its number is given and not drawn; `nil` if there is none.
  var unknownFrom: Int? { get }

  /// ln of the density, under the law of the round last drawn, of a number; `nil` where it is given.
  func logDensity(of value: Double) -> Double?

  /// The number of a round; rounds follow one another from 1.
  mutating func next(at round: Int, noise: inout RoundNoise) -> Double
}

/// A learner that watches a stream of numbers: it predicts the density of the next one, and says when it believes that the
/// law has changed.
public protocol NumberStreamLearner: Sendable {
  /// ln of the predicted density of a number in the next round.
  func logDensity(of value: Double) -> Double

  /// Updates with the number of a round.
  ///
  /// - Returns: at an alarm, the round in which the new law most likely began; else `nil`.
  mutating func observe(_ value: Double, at round: Int, noise: inout RoundNoise) -> Int?

  /// How strong the evidence of its latest alarm was, in units of its own; `nil` if it does not say.
  var latestScore: Double? { get }
}

extension NumberStreamLearner {
  /// It does not say.
  public var latestScore: Double? { nil }
}

/// A learner that watches a stream of numbers.
public struct NumberStreamGame<Environment: NumberStreamEnvironment, Learner: NumberStreamLearner>: Game {
  /// A prediction and alarms out, the number back.
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

  /// Plays one round: a prediction, then the number.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout DetectionLedger
  ) {
    environmentNoise.move(to: 0, occurrence: round)
    learnerNoise.move(to: 0, occurrence: round)
    let value = environment.next(at: round, noise: &environmentNoise)
    if account.recordsPredictions {
      account.record(predicted: learner.logDensity(of: value), lawful: environment.logDensity(of: value))
    }
    account.rounds = round
    if let change = learner.observe(value, at: round, noise: &learnerNoise) {
      account.recordAlarm(in: round, locating: change, score: learner.latestScore)
    }
  }

  /// Where an alarm was raised, the round in which it believes that the new law began; nothing in other rounds.
  public func latestRound(_ account: DetectionLedger) -> PlayedRound {
    PlayedRound(actions: account.latestLocation.map { [$0] } ?? [], reward: nil)
  }

  /// The changes of the law.
  public var changes: [LawChange] { environment.changes }

  /// Where numbers are given, nobody knows what an alarm is worth.
  public var unknownFrom: Int? { environment.unknownFrom }

  /// All alarms of the learner.
  public func restarts(_ account: DetectionLedger) -> [Restart]? { account.restarts }

  /// All alarms of the learner, with what they say.
  public func alarms(_ account: DetectionLedger) -> [RaisedAlarm] { account.alarms }
}

/// A stream of numbers, whatever its type.
public struct AnyNumberStream: NumberStreamEnvironment, ErasedEnvironment {
  private var base: any NumberStreamEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any NumberStreamEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any NumberStreamEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var changes: [LawChange] { base.changes }

  public var unknownFrom: Int? { base.unknownFrom }

  public func logDensity(of value: Double) -> Double? { base.logDensity(of: value) }

  public mutating func next(at round: Int, noise: inout RoundNoise) -> Double { base.next(at: round, noise: &noise) }
}

/// A learner that watches a stream of numbers, whatever its type.
public struct AnyNumberStreamLearner: NumberStreamLearner, ErasedLearner {
  private var base: any NumberStreamLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any NumberStreamLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public func logDensity(of value: Double) -> Double { base.logDensity(of: value) }

  public mutating func observe(_ value: Double, at round: Int, noise: inout RoundNoise) -> Int? {
    base.observe(value, at: round, noise: &noise)
  }

  public var latestScore: Double? { base.latestScore }
}
