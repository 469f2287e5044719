import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a K-armed bandit.
///
/// Where means never change, how often each arm was pulled says all: benchmark and value are sums over arms, made at
/// checkpoints. Elsewhere they are added up round by round. All sums are compensated (Neumaier), so that the regret of a
/// run of 10^9 rounds is not rounding noise. An optimal policy has a regret of exactly 0 (up to the last bits for a best
/// fixed arm whose means change and for sequences of arms, which are solved for at checkpoints).
///
/// Where means depend on the arms pulled before, there is no best fixed action given the history of another one:
/// `pseudo`, `realized`, `dynamic` and what speaks of best arms are missing, and the `policy` notions take their place.
public struct BanditLedger: Ledger {
  /// `pseudo`, `realized`, `dynamic`, `simple` and `misidentification`, the last two for stationary bandits only; `switching` where changes of arm
  /// cost something; the notions of policy regret, for environments that remember only; `external`, where the rewards of
  /// all arms are given.
  public static let definitions = [
    Notion.Definition(
      .pseudo, benchmark: "the sum of the means of the best fixed arm",
      value: "the sum of the means of the arms played, given the history",
      formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the reward really collected",
      formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} X_s", unit: "reward"),
    Notion.Definition(
      .dynamic, benchmark: "the sum over rounds of the mean of the best arm of that round",
      value: "the sum of the means of the arms played, given the history",
      formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward"),
    Notion.Definition(
      .simple, benchmark: "the mean of the best arm",
      value:
        "the mean of the arm that the learner recommends; of learners that recommend none, the arm with the highest "
        + "empirical mean (lowest index on ties)",
      formula: "max_a mu(a) - mu(recommended arm)", unit: "reward"),
    Notion.Definition(
      .misidentification, benchmark: "1, an answer that is right",
      value: "1 if the arm of simple has the highest mean, else 0",
      formula: "1[mu(recommended arm) < max_a mu(a)]", unit: "1"),
    Notion.Definition(
      .inference, benchmark: "the mean of the best arm",
      value:
        "the mean of the arm with the largest posterior mean, pulled or not; missing for learners without a posterior",
      formula: "max_a mu(a) - mu(argmax_a (posterior mean of a))", unit: "reward"),
    Notion.Definition(
      .switching, benchmark: "the benchmark of pseudo, which never changes its arm",
      value: "the value of pseudo - what the changes of arm have cost",
      formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} (mu_s(A_s) - c(A_{s-1}, A_s))", unit: "reward"),
    Notion.Definition(
      .policy, benchmark: "the largest sum of means of any sequence of arms, each mean given its own history",
      value: "the sum of the means of the arms played, given the history",
      formula: "max_{a_1..a_t} sum_{s<=t} mu(a_s | a_1..a_{s-1}) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward"),
    Notion.Definition(
      .policyLower, benchmark: "t times the highest mean of an arm at full tally",
      value: "the sum of the means of the arms played, given the history",
      formula: "t max_a mu(a at full tally) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward"),
    Notion.Definition(
      .policyConstant, benchmark: "the largest sum of means of playing one arm in every round, given its own history",
      value: "the sum of the means of the arms played, given the history",
      formula: "max_a sum_{s<=t} mu(a | a, .., a) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward"),
    Notion.Definition(
      .external, benchmark: "the largest sum of rewards of a fixed arm, in hindsight",
      value: "the rewards of the arms played",
      formula: "max_a sum_{s<=t} x_s(a) - sum_{s<=t} x_s(A_s)", unit: "reward"),
  ]

  /// `pulls`, `untried_arms`, `complexity`, `recommendation`, and metrics of what the learner did (A. Krishnamurthy et al., Can large language models
  /// explore in-context?, NeurIPS 2024, section 3.1).
  public static let metrics: [Metric] = recorded + [.pulls, .untriedArms, .outstanding, .complexity]

  /// Those that take more than the sums and the numbers of pulls.
  @usableFromInline
  static let recorded: [Metric] = [
    .bestArmShare, .greedyFraction, .medianReward, .minFraction, .suffixFailure, .recommendation,
  ]

  /// How often each arm was pulled.
  @usableFromInline var pulls: [Int]
  /// The sum over rounds of the mean of the best arm of that round; only where means may change, as `value`.
  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var latestArm = -1
  @usableFromInline var latestReward = 0.0
  /// What happened arm by arm; `nil` unless something asked for needs it.
  @usableFromInline var arms: ArmRecord?
  /// Whether pulls alone say what the arms played were worth.
  @usableFromInline let hasFixedMeans: Bool
  let truth: BanditTruth

  /// Opens the accounts of a run; only what the notions and metrics need is kept.
  public init(truth: BanditTruth, notions: [Notion], metrics: [Metric]) {
    self.truth = truth
    hasFixedMeans = truth.comparator is StationaryMeans
    pulls = Array(repeating: 0, count: truth.armCount)
    let needsArms = BanditLedger.needsRecord(ofArms: truth.isStationary ? notions : [], metrics: metrics)
    arms = needsArms ? ArmRecord(armCount: truth.armCount, tracksGreed: metrics.contains(.greedyFraction)) : nil
  }

  /// Whether the notions and metrics need more than sums and numbers of pulls.
  @usableFromInline
  static func needsRecord(ofArms notions: [Notion], metrics: [Metric]) -> Bool {
    notions.contains(.simple) || notions.contains(.misidentification) || metrics.contains(where: recorded.contains)
  }

  /// Records a round.
  @inlinable
  public mutating func record(_ arm: Int, _ outcome: ArmOutcome) {
    pulls[arm] &+= 1
    reward.add(outcome.reward)
    latestReward = outcome.reward
    if !hasFixedMeans {
      benchmark.add(outcome.bestMean)
      value.add(outcome.mean)
    }
    // The first action is not a change.
    if arm != latestArm {
      if latestArm >= 0 { switches += 1 }
      latestArm = arm
    }
    arms?.record(arm, outcome)
  }

  /// Takes over the pulls of rounds that were counted elsewhere.
  ///
  /// - Parameters:
  ///   - pulls: those of the first arm.
  ///   - stride: the distance to those of the next one.
  @usableFromInline
  mutating func resume(pulls: UnsafePointer<Int64>, stride: Int) {
    self.pulls.withUnsafeMutableBufferPointer { own in
      for arm in own.indices { own[arm] = Int(pulls[arm * stride]) }
    }
  }

  /// Takes over rounds that were counted elsewhere, but for their pulls; no record of arms is kept of them.
  ///
  /// - Parameter changes: how often the arm was another one than before, the first one included.
  @usableFromInline
  mutating func resume(
    reward: CompensatedSum, value: CompensatedSum, benchmark: CompensatedSum, changes: Int, latestArm: Int
  ) {
    self.reward = reward
    self.value = value
    self.benchmark = benchmark
    switches = max(0, changes - 1)
    self.latestArm = latestArm
  }

  /// What a learner has to say of the best arm.
  struct Recommendation {
    /// The arm; `nil` if it has none yet.
    let arm: Int?
    /// The arm with the largest posterior mean; `nil` without a posterior.
    let inferredArm: Int?

    /// What a learner says; `nil` for one that leaves that to others.
    init?(of learner: any Sendable) {
      guard let learner = learner as? any Recommending else { return nil }
      arm = learner.recommendation
      inferredArm = (learner as? any Inferring)?.inferredArm
    }
  }

  /// The arm that is recommended: the learner's, or, where it has no say, that with the highest empirical mean.
  func recommended(_ recommendation: Recommendation?) -> Int? {
    if let recommendation { return recommendation.arm }
    return arms?.leader
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    entry(for: notion, group: group, after: round, recommendation: nil)
  }

  func entry(
    for notion: Notion, group: String, after round: Int, recommendation: Recommendation?
  ) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), reward: collected(through: round), switches: Double(switches))
    let bestMeans = hasFixedMeans ? Double(round) * truth.bestMean : benchmark.value
    guard let benchmark = truth.comparator.benchmark(of: notion, through: round, bestMeans: bestMeans) else {
      return entry
    }
    entry.benchmark = benchmark
    switch notion {
    case .realized: entry.value = entry.reward
    case .simple: entry.value = recommended(recommendation).map { truth.means[$0] } ?? .nan
    case .misidentification:
      entry.value = recommended(recommendation).map { truth.means[$0] == truth.bestMean ? 1 : 0 } ?? .nan
    case .inference: entry.value = recommendation?.inferredArm.map { truth.means[$0] } ?? .nan
    default: entry.value = hasFixedMeans ? bestMeans - lost : value.value
    }
    entry.lowerBound = truth.comparator.lowerBound(of: notion, through: round) ?? .nan
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    if metric == .untriedArms { return Double(pulls.count { $0 == 0 }) }
    if .pulls ~= metric, let arm = metric.event { return Double(pulls[arm]) / Double(round) }
    guard let arms, truth.comparator.hasFixedMeans || metric == .greedyFraction || metric == .minFraction else {
      return nil
    }
    switch metric {
    case .bestArmShare: return arms.bestArmShare
    case .greedyFraction: return arms.greedyFraction
    case .medianReward: return averageOnScaleOfMeans(after: round)
    case .minFraction: return arms.minFraction
    case .suffixFailure: return arms.suffixFailure
    default: return nil
    }
  }

  /// What arms that are not best have cost, where means never change: 0 exactly if only best arms were pulled.
  private var lost: Double {
    var lost = CompensatedSum()
    let means = truth.means
    let best = truth.bestMean
    for (arm, mean) in means.enumerated() { lost.add(Double(pulls[arm]) * (best - mean)) }
    return lost.value
  }

  /// The reward really collected.
  private func collected(through round: Int) -> Double {
    truth.rewardOffset == 0 ? reward.value : reward.value - truth.rewardOffset * Double(round)
  }

  private func averageOnScaleOfMeans(after round: Int) -> Double? {
    let worst = truth.means.min()!
    guard truth.isStationary, truth.bestMean > worst else { return nil }
    return (collected(through: round) / Double(round) - worst) / (truth.bestMean - worst)
  }
}

extension Metric {
  /// How often a best arm was played.
  public static let bestArmShare = Metric(
    "best_arm_share", "The share of rounds so far in which an arm with the highest mean of its round was played.",
    unit: "share", isCumulative: true)

  /// How often the learner played what looked best.
  public static let greedyFraction = Metric(
    "greedy_fraction",
    """
    The share of rounds so far in which no other arm had a larger mean of the rewards before that round; rounds while \
    some arm had not been played yet count.
    """,
    unit: "share", isCumulative: true)

  /// The average reward on the scale of the arms' means.
  public static let medianReward = Metric(
    "median_reward",
    """
    (average reward so far - lowest mean) / (highest mean - lowest mean): 0 on a worst arm, 1 on a best one; for means \
    1/2 + D/2 and 1/2 - D/2 the (average reward - (1/2 - D/2)) / D whose median over replications is published as \
    MedianReward. Missing where means change or are all equal.
    """,
    unit: "share", isCumulative: true)

  /// How evenly the arms were played.
  public static let minFraction = Metric(
    "min_fraction", "K times the share of rounds so far of the arm played least: 1 if all were played alike.",
    unit: "share", isCumulative: true)

  /// How much was never tried.
  public static let untriedArms = Metric(
    "untried_arms", "The number of arms that were not pulled so far.", unit: "arms", isCumulative: true)

  /// Whether the learner has lost the best arm.
  public static let suffixFailure = Metric(
    "suffix_failure",
    "1 if in none of the rounds ceil(t/2)...t an arm with the highest mean of its round was played, else 0.",
    unit: "0 or 1", isCumulative: true)
}

extension Notion {
  /// The lower line of `policy`: t times the mean of the arm that is best when played all the time.
  public static let policyLower = Notion("policy-lower")

  /// The path of playing the best arm from the first round on.
  public static let policyConstant = Notion("policy-constant")
}
