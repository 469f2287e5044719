import BanditCards
import BanditComparators
import BanditNumerics
import BanditStreams

extension Family {
  /// A set of items out, a number per chosen item back.
  public static let semiBandit = Family(
    "semi-bandit", "A set of items out, a number per chosen item back.", noise: .action, mainNotion: .upperBound)
}

/// An instance of a semi-bandit with recovering arms: the truth of one replication.
public protocol SemiBanditEnvironment: Truthful where Truth == SemiBanditTruth {
  /// Pulls one arm of the set of a period. The noise is at the address of this pull: what is drawn from it is the
  /// same for every algorithm to which the scenario's coupling gives this address.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome
}

/// What a pull gives: only the reward reaches the policy.
public struct PullOutcome: Hashable, Sendable {
  /// The reward collected.
  public let reward: Double
  /// Its mean, given how long the arm had rested.
  public let mean: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, mean: Double) {
    self.reward = reward
    self.mean = mean
  }
}

/// A learner that pulls a set of arms in each period and sees the reward of each of them.
public protocol SemiBanditLearner: Sendable {
  /// Adds the arms of a period to an empty selection; periods count from 1.
  mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise)

  /// Updates with the rewards of the arms just pulled, one for each in the order of `arms`.
  mutating func observe(rewards: [Double], of arms: [Int], at round: Int)
}

extension SemiBanditLearner {
  /// Nothing is learned.
  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {}
}

/// What a learner may know of a semi-bandit before it starts.
public struct SemiBanditProblem: ProblemStatement, Hashable {
  /// The number of arms, N.
  public let armCount: Int
  /// How many arms can be pulled in a round, K.
  public let capacity: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that the means are known to lie in; `nil` if they are unbounded.
  public let meanRange: ClosedRange<Double>?
  /// The standard deviation of normal noise around the means, above 0; `nil` if rewards lie in `meanRange`, too.
  public let noiseScale: Double?
  /// What is known of how arms recover; `nil` where they need no rest.
  public let recovery: RecoveryKnowledge?

  /// Creates a problem; a `noiseScale` of 0 is no noise.
  public init(
    armCount: Int, capacity: Int, horizon: Int, meanRange: ClosedRange<Double>? = 0...1, noiseScale: Double? = nil,
    recovery: RecoveryKnowledge? = nil
  ) {
    self.armCount = armCount
    self.capacity = capacity
    self.horizon = horizon
    self.meanRange = meanRange
    self.noiseScale = noiseScale.flatMap { $0 > 0 ? $0 : nil }
    self.recovery = recovery
  }

  /// Creates the problem of arms that recover.
  public init(
    horizon: Int, capacity: Int, depths: [Int], start: RecoveryStart = .zero,
    meanRange: ClosedRange<Double>? = 0...1, noiseScale: Double? = nil, isNondecreasing: Bool = true
  ) {
    self.init(
      armCount: depths.count, capacity: capacity, horizon: horizon, meanRange: meanRange, noiseScale: noiseScale,
      recovery: RecoveryKnowledge(depths: depths, start: start, isNondecreasing: isNondecreasing))
  }

  /// How many arms can be told apart in a set: K, or all there are.
  public var setSize: Int { min(capacity, armCount) }

  /// One for each arm.
  public var addressCount: Int { armCount }

  /// What is known of recovery, for learners that rest arms.
  ///
  /// - Throws: `InvalidSettings` where arms need no rest.
  public func requireRecovery(for id: String) throws(InvalidSettings) -> RecoveryKnowledge {
    if let recovery { return recovery }
    throw SemiBanditTruth.needsNoRest(id)
  }
}

/// What is known of how arms recover.
public struct RecoveryKnowledge: Hashable, Sendable {
  /// For each arm the idle time after which it has recovered, D.
  public let depths: [Int]
  /// How rested the arms are before the first round.
  public let start: RecoveryStart
  /// Whether resting longer is known never to hurt.
  public let isNondecreasing: Bool

  /// Creates the knowledge.
  public init(depths: [Int], start: RecoveryStart = .zero, isNondecreasing: Bool = true) {
    self.depths = depths
    self.start = start
    self.isNondecreasing = isNondecreasing
  }
}

/// What a semi-bandit's ledger compares a learner with. Asked at checkpoints only; a new kind of comparator is a new
/// type.
public protocol SemiBanditComparator: Sendable {
  /// The benchmark of a notion after a round; NaN where it is out of reach or not known, `nil` for a notion that has no
  /// meaning here.
  func benchmark(of notion: Notion, through round: Int) -> Double?
}

/// The comparators of arms whose means never change: the best fixed set.
public struct StationaryItems: SemiBanditComparator {
  /// The mean of the best set: the K largest positive means.
  public let bestSetMean: Double

  /// Finds the best set.
  ///
  /// - Complexity: O(N log N).
  public init(means: [Double], capacity: Int) {
    bestSetMean = means.map { max(0, $0) }.sorted(by: >).prefix(capacity).reduce(0, +)
  }

  public func benchmark(of notion: Notion, through round: Int) -> Double? {
    notion == .pseudo || notion == .realized ? bestSetMean * Double(round) : nil
  }
}

/// What is true of an instance of a semi-bandit, for ledgers and yardsticks.
public struct SemiBanditTruth: Sendable {
  /// The number of arms, N.
  public let armCount: Int
  /// How many arms can be pulled in a round, K.
  public let capacity: Int
  /// What a learner is compared with.
  public let comparator: any SemiBanditComparator

  /// Creates the truth of an instance.
  ///
  /// - Precondition: `armCount >= 1`, `capacity >= 1`.
  public init(armCount: Int, capacity: Int, comparator: any SemiBanditComparator) {
    precondition(armCount >= 1 && capacity >= 1, "a semi-bandit needs at least one arm and a capacity of at least 1")
    self.armCount = armCount
    self.capacity = capacity
    self.comparator = comparator
  }

  /// Creates the truth of arms that recover; see `RecoveringArms`.
  public init(
    curves: [RecoveryCurve], capacity: Int, start: RecoveryStart = .zero, lookahead: Int = 1,
    optimum: Once<[Double]>? = nil
  ) {
    self.init(
      armCount: curves.count, capacity: capacity,
      comparator: RecoveringArms(
        curves: curves, capacity: capacity, start: start, lookahead: lookahead, optimum: optimum))
  }

  /// How the arms recover; `nil` where they need no rest.
  public var recovery: RecoveringArms? { comparator as? RecoveringArms }

  /// How the arms recover, for yardsticks that plan when arms rest.
  ///
  /// - Throws: `InvalidSettings` where arms need no rest.
  public func requireRecovery(for id: String) throws(InvalidSettings) -> RecoveringArms {
    if let recovery { return recovery }
    throw SemiBanditTruth.needsNoRest(id)
  }

  fileprivate static func needsNoRest(_ id: String) -> InvalidSettings {
    InvalidSettings("", "\(id) plans when arms rest, but these need no rest; accepted: arms that recover")
  }
}

/// A semi-bandit, whatever its type.
public struct AnySemiBandit: SemiBanditEnvironment, ErasedEnvironment {
  private var base: any SemiBanditEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any SemiBanditEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any SemiBanditEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: SemiBanditTruth { base.truth }

  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome {
    base.pull(arm, at: round, noise: &noise)
  }
}

/// A learner for semi-bandits, whatever its type.
public struct AnySemiBanditLearner: SemiBanditLearner, ErasedLearner {
  private var base: any SemiBanditLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any SemiBanditLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    base.selectArms(into: &selection, at: round, noise: &noise)
  }

  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    base.observe(rewards: rewards, of: arms, at: round)
  }
}
