import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of an advertiser with several channels.
///
/// Value and spend are those that the learner is told, so that the constraints are the ones that it is bound by. Sums
/// are compensated (Neumaier), and the best fixed budgets have a pseudo-regret of exactly 0.
public struct ChannelsLedger: Ledger {
  /// `pseudo`, `realized`, and `constraint` of the groups budget and return.
  public static let definitions = [
    Notion.Definition(
      .pseudo, benchmark: "the sum of the means of the best fixed budget split",
      value: "the sum of the means of the levers set, given the history",
      formula: "max_b sum_{s<=t} mu_s(b) - sum_{s<=t} mu_s(B_s)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the value really collected",
      formula: "max_b sum_{s<=t} mu_s(b) - sum_{s<=t} X_s", unit: "reward"),
    Notion.Definition(
      .constraint, benchmark: "0",
      value:
        """
        minus the violation: of the group budget, spend above the budget of the whole run; of the group return, the \
        value missing so far
        """,
      formula:
        "budget: max(0, sum_{s<=t} spend_s - rho T); return: max(0, gamma sum_{s<=t} spend_s - sum_{s<=t} value_s)",
      unit: "reward"),
  ]

  /// Balances, yardsticks, and where the budget goes.
  public static let metrics: [Metric] = [
    .adaptiveOptimum, .channelBudget, .unspent, .channelMeanKnapsack, .dualBound, .hindsightKnapsack,
    .optimalChannelBudget, .optimum, .outputGap, .returnBalance, .roiOnlyOptimum,
  ]

  /// The groups of `constraint`.
  public static let constraints = ["budget", "return"]

  /// Violations below this share of the sums that they are the difference of are rounding.
  private static let rounding = 1e-11

  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var mean = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var spend = CompensatedSum()
  @usableFromInline var budgets: [CompensatedSum]
  @usableFromInline var switches = 0
  @usableFromInline var levers: [ChannelLever] = []
  @usableFromInline var hasChanged = false
  @usableFromInline var hasTargets = false
  @usableFromInline var periodMean = 0.0
  /// How often each support point of each channel came up; empty unless something asked for needs it.
  @usableFromInline var counts: [[Int]]
  @usableFromInline let optimum: Double
  let truth: ChannelsTruth

  /// Opens the accounts of a run; only what the metrics need is kept.
  public init(truth: ChannelsTruth, metrics: [Metric]) {
    self.truth = truth
    optimum = truth.optimum.value
    budgets = Array(repeating: CompensatedSum(), count: truth.laws.count)
    counts =
      metrics.contains(.hindsightKnapsack) ? truth.laws.map { Array(repeating: 0, count: $0.points.count) } : []
  }

  /// Records what a channel did in the present period; channels come in their order.
  @inlinable
  public mutating func record(_ channel: Int, _ lever: ChannelLever, _ response: ChannelResponse) {
    periodMean += response.meanValue
    value.add(response.feedback.value)
    spend.add(response.feedback.spend)
    budgets[channel].add(lever.budget)
    if lever.targetReturn > 0 { hasTargets = true }
    if !counts.isEmpty { counts[channel][response.point] += 1 }
    if channel == levers.count {
      levers.append(lever)
    } else if levers[channel] != lever {
      levers[channel] = lever
      hasChanged = true
    }
  }

  /// Ends the present period.
  @inlinable
  public mutating func closePeriod() {
    benchmark.add(optimum)
    mean.add(periodMean)
    periodMean = 0
    if hasChanged { switches += 1 }
    hasChanged = false
  }

  /// The state of a notion after a period; `cost` is what was charged.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), reward: value.value, switches: Double(switches), cost: spend.value)
    switch notion {
    case .pseudo:
      entry.benchmark = benchmark.value
      entry.value = mean.value
    case .realized:
      entry.benchmark = benchmark.value
      entry.value = value.value
    case .constraint:
      entry.benchmark = 0
      entry.value = group == "budget" ? -overspend : -missingReturn
    default:
      break
    }
    return entry
  }

  /// The value of a metric after a period.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .adaptiveOptimum: return truth.adaptiveOptimum
    case .unspent: return totalBudget - spend.value
    case .channelMeanKnapsack: return truth.channelMeanKnapsack
    case .hindsightKnapsack:
      return counts.isEmpty ? nil : truth.hindsightKnapsack(counts: counts, periods: round)
    case .optimum: return optimum
    case .outputGap: return outputGap(after: round)
    case .returnBalance: return balance
    case .roiOnlyOptimum: return truth.targetOptimum?.value
    case .channelBudget:
      guard let channel = metric.event else { return nil }
      return meanBudget(of: channel, after: round)
    case .optimalChannelBudget:
      guard let channel = metric.event else { return nil }
      return truth.optimum.budgets[channel]
    default: return nil
    }
  }

  private var totalBudget: Double { truth.budget * Double(truth.horizon) }

  private var balance: Double { value.value - truth.targetReturn * spend.value }

  private var overspend: Double {
    let excess = spend.value - totalBudget
    return excess > ChannelsLedger.rounding * totalBudget ? excess : 0
  }

  private var missingReturn: Double {
    -balance > ChannelsLedger.rounding * value.value ? -balance : 0
  }

  private func meanBudget(of channel: Int, after round: Int) -> Double? {
    let mean = budgets[channel].value / Double(round)
    return mean.isFinite ? mean : nil
  }

  /// The optimum less the expected value of the mean budgets so far.
  private func outputGap(after round: Int) -> Double? {
    if hasTargets { return nil }
    var value = 0.0
    for channel in budgets.indices {
      guard let budget = meanBudget(of: channel, after: round) else { return nil }
      value += truth.curves[channel].value(at: budget)
    }
    return optimum - value
  }
}

extension Metric {
  /// The expected value of a period under the best fixed budgets.
  public static let optimum = Metric(
    "optimum", "The expected value of a period under the best fixed budgets: the benchmark of pseudo, per period.",
    unit: "reward", isCumulative: false)

  /// The expected value of a period if purchases may follow the auctions.
  public static let adaptiveOptimum = Metric(
    "adaptive_optimum",
    """
    The largest expected value of a period if what is bought may depend on the period's auctions, while budget and \
    return hold in expectation; not below optimum.
    """,
    unit: "reward", isCumulative: false)

  /// The best target returns without budgets.
  public static let roiOnlyOptimum = Metric(
    "roi_only_optimum",
    """
    The largest expected value of a period under fixed target returns and no budgets; exact where every period is \
    the same, else on a grid of targets; missing with too many channels.
    """,
    unit: "reward", isCumulative: false)

  /// The best choice in hindsight.
  public static let hindsightKnapsack = Metric(
    "hindsight_knapsack",
    "The value per period of the best choice among all auctions of the run, with its whole budget.",
    unit: "reward", isCumulative: false)

  /// The best choice in an average period.
  public static let channelMeanKnapsack = Metric(
    "channel_mean_knapsack",
    """
    The value of the best choice among auctions that have the mean value and mean cost of their slot; missing where \
    the auctions of different support points do not correspond.
    """,
    unit: "reward", isCumulative: false)

  /// An upper bound on the optimum from the learner's multipliers.
  public static let dualBound = Metric(
    "dual_bound",
    """
    The Lagrangian upper bound on optimum at the learner's present multipliers; missing for learners without \
    multipliers.
    """,
    unit: "reward", isCumulative: true)

  /// What the mean budgets lose.
  public static let outputGap = Metric(
    "output_gap",
    """
    optimum less the expected value of a period with each channel's mean budget so far: the regret of the learner's \
    output. Missing for learners that set target returns.
    """,
    unit: "reward", isCumulative: true)

  /// How far the return is above its target.
  public static let returnBalance = Metric(
    "return_balance", "The value so far less the target return times the spend so far.", unit: "reward",
    isCumulative: true)

  /// What is left of the budget.
  public static let unspent = Metric(
    "unspent", "The budget of the whole run less the spend so far.", unit: "money", isCumulative: true)

  /// The mean budget of a channel.
  public static let channelBudget = Metric(
    "budget", "The mean budget of the channel so far; missing where it is unlimited.", unit: "money",
    isCumulative: true, scope: .item)

  /// The best budget of a channel.
  public static let optimalChannelBudget = Metric(
    "optimal_budget", "The channel's budget among the best fixed ones (others may be as good).", unit: "money",
    isCumulative: false, scope: .item)

  /// The learner's multiplier of the return.
  public static let returnMultiplier = Metric(
    "return_multiplier", "The learner's multiplier of the return constraint, lambda.", unit: "pure number",
    isCumulative: true)

  /// The learner's multiplier of the budget.
  public static let budgetMultiplier = Metric(
    "budget_multiplier", "The learner's multiplier of the budget constraint, mu.", unit: "reward per money",
    isCumulative: true)
}

extension Notion {
  /// Budget and return constraints: what they were violated by.
  public static let constraint = Notion("constraint")
}
