import BanditCards
import BanditStreams

extension Family {
  /// A prediction of the next symbol or number and alarms out, what came back.
  public static let detection = Family(
    "stream", "A prediction of the next symbol or number and alarms out, what came back.", noise: .round,
    mainNotion: .dynamic,
    raisesAlarms: true, numericVersion: 2)
}

/// A stream of symbols whose law may change: the truth of one replication.
public protocol DetectionEnvironment: Sendable {
  /// The number of symbols, O; symbols count from 0.
  var symbolCount: Int { get }

  /// The changes, for the ledger alone.
  var changes: [LawChange] { get }

  /// The first round whose law nobody knows, because its symbol is given and not drawn; `nil` if there is none.
  var unknownFrom: Int? { get }

  /// The probability of each symbol in the round last drawn; `nil` where the stream is given, not drawn.
  var probabilities: [Double]? { get }

  /// By how much each symbol's probability changes with the first round of a new law, in absolute terms; `nil` where a
  /// law is not known, or there is no change.
  func gaps(atChange round: Int) -> [Double]?

  /// The symbol of a round; rounds follow one another from 1.
  mutating func next(at round: Int, noise: inout RoundNoise) -> Int
}

/// A learner that watches a stream of symbols: it predicts the next one, and says when it believes that the law has
/// changed.
public protocol DetectionLearner: Sendable {
  /// The predicted probability of a symbol in the next round; all of them sum to 1, and each is positive.
  func probability(of symbol: Int) -> Double

  /// Updates with the symbol of a round.
  ///
  /// - Returns: at an alarm, the round in which the new law most likely began; else `nil`.
  mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int?

  /// How strong the evidence of its latest alarm was, in units of its own; `nil` if it does not say.
  var latestScore: Double? { get }
}

extension DetectionLearner {
  /// It does not say.
  public var latestScore: Double? { nil }
}

/// A learner with a bound on how long it takes to notice a change.
public protocol DelayBounding {
  /// The bound on the delay of a change, in observations of the new law; `nil` where it says nothing.
  ///
  /// - Parameters:
  ///   - gaps: by how much each symbol's probability changes, in absolute terms.
  ///   - observations: how many symbols there were between the latest restart and the change.
  func delayBound(gaps: [Double], after observations: Int) -> Int?
}

/// What a learner may know of a stream of symbols before it starts.
public struct DetectionProblem: ProblemStatement, Hashable {
  /// The number of symbols, O, 2 or more; 0 where the stream is one of numbers.
  public let symbolCount: Int
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  public init(symbolCount: Int, horizon: Int) {
    self.symbolCount = symbolCount
    self.horizon = horizon
  }

  /// The round alone.
  public var addressCount: Int { 1 }

  /// None: a stream is one.
  public var items: [Int] { [] }
}

/// A stream of symbols, whatever its type.
public struct AnyStream: DetectionEnvironment, ErasedEnvironment {
  private var base: any DetectionEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any DetectionEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any DetectionEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var symbolCount: Int { base.symbolCount }

  public var changes: [LawChange] { base.changes }

  public var unknownFrom: Int? { base.unknownFrom }

  public var probabilities: [Double]? { base.probabilities }

  public func gaps(atChange round: Int) -> [Double]? { base.gaps(atChange: round) }

  public mutating func next(at round: Int, noise: inout RoundNoise) -> Int { base.next(at: round, noise: &noise) }
}

/// A learner that watches a stream, whatever its type.
public struct AnyDetectionLearner: DetectionLearner, ErasedLearner {
  private var base: any DetectionLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any DetectionLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public func probability(of symbol: Int) -> Double { base.probability(of: symbol) }

  public mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int? {
    base.observe(symbol, at: round, noise: &noise)
  }

  public var latestScore: Double? { base.latestScore }
}
