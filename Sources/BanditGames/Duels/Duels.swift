import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A pair of arms out, which of the two won back.
  public static let duels = Family(
    "duels", "A pair of arms out, which of the two won back.", noise: .round, mainNotion: .strong)
}

/// Two arms that duel; they may be the same.
public struct DuelPair: Hashable, Sendable {
  /// The arm whose victory is a victory.
  public var first: Int
  /// The other one.
  public var second: Int

  /// Names two arms.
  @inlinable
  public init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
  }
}

/// Arms that duel: the truth of one replication.
public protocol DuelsEnvironment: Truthful where Truth == DuelsTruth {
  /// Lets two arms duel: whether the first one wins.
  ///
  /// - Parameter noise: at an address of the round.
  mutating func duel(_ pair: DuelPair, at round: Int, noise: inout RoundNoise) -> Bool
}

/// What is true of arms that duel.
public struct DuelsTruth: Hashable, Sendable {
  /// With what probability each arm beats each other one.
  public let preferences: PreferenceMatrix
  /// The mean probability with which each arm beats the others.
  public let bordaScores: [Double]
  /// The largest of them.
  public let bestBorda: Double

  /// Computes the scores.
  public init(_ preferences: PreferenceMatrix) {
    self.preferences = preferences
    bordaScores = preferences.bordaScores
    bestBorda = bordaScores.max() ?? 0.5
  }
}

/// A learner that chooses who duels.
public protocol DuelsLearner: Sendable {
  /// The two arms of a round, each in `0..<K`; rounds count from 1.
  mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair

  /// Updates with whether the first arm of the pair won.
  mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int)
}

/// What a learner may know of duels before they start.
public struct DuelsProblem: ProblemStatement, Hashable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  ///
  /// - Precondition: at least one arm and one round.
  public init(armCount: Int, horizon: Int) {
    precondition(armCount >= 1 && horizon >= 1, "duels need at least one arm and one round")
    self.armCount = armCount
    self.horizon = horizon
  }

  /// The luck of a round.
  public var addressCount: Int { 1 }

  /// The arms.
  public var items: [Int] { Array(0..<armCount) }
}

/// Arms that duel, whatever their type.
public struct AnyDuels: DuelsEnvironment, ErasedEnvironment {
  private var base: any DuelsEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any DuelsEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any DuelsEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: DuelsTruth { base.truth }

  public mutating func duel(_ pair: DuelPair, at round: Int, noise: inout RoundNoise) -> Bool {
    base.duel(pair, at: round, noise: &noise)
  }
}

/// A learner that chooses who duels, whatever its type.
public struct AnyDuelsLearner: DuelsLearner, ErasedLearner {
  private var base: any DuelsLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any DuelsLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    base.selectPair(at: round, noise: &noise)
  }

  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    base.observe(firstWon: firstWon, of: pair, at: round)
  }
}
