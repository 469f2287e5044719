import BanditCards
import BanditComparators
import BanditNumerics
import BanditStreams

extension Family {
  /// One arm out, one number back.
  public static let bandit = Family("bandit", "One arm out, one number back.", noise: .action, mainNotion: .pseudo)
}

/// An instance of a K-armed bandit: the truth of one replication.
public protocol BanditEnvironment: Truthful where Truth == BanditTruth {
  /// The number of arms, K; arms count from 0.
  var armCount: Int { get }

  /// Pulls an arm. The noise stands at the address of this pull: what is drawn from it is the same for
  /// every algorithm that the scenario's coupling makes meet it.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome
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

  /// Takes in the reward of the arm just pulled.
  mutating func observe(reward: Double, of arm: Int, at round: Int)
}

/// What a policy may know of a K-armed bandit before it starts.
public struct BanditProblem: Hashable, Sendable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that rewards are known to lie in; `nil` if they are unbounded.
  public let rewardRange: ClosedRange<Double>?
  /// What each change of arm costs; `nil` where nobody asks.
  public let switchingCost: Double?

  /// Creates a problem.
  public init(armCount: Int, horizon: Int, rewardRange: ClosedRange<Double>? = 0...1, switchingCost: Double? = nil) {
    self.armCount = armCount
    self.horizon = horizon
    self.rewardRange = rewardRange
    self.switchingCost = switchingCost
  }
}

/// What is true of an instance of a K-armed bandit, for ledgers and oracles: the means of its arms,
/// constant on each of one or more segments of rounds, or dependent on the arms pulled before.
public struct BanditTruth: Hashable, Sendable {
  /// A run of rounds during which no mean changes.
  public struct Segment: Hashable, Sendable {
    /// The first round; it lasts until the next segment begins, the last one for ever.
    public let firstRound: Int
    /// The mean reward of each arm.
    public let means: [Double]

    /// Creates a segment.
    ///
    /// - Precondition: there is an arm.
    public init(firstRound: Int, means: [Double]) {
      precondition(!means.isEmpty, "a bandit has an arm")
      self.firstRound = firstRound
      self.means = means
    }

    /// The highest mean.
    public var bestMean: Double { means.max()! }

    /// The lowest index among the arms with the highest mean.
    public var bestArm: Int { means.firstIndex(of: bestMean)! }
  }

  /// The segments in their order; a stationary bandit has one.
  public let segments: [Segment]

  /// The constant of Lai and Robbins' lower bound, sum over suboptimal arms of gap / KL(arm, best):
  /// the expected regret of a consistent algorithm grows at least as this times ln t. `nil` where the
  /// law of the rewards has no such constant, or changes.
  public let laiRobbins: Double?

  /// What sequences of arms can earn, for environments that remember; `nil` for all others.
  public let sequences: SequenceComparator?

  /// Whether the mean of a pull depends on the pulls before it. The means of `segments` are then those of an arm that
  /// is pulled all the time, in the long run.
  public let dependsOnHistory: Bool

  /// What a reward that policies get has above what it counts: 1 where losses are handed out as 1 - loss, else 0.
  public let rewardOffset: Double

  /// Creates the truth of a stationary instance.
  ///
  /// - Precondition: there is an arm.
  public init(means: [Double], laiRobbins: Double? = nil) {
    segments = [Segment(firstRound: 1, means: means)]
    self.laiRobbins = laiRobbins
    sequences = nil
    dependsOnHistory = false
    rewardOffset = 0
  }

  /// Creates the truth of an instance that remembers.
  ///
  /// - Parameters:
  ///   - means: of each arm if it is pulled all the time, in the long run.
  ///   - sequences: the comparators.
  ///   - dependsOnHistory: `false` if the means are the same whatever was pulled before: memory 1.
  ///   - laiRobbins: see `laiRobbins`; only without dependence on the history.
  ///   - rewardOffset: see `rewardOffset`.
  /// - Precondition: there is an arm.
  public init(
    means: [Double], sequences: SequenceComparator, dependsOnHistory: Bool, laiRobbins: Double? = nil,
    rewardOffset: Double
  ) {
    segments = [Segment(firstRound: 1, means: means)]
    self.sequences = sequences
    self.dependsOnHistory = dependsOnHistory
    self.laiRobbins = laiRobbins
    self.rewardOffset = rewardOffset
  }

  /// Creates the truth of an instance whose means may change.
  ///
  /// - Precondition: the first segment begins in round 1, each other one after the one before it, all
  ///   with the same number of arms.
  public init(segments: [Segment]) {
    precondition(segments.first?.firstRound == 1, "the first segment begins in round 1")
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.firstRound < $1.firstRound && $0.means.count == $1.means.count
      }, "segments follow one another, with the same arms")
    self.segments = segments
    laiRobbins = nil
    sequences = nil
    dependsOnHistory = false
    rewardOffset = 0
  }

  /// The number of arms, K.
  public var armCount: Int { segments[0].means.count }

  /// Whether no mean ever changes, whatever is pulled.
  public var isStationary: Bool { segments.count == 1 && !dependsOnHistory }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The changes, each with the arms whose means differ.
  public var changes: [LawChange] {
    zip(segments, segments.dropFirst()).map { old, new in
      LawChange(round: new.firstRound, items: new.means.indices.filter { old.means[$0] != new.means[$0] })
    }
  }

  /// The mean reward of each arm in round 1, for ever if the instance is stationary.
  public var means: [Double] { segments[0].means }

  /// The highest mean of round 1.
  public var bestMean: Double { segments[0].bestMean }

  /// The lowest index among the arms with the highest mean of round 1.
  public var bestArm: Int { segments[0].bestArm }

  /// The largest sum of means, from round 1 through a round, of an arm played in every round.
  ///
  /// - Complexity: O(number of segments begun times K).
  public func bestFixedTotal(through round: Int) -> Double {
    var totals = Array(repeating: CompensatedSum(), count: armCount)
    for (index, segment) in segments.enumerated() where segment.firstRound <= round {
      let end = index + 1 < segments.count ? min(segments[index + 1].firstRound, round + 1) : round + 1
      let length = Double(end - segment.firstRound)
      for arm in totals.indices { totals[arm].add(length * segment.means[arm]) }
    }
    return totals.map(\.value).max()!
  }
}

extension EnvironmentModel where Problem == BanditProblem {
  /// The number of arms.
  public var addressCount: Int { problem.armCount }

  /// The arms.
  public var items: [Int] { Array(0..<problem.armCount) }
}
