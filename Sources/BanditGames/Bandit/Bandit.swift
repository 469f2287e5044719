import BanditCards
import BanditComparators
import BanditNumerics
import BanditStreams

extension Family {
  /// One arm out, one number back.
  public static let bandit = Family(
    "bandit", "One arm out, one number back.", noise: .action, mainNotion: .pseudo, numericVersion: 2)
}

/// An instance of a K-armed bandit: the truth of one replication.
public protocol BanditEnvironment: Truthful where Truth == BanditTruth {
  /// The number of arms, K; arms count from 0.
  var armCount: Int { get }

  /// The interval that rewards are known to lie in; `nil` if they are unbounded or nothing is known.
  var rewardRange: ClosedRange<Double>? { get }

  /// A number sigma such that rewards less their means are known to be sigma-subgaussian: the standard deviation of
  /// normal ones; `nil` if none is known, apart from what follows from `rewardRange`.
  var noiseScale: Double? { get }

  /// Pulls an arm. The noise is at the address of this pull: what is drawn from it is the same for
  /// every algorithm that the scenario's coupling makes meet it.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome
}

extension BanditEnvironment {
  /// Nothing is known.
  public var rewardRange: ClosedRange<Double>? { nil }

  /// Nothing is known.
  public var noiseScale: Double? { nil }
}

/// What a pull of an arm leads to. Only `reward` ever reaches the policy.
public struct ArmOutcome: Sendable {
  /// The reward drawn.
  public var reward: Double
  /// The mean of the arm pulled, given the history.
  public var mean: Double
  /// The mean of the best arm this round.
  public var bestMean: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, mean: Double, bestMean: Double) {
    self.reward = reward
    self.mean = mean
    self.bestMean = bestMean
  }
}

/// A learner for K-armed bandits.
public protocol BanditLearner: Sendable {
  /// The arm to pull in a round, in `0..<K`; rounds count from 1.
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int

  /// The arm to pull in a round in which some arms may be missing, one of those that are there. Asked where arms come and
  /// go, of learners whose cards say that they take that into account; with all arms there, the same arm as without.
  mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int

  /// Updates with the reward of the arm just pulled.
  mutating func observe(reward: Double, of arm: Int, at round: Int)

  /// Whether it has stopped before the horizon and plays nothing on (`Stopping`).
  var isOver: Bool { get }
}

extension BanditLearner {
  /// The arm of all, if it is there, else the lowest one that is.
  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    let arm = selectArm(at: round, noise: &noise)
    return present.isPresent[arm] ? arm : present.arms[0]
  }

  /// It goes on to the horizon.
  @inlinable
  public var isOver: Bool { false }
}

extension BanditLearner where Self: Stopping {
  /// As its record says.
  @inlinable
  public var isOver: Bool { stop.isOver }
}

extension BanditLearner {
  /// The rounds that were played up to a round, by a learner that is over.
  func rounds(through round: Int) -> Int {
    let itself: any Sendable = (self as? any Erased)?.erased ?? self
    return min(round, (itself as? any Stopping)?.stop.time ?? round)
  }
}

/// A learner for bandits with a bound, with all its constants, under conditions on the instance.
public protocol BanditBounding {
  /// The bound after the rounds so far; `nil` where the settings or the instance do not meet its conditions, or are not
  /// known to.
  func regretBound(on truth: BanditTruth) -> RegretBound?
}

/// A learner for bandits with a bound, with all its constants, on its regret against the best arm for rewards in [0, 1]
/// that were fixed in advance: those of arms whose means do not depend on what was pulled.
public protocol AdversarialBounding {
  /// Whether the bound is on the regret of single runs, with high probability, and so on the rewards collected; else it
  /// is on the mean over runs.
  static var boundsRuns: Bool { get }

  /// The bound after the rounds so far; `nil` where the settings have none.
  var adversarialBound: Double? { get }
}

extension AdversarialBounding {
  /// On the mean.
  public static var boundsRuns: Bool { false }
}

/// What a policy may know of a K-armed bandit before it starts.
public struct BanditProblem: ProblemStatement, Hashable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that rewards are known to lie in; `nil` if they are unbounded.
  public let rewardRange: ClosedRange<Double>?
  /// A number sigma above 0 such that rewards less their means are known to be sigma-subgaussian; `nil` if none is
  /// known, apart from what follows from `rewardRange`.
  public let noiseScale: Double?
  /// What each change of arm costs; `nil` if no cost is stated.
  public let switchingCost: Double?
  /// Where the arms lie; `nil` if nothing relates their means.
  public let space: ArmSpace?
  /// The laws that the means were drawn from, independently, where rewards are 0 or 1; `nil` if none are stated.
  public let priors: [ArmPrior]?
  /// The Gaussian process that the means are values of; `nil` if none is stated.
  public let process: ArmProcess?

  /// Creates a problem; a `noiseScale` of 0 says nothing.
  ///
  /// - Precondition: as many priors as arms, if there are any, and as many points of a process.
  public init(
    armCount: Int, horizon: Int, rewardRange: ClosedRange<Double>? = 0...1, noiseScale: Double? = nil,
    switchingCost: Double? = nil, space: ArmSpace? = nil, priors: [ArmPrior]? = nil, process: ArmProcess? = nil
  ) {
    self.armCount = armCount
    self.horizon = horizon
    self.rewardRange = rewardRange
    self.noiseScale = noiseScale.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    self.switchingCost = switchingCost
    self.space = space
    precondition(priors.map { $0.count == armCount } ?? true, "a bandit needs a prior for each arm, or none")
    self.priors = priors
    precondition(process.map { $0.points.count == armCount } ?? true, "a process needs a point for each arm")
    self.process = process
  }

  /// One for each arm.
  public var addressCount: Int { armCount }
}

/// What is true of an instance of a K-armed bandit, for ledgers and yardsticks: the means of its arms, constant on each
/// of one or more segments of rounds, and what a learner is compared with.
public struct BanditTruth: Sendable {
  /// A run of rounds during which no mean changes.
  public struct Segment: Hashable, Sendable {
    /// The first round; it lasts until the next segment begins, the last one forever.
    public let firstRound: Int
    /// The mean reward of each arm.
    public let means: [Double]

    /// Creates a segment.
    ///
    /// - Precondition: at least one arm.
    public init(firstRound: Int, means: [Double]) {
      precondition(!means.isEmpty, "a bandit needs at least one arm")
      self.firstRound = firstRound
      self.means = means
    }

    /// The highest mean.
    public var bestMean: Double { means.max()! }

    /// The lowest index among the arms with the highest mean.
    public var bestArm: Int { means.firstIndex(of: bestMean)! }
  }

  /// The segments in their order; a stationary bandit has one. Where means depend on the pulls before, they are those
  /// of an arm that is pulled all the time, in the long run; where rewards are given round by round, their averages.
  public let segments: [Segment]
  /// What a learner is compared with.
  public let comparator: any BanditComparator
  /// What a reward that learners get has above what it counts: 1 where losses are handed out as 1 - loss, else 0.
  public let rewardOffset: Double

  /// The largest distance of an arm's mean from the best one of the same round; `nil` where means depend on the pulls
  /// before, or change within segments.
  public var largestGap: Double? {
    comparator.hasFixedMeans && !comparator.meansChangeWithinSegments
      ? segments.map { $0.bestMean - ($0.means.min() ?? $0.bestMean) }.max() : nil
  }

  /// Creates the truth of an instance.
  ///
  /// - Precondition: the first segment begins in round 1, each other one after the one before it, all with the same
  ///   number of arms.
  public init(segments: [Segment], comparator: any BanditComparator, rewardOffset: Double = 0) {
    precondition(segments.first?.firstRound == 1, "the first segment must begin in round 1")
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.firstRound < $1.firstRound && $0.means.count == $1.means.count
      }, "segments must follow one another, with the same arms")
    self.segments = segments
    self.comparator = comparator
    self.rewardOffset = rewardOffset
  }

  /// Creates the truth of an instance whose means never change.
  ///
  /// - Precondition: at least one arm.
  public init(means: [Double], laiRobbins: Double? = nil) {
    let segment = Segment(firstRound: 1, means: means)
    self.init(segments: [segment], comparator: StationaryMeans(bestMean: segment.bestMean, laiRobbins: laiRobbins))
  }

  /// Creates the truth of an instance whose means may change.
  ///
  /// - Precondition: as for `init(segments:comparator:rewardOffset:)`.
  public init(segments: [Segment]) {
    self.init(
      segments: segments,
      comparator: segments.count == 1
        ? StationaryMeans(bestMean: segments[0].bestMean) : PiecewiseMeans(segments: segments))
  }

  /// Creates the truth of an instance that remembers.
  ///
  /// - Parameters:
  ///   - means: of each arm if it is pulled all the time, in the long run.
  ///   - sequences: what sequences of arms can earn.
  ///   - dependsOnHistory: `false` if the means are the same whatever was pulled before: memory 1.
  ///   - laiRobbins: see `StationaryMeans`; only without dependence on the history.
  ///   - tallies: see `RememberingArms`.
  ///   - rewardOffset: see `rewardOffset`.
  /// - Precondition: at least one arm.
  public init(
    means: [Double], sequences: SequenceComparator, dependsOnHistory: Bool, laiRobbins: Double? = nil,
    tallies: RememberingArms.Tallies? = nil, rewardOffset: Double
  ) {
    let segment = Segment(firstRound: 1, means: means)
    let fixed = dependsOnHistory ? nil : StationaryMeans(bestMean: segment.bestMean, laiRobbins: laiRobbins)
    self.init(
      segments: [segment], comparator: RememberingArms(sequences, fixed: fixed, tallies: tallies),
      rewardOffset: rewardOffset)
  }

  /// The number of arms, K.
  public var armCount: Int { segments[0].means.count }

  /// See `Metric.complexity`; `nil` where means change, or several arms are best.
  public var complexity: Double? {
    isStationary ? BestArmAllocation.gaussian(means: means, variance: 0.5)?.time : nil
  }

  /// Whether no mean ever changes, whatever is pulled.
  public var isStationary: Bool {
    segments.count == 1 && comparator.hasFixedMeans && !comparator.meansChangeWithinSegments
  }

  /// What sequences of arms can earn, where the arms remember.
  public var sequences: SequenceComparator? { (comparator as? RememberingArms)?.sequences }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The changes, each with the arms whose means differ.
  public var changes: [LawChange] {
    zip(segments, segments.dropFirst()).map { old, new in
      LawChange(round: new.firstRound, items: new.means.indices.filter { old.means[$0] != new.means[$0] })
    }
  }

  /// The mean reward of each arm in round 1; forever, if the instance is stationary.
  public var means: [Double] { segments[0].means }

  /// The highest mean of round 1.
  public var bestMean: Double { segments[0].bestMean }

  /// The lowest index among the arms with the highest mean of round 1.
  public var bestArm: Int { segments[0].bestArm }
}

/// A bandit, whatever its type.
public struct AnyBandit: BanditEnvironment, ErasedEnvironment {
  private var base: any BanditEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any BanditEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any BanditEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var armCount: Int { base.armCount }

  public var rewardRange: ClosedRange<Double>? { base.rewardRange }

  public var noiseScale: Double? { base.noiseScale }

  public var truth: BanditTruth { base.truth }

  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    base.pull(arm, at: round, noise: &noise)
  }
}

/// A learner for bandits, whatever its type.
public struct AnyBanditLearner: BanditLearner, ErasedLearner {
  private var base: any BanditLearner
  /// Whether it is worth asking, round by round, if it is over.
  private let mayStop: Bool

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any BanditLearner else { return nil }
    self.base = base
    mayStop = base is any Stopping
  }

  public var isOver: Bool { mayStop && base.isOver }

  public var erased: any Sendable { base }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    base.selectArm(at: round, noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    base.selectArm(at: round, among: present, noise: &noise)
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    base.observe(reward: reward, of: arm, at: round)
  }
}
