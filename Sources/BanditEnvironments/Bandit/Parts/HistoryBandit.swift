import BanditCards
import BanditGames
import BanditStreams

/// K arms, each with a table of means indexed by a feature of the arm's own history: how often it was pulled, how long
/// it has been idle, whether it has recovered, or how often it was pulled recently.
public struct HistoryBandit: BanditEnvironment {
  /// What an arm's mean depends on, counted from 0 into its table.
  public enum Feature: Hashable, Sendable {
    /// How often it was pulled before: 0, 1, ...; the last mean lasts forever.
    case pulls
    /// The rounds since its latest pull less one, capped at the end of its table. Before its first pull it counts as
    /// fully rested.
    case idleTime
    /// Blocked for D - 1 rounds after a pull, D the length of its table: a pull while it is blocked pays 0 and changes
    /// nothing, so it is a round of idling; any other pull pays the last mean of the table.
    case blocking
    /// Its pulls in the last rounds less one, the present one included; the memory is the length of the tables.
    case recentPulls
  }

  /// What the means depend on.
  public let feature: Feature
  /// The means of each arm by its feature; minus the losses where `rewardOffset` is 1.
  public let means: [[Double]]
  /// The comparators.
  public let truth: BanditTruth
  private let noise: ObservationNoise
  private let rewardOffset: Double
  /// The tables one after the other; arm a's are from `starts[a]` to before `starts[a + 1]`.
  private let table: [Double]
  private let starts: [Int]
  private var pulls: [Int]
  private var latest: [Int]
  private var window: TallyWindow

  /// Creates the arms.
  ///
  /// - Parameters:
  ///   - feature: what the means depend on.
  ///   - means: of each arm by its feature. With `blocking` every mean but the last is not used.
  ///   - rewardOffset: 1 if the means are minus the losses.
  ///   - noise: what is observed.
  ///   - horizon: how far comparators reach.
  /// - Precondition: at least one arm; each has at least one mean; with `recentPulls` all have as many.
  public init(feature: Feature, means: [[Double]], rewardOffset: Double = 0, noise: ObservationNoise, horizon: Int) {
    precondition(
      !means.isEmpty && means.allSatisfy { !$0.isEmpty },
      "a bandit needs at least one arm, and an arm at least one mean")
    self.feature = feature
    self.means = means
    self.noise = noise
    self.rewardOffset = rewardOffset
    table = means.flatMap { $0 }
    starts = means.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    pulls = Array(repeating: 0, count: means.count)
    latest = Array(repeating: HistoryBandit.never, count: means.count)
    window = TallyWindow(
      memory: feature == .recentPulls ? means[0].count : 1, weights: Array(repeating: .flat, count: means.count))
    let sequences = HistoryComparators(feature: feature, means: means, horizon: horizon).sequences
    truth = BanditTruth(
      means: sequences.repeated.map { $0.total(through: horizon) / Double(horizon) }, sequences: sequences,
      dependsOnHistory: true,
      tallies: feature == .recentPulls
        ? RememberingArms.Tallies(memory: means[0].count, areFlat: true, areExact: noise == .deterministic) : nil,
      rewardOffset: rewardOffset)
  }

  /// The round of a pull that never was: every arm has rested long enough.
  private static let never = Int.min / 2

  public var armCount: Int { means.count }

  public var rewardRange: ClosedRange<Double>? { noise.isBounded ? 0...1 : nil }

  public var noiseScale: Double? { noise.scale }

  /// Pulls an arm; as many draws as the noise takes.
  ///
  /// - Precondition: rounds increase.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let mean = nextMean(of: arm, at: round)
    return ArmOutcome(
      reward: self.noise.observe(mean + rewardOffset, noise: &noise), mean: mean, bestMean: .nan)
  }

  /// Records a pull and returns its mean.
  private mutating func nextMean(of arm: Int, at round: Int) -> Double {
    let last = starts[arm + 1] - starts[arm] - 1
    let place: Int
    switch feature {
    case .pulls:
      place = min(pulls[arm], last)
      pulls[arm] += 1
    case .idleTime:
      place = min(round - latest[arm] - 1, last)
      latest[arm] = round
    case .blocking:
      if round - latest[arm] <= last { return 0 }
      place = last
      latest[arm] = round
    case .recentPulls:
      place = Int(window.pull(arm)) - 1
    }
    return table[starts[arm] + place]
  }
}

/// Instances of a `HistoryBandit` that are the same in every replication.
public struct HistoryInstances: Sendable {
  let prototype: HistoryBandit
  let problem: BanditProblem
  let facts: [String]
  let byteCount: Int
  let outOfReach: String?

  init(
    feature: HistoryBandit.Feature, means: [[Double]], rewardOffset: Double = 0, noise: ObservationNoise, horizon: Int
  ) {
    prototype = HistoryBandit(
      feature: feature, means: means, rewardOffset: rewardOffset, noise: noise, horizon: horizon)
    let comparators = HistoryComparators(feature: feature, means: means, horizon: horizon)
    (facts, outOfReach) = (comparators.facts, comparators.outOfReach)
    // Each mean is in the table of the instance and in the list and the total of its comparator.
    byteCount = 40 * means.reduce(0) { $0 + $1.count } + comparators.sequences.byteCount
    problem = BanditProblem(
      armCount: means.count, horizon: horizon, rewardRange: noise.isBounded ? 0...1 : nil, noiseScale: noise.scale)
  }
}

/// A model whose instances are a `HistoryBandit`, the same in every replication: it says which, and the rest follows.
public protocol HistoryBanditModel: EnvironmentModel where Instance == HistoryBandit, Problem == BanditProblem {
  /// The instances.
  var instances: HistoryInstances { get }
}

extension HistoryBanditModel {
  public var problem: BanditProblem { instances.problem }

  /// Which comparator applies.
  public var facts: [String] { instances.facts }

  /// The tables of means and what their comparators take.
  public var modelBytes: Int { instances.byteCount }

  /// `policy` where it is out of reach, and what speaks of best arms.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .policy: instances.outOfReach
    case .policyLower: "no ceiling of the means of these arms is known"
    default: notion.absenceBesideMemory
    }
  }

  /// The arms.
  public func instance(of replication: Int, from stream: inout RandomStream) -> HistoryBandit { instances.prototype }

  /// The arms.
  public var commonInstance: HistoryBandit? { instances.prototype }
}
