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
  /// same for every algorithm that the scenario's coupling makes meet it.
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

/// What a policy may know of a semi-bandit with recovering arms before it starts.
public struct SemiBanditProblem: ProblemStatement, Hashable {
  /// The number of periods, T.
  public let horizon: Int
  /// How many arms can be pulled in a period, K.
  public let capacity: Int
  /// For each arm the idle time after which it has recovered, D.
  public let depths: [Int]
  /// How rested the arms are before the first period.
  public let start: RecoveryStart
  /// The interval that the means are known to lie in; `nil` if they are unbounded.
  public let meanRange: ClosedRange<Double>?
  /// Whether resting longer is known never to hurt.
  public let isNondecreasing: Bool

  /// Creates a problem.
  public init(
    horizon: Int, capacity: Int, depths: [Int], start: RecoveryStart = .zero,
    meanRange: ClosedRange<Double>? = 0...1, isNondecreasing: Bool = true
  ) {
    self.horizon = horizon
    self.capacity = capacity
    self.depths = depths
    self.start = start
    self.meanRange = meanRange
    self.isNondecreasing = isNondecreasing
  }

  /// The number of arms, N.
  public var armCount: Int { depths.count }

  /// How many arms can be told apart in a set: K, or all there are.
  public var setSize: Int { min(capacity, depths.count) }

  /// One for each arm.
  public var addressCount: Int { armCount }
}

/// What is true of an instance of a semi-bandit with recovering arms, for ledgers and oracles.
public struct SemiBanditTruth: Sendable {
  /// What each arm pays, by its idle time.
  public let curves: [RecoveryCurve]
  /// How many arms can be pulled in a period, K.
  public let capacity: Int
  /// How rested the arms are before the first period.
  public let start: RecoveryStart
  /// How many periods the comparator of `lookahead_regret` looks ahead.
  public let lookahead: Int
  /// OPT_0, ..., OPT_T, shared by all replications; `nil` where it takes too long.
  public let optimum: Once<[Double]>?
  // Copies share them: an instance that is the same in all replications is solved once.
  private let bound: Once<Double>
  private let schedule: Once<PeriodicSchedule>

  /// Creates the truth of an instance.
  ///
  /// - Precondition: at least one arm, `capacity >= 1`, `lookahead >= 1`.
  public init(
    curves: [RecoveryCurve], capacity: Int, start: RecoveryStart = .zero, lookahead: Int = 1,
    optimum: Once<[Double]>? = nil
  ) {
    precondition(
      !curves.isEmpty && capacity >= 1 && lookahead >= 1,
      "an instance needs at least one arm, and a capacity and a lookahead of at least 1")
    self.curves = curves
    self.capacity = capacity
    self.start = start
    self.lookahead = lookahead
    self.optimum = optimum
    bound = Once { EnvelopeBound(curves: curves, capacity: capacity).value }
    schedule = Once { PeriodicPlanner.plan(for: curves.map(\.minorant), capacity: capacity) }
  }

  /// The idle times before the first period.
  public var idleTimes: IdleTimes { IdleTimes(depths: curves.map(\.depth), start: start) }

  /// The concave upper bound, UB.
  public var upperBound: Double { bound.value }

  /// The planner's schedule, made for the nondecreasing minorants of the curves.
  public var plan: PeriodicSchedule { schedule.value }

  /// The mean of the best fixed set, where arms need no rest: the K largest positive means; `nil` elsewhere.
  public var bestFixedMean: Double? {
    guard curves.allSatisfy({ $0.depth == 1 }) else { return nil }
    return curves.map { max(0, $0[1]) }.sorted(by: >).prefix(capacity).reduce(0, +)
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
