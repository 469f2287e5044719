import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a semi-bandit with recovering arms.
///
/// The comparators are constants of the instance, solved only where a notion asks.
public struct SemiBanditLedger: Ledger {
  /// Those of recovering rewards, and `pseudo` and `realized` for arms that need no rest.
  public static let definitions = [
    Notion.Definition(
      .upperBound, benchmark: "t times the concave upper bound UB of the mean reward per period",
      value: "the sum of the means of the arms played, given their delays",
      formula: "t UB - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward"),
    Notion.Definition(
      .planner, benchmark: "t times the planner's mean reward per period",
      value: "the sum of the means of the arms played, given their delays",
      formula: "t V(planner) - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward"),
    Notion.Definition(
      .gamma, benchmark: "t times gamma_K UB, the share of the upper bound that the planner is sure to reach",
      value: "the sum of the means of the arms played, given their delays",
      formula: "t gamma_K UB - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward"),
    Notion.Definition(
      .policy, benchmark: "the largest sum of means of any sequence of sets, each mean given its own history",
      value: "the sum of the means of the arms played, given their delays",
      formula: "max_{S_1..S_t} sum_{s<=t} sum_{i in S_s} p_i(delay) - sum_{s<=t} sum_{i in A_s} p_i(delay)",
      unit: "reward"),
    Notion.Definition(
      .pseudo, benchmark: "the sum of the means of the best fixed set; missing where arms need rest",
      value: "the sum of the means of the arms played",
      formula: "max_S sum_{s<=t} sum_{i in S} mu(i) - sum_{s<=t} sum_{i in A_s} mu(i)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the reward really collected",
      formula: "max_S sum_{s<=t} sum_{i in S} mu(i) - sum_{s<=t} sum_{i in A_s} X_s(i)", unit: "reward"),
  ]

  /// `lookahead_regret`, `arms_per_period` and `pulls`, which the game counts.
  public static let metrics: [Metric] = [.lookaheadRegret, .armsPerPeriod, .pulls]

  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var pulls = 0
  @usableFromInline var rival: LookaheadRival?
  private let comparator: any SemiBanditComparator

  /// Opens the accounts of a run; only what the metrics need is kept.
  public init(truth: SemiBanditTruth, notions: [Notion], metrics: [Metric]) {
    comparator = truth.comparator
    rival = metrics.contains(.lookaheadRegret) ? truth.recovery.flatMap(LookaheadRival.init) : nil
  }

  /// Begins a period; the set of its arms is known to have changed or not.
  @inlinable
  public mutating func open(_ round: Int, isChange: Bool) {
    if isChange { switches += 1 }
    rival?.open(round)
  }

  /// Records the pull of one arm of a period.
  @inlinable
  public mutating func record(_ arm: Int, _ outcome: PullOutcome, at round: Int) {
    value.add(outcome.mean)
    reward.add(outcome.reward)
    pulls += 1
    rival?.record(arm, outcome.mean, at: round)
  }

  /// The state of a notion after a period.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value, switches: Double(switches))
    guard let benchmark = comparator.benchmark(of: notion, through: round) else { return entry }
    entry.benchmark = benchmark
    entry.value = notion == .realized ? reward.value : value.value
    return entry
  }

  /// The value of a metric after a period.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .lookaheadRegret: rival?.regret
    case .armsPerPeriod: Double(pulls) / Double(round)
    default: nil
    }
  }
}

extension Metric {
  /// What greedy play would have had at each moment of the learner's own history.
  public static let lookaheadRegret = Metric(
    "lookahead_regret",
    """
    Summed over blocks of d periods, d the environment's `lookahead`: (the largest sum of means of d sets of K arms \
    from the idle times that the learner has at the beginning of the block - the sum of the learner's means in the \
    block) / d. Compares moment by moment on the history played, so that it is no regret against any policy. A block \
    that is not over does not count. Missing where the sets of a block are more than a million.
    """,
    unit: "reward", isCumulative: true)

  /// How many arms were pulled per period.
  public static let armsPerPeriod = Metric(
    "arms_per_period", "The number of arms pulled so far, divided by the number of periods: at most K.",
    unit: "arms per period",
    isCumulative: true)
}

extension Notion {
  /// Recovering rewards: the concave upper bound of every policy's reward per period.
  public static let upperBound = Notion("upper-bound")

  /// Recovering rewards: the offline planner of purely periodic schedules.
  public static let planner = Notion("planner")

  /// Recovering rewards: the guaranteed share of the upper bound.
  public static let gamma = Notion("gamma")
}
