import BanditCards
import BanditComparators
import BanditNumerics

/// What a bandit's ledger compares a learner with. Asked at checkpoints only; a new kind of comparator is a new type.
public protocol BanditComparator: Sendable {
  /// The benchmark of a notion after a round; NaN where it is out of reach or not known, `nil` for a notion that has no
  /// meaning here.
  ///
  /// - Parameter bestMeans: the sum over these rounds of the mean of the round's best arm, added up as the learner's
  ///   means are: an optimal learner has a regret of exactly 0.
  func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double?

  /// What the expected regret of every consistent learner is at least, about; `nil` where nothing is known.
  func lowerBound(of notion: Notion, through round: Int) -> Double?

  /// Whether an arm's mean is the same whatever was pulled before. Without that there is no best fixed arm given the
  /// history of another one.
  var hasFixedMeans: Bool { get }

  /// Whether means may change within a segment of the truth, which then has their averages.
  var meansChangeWithinSegments: Bool { get }
}

extension BanditComparator {
  /// Nothing is known.
  public func lowerBound(of notion: Notion, through round: Int) -> Double? { nil }

  /// It is.
  public var hasFixedMeans: Bool { true }

  /// They are constant there.
  public var meansChangeWithinSegments: Bool { false }
}

/// The comparators of arms whose means never change.
public struct StationaryMeans: BanditComparator {
  /// The highest mean.
  public let bestMean: Double
  /// The constant of Lai and Robbins' lower bound, sum over suboptimal arms of gap / KL(arm, best): the expected regret
  /// of a consistent algorithm grows at least as this times ln t. `nil` where the law of the rewards has none.
  public let laiRobbins: Double?

  /// Creates the comparators.
  public init(bestMean: Double, laiRobbins: Double? = nil) {
    self.bestMean = bestMean
    self.laiRobbins = laiRobbins
  }

  /// The constant of coins: the sum of gap / kl(mean, best mean) over those that are not best (Lai and Robbins 1985).
  public static func laiRobbins(ofCoins means: [Double]) -> Double {
    guard let best = means.max() else { return 0 }
    return means.filter { $0 < best }.reduce(0) { $0 + (best - $1) / BernoulliDivergence.value($1, best) }
  }

  public func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double? {
    switch notion {
    case .pseudo, .realized, .dynamic: bestMeans
    case .simple, .inference: bestMean
    case .misidentification: 1
    default: nil
    }
  }

  public func lowerBound(of notion: Notion, through round: Int) -> Double? {
    notion == .pseudo ? laiRobbins.map { $0 * .log(Double(round)) } : nil
  }
}

/// The comparators of arms whose means change between segments of rounds.
public struct PiecewiseMeans: BanditComparator {
  /// The segments, in order.
  public let segments: [BanditTruth.Segment]
  /// The sums of each arm's means over the first 64, 128, ... segments, where there are so many: what checkpoints would
  /// add up again and again.
  private let sums: [[CompensatedSum]]
  private static let stride = 64

  /// Creates the comparators.
  ///
  /// - Complexity: O(number of segments times K) where there are 64 or more, else O(1).
  public init(segments: [BanditTruth.Segment]) {
    self.segments = segments
    var sums: [[CompensatedSum]] = []
    var totals = Array(repeating: CompensatedSum(), count: segments[0].means.count)
    for place in 1..<max(1, segments.count / Self.stride * Self.stride + 1) where place < segments.count {
      let length = Double(segments[place].firstRound - segments[place - 1].firstRound)
      for arm in totals.indices { totals[arm].add(length * segments[place - 1].means[arm]) }
      if place % Self.stride == 0 { sums.append(totals) }
    }
    self.sums = sums
  }

  public func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double? {
    switch notion {
    case .pseudo, .realized: bestFixedTotal(through: round)
    case .dynamic: bestMeans
    default: nil
    }
  }

  /// The largest sum of means, from round 1 through a round, of an arm played in every round.
  ///
  /// - Complexity: O(K) for up to 64 segments, and a search for the last one begun.
  public func bestFixedTotal(through round: Int) -> Double {
    var (begun, end) = (0, segments.count)
    while begun < end {
      let middle = (begun + end) / 2
      if segments[middle].firstRound <= round { begun = middle + 1 } else { end = middle }
    }
    // All segments before the last one begun are complete.
    let known = min(sums.count, max(0, begun - 1) / Self.stride)
    var totals = known > 0 ? sums[known - 1] : Array(repeating: CompensatedSum(), count: segments[0].means.count)
    for index in (known * Self.stride)..<begun {
      let segment = segments[index]
      let end = index + 1 < segments.count ? min(segments[index + 1].firstRound, round + 1) : round + 1
      let length = Double(end - segment.firstRound)
      for arm in totals.indices { totals[arm].add(length * segment.means[arm]) }
    }
    return totals.map(\.value).max()!
  }
}

/// The comparators of arms that remember: sequences of arms.
public struct RememberingArms: BanditComparator {
  /// What sequences of arms can earn.
  public let sequences: SequenceComparator
  /// The comparators of fixed arms, where means are the same whatever was pulled before (memory 1).
  public let fixed: StationaryMeans?
  /// What the arms remember, if it is a count of recent pulls.
  public let tallies: Tallies?

  /// What a mean depends on where it depends on the pulls of its arm in the last rounds alone.
  public struct Tallies: Hashable, Sendable {
    /// The rounds that count, m, the present one included.
    public let memory: Int
    /// Whether all pulls count alike.
    public let areFlat: Bool
    /// Whether rewards are their means, without noise.
    public let areExact: Bool

    /// States what the arms remember.
    public init(memory: Int, areFlat: Bool, areExact: Bool) {
      self.memory = memory
      self.areFlat = areFlat
      self.areExact = areExact
    }
  }

  /// Creates the comparators.
  public init(_ sequences: SequenceComparator, fixed: StationaryMeans? = nil, tallies: Tallies? = nil) {
    self.sequences = sequences
    self.fixed = fixed
    self.tallies = tallies
  }

  public func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double? {
    switch notion {
    case .policy: sequences.optimum?.total(through: round) ?? .nan
    case .policyLower: sequences.ceiling.map { Double(round) * $0 } ?? .nan
    case .policyConstant: sequences.bestRepeatedTotal(through: round)
    default: fixed?.benchmark(of: notion, through: round, bestMeans: bestMeans)
    }
  }

  public func lowerBound(of notion: Notion, through round: Int) -> Double? {
    fixed?.lowerBound(of: notion, through: round)
  }

  public var hasFixedMeans: Bool { fixed != nil }
}
