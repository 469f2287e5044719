import BanditNumerics

/// The accounts of an advertiser with several channels.
///
/// Value and spend are those that the learner is told, so that the constraints are the ones that it is bound by. Sums
/// are compensated (Neumaier), and the best fixed budgets have a pseudo-regret of exactly 0.
public struct ChannelsLedger: Ledger {
  /// `pseudo`, `realized`, and `constraint` of the groups budget and return.
  public static let notions: [Notion] = [.pseudo, .realized, .constraint]

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

  /// Books what a channel did in the present period; channels come in their order.
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
    switch metric.name {
    case Metric.adaptiveOptimum.name: return truth.adaptiveOptimum
    case Metric.unspent.name: return totalBudget - spend.value
    case Metric.channelMeanKnapsack.name: return truth.channelMeanKnapsack
    case Metric.hindsightKnapsack.name:
      return counts.isEmpty ? nil : truth.hindsightKnapsack(counts: counts, periods: round)
    case Metric.optimum.name: return optimum
    case Metric.outputGap.name: return outputGap(after: round)
    case Metric.returnBalance.name: return balance
    case Metric.roiOnlyOptimum.name: return truth.targetOptimum?.value
    case Metric.channelBudget.name:
      guard let channel = metric.event else { return nil }
      return meanBudget(of: channel, after: round)
    case Metric.optimalChannelBudget.name:
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
