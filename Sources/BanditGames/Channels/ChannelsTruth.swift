import BanditComparators
import BanditNumerics

/// What is true of the channels of a run, for ledgers and oracles.
public struct ChannelsTruth: Sendable {
  /// The law of each channel's auctions.
  public let laws: [ChannelLaw]
  /// The expected value of each channel as a function of its budget.
  public let curves: [ResponseCurve]
  /// The number of periods, T.
  public let horizon: Int
  /// The advertiser's budget per period, rho.
  public let budget: Double
  /// The advertiser's target return, gamma.
  public let targetReturn: Double
  /// The best fixed budgets, where budgets are charged.
  public let optimum: BudgetOptimum
  private let targets: Once<TargetOptimum?>

  /// Solves for the optimum.
  ///
  /// - Complexity: O(N log N) for N auctions of all channels and support points.
  public init(laws: [ChannelLaw], horizon: Int, budget: Double, targetReturn: Double) {
    self.laws = laws
    self.horizon = horizon
    self.budget = budget
    self.targetReturn = targetReturn
    curves = laws.map(ResponseCurve.init)
    optimum = BudgetOptimum(curves: curves, budget: budget, targetReturn: targetReturn)
    targets = Once { TargetOptimum(laws: laws, budget: budget, targetReturn: targetReturn) }
  }

  /// The expected value of a period under fixed levers.
  public func meanValue(under levers: [ChannelLever]) -> Double {
    levers.indices.reduce(0) { $0 + meanValue(of: $1, under: levers[$1]) }
  }

  /// The expected value of a channel under a lever; O(log N) for a budget alone.
  public func meanValue(of channel: Int, under lever: ChannelLever) -> Double {
    lever.targetReturn > 0 ? laws[channel].meanValue(under: lever) : curves[channel].value(at: lever.budget)
  }

  /// The best fixed target returns; `nil` where they are not computed. Solved for once, when first asked for.
  public var targetOptimum: TargetOptimum? { targets.value }

  /// See `BudgetOptimum.dualBound`.
  public func dualBound(returnMultiplier: Double, budgetMultiplier: Double) -> Double {
    BudgetOptimum.dualBound(
      curves: curves, budget: budget, targetReturn: targetReturn, returnMultiplier: returnMultiplier,
      budgetMultiplier: budgetMultiplier)
  }

  /// The largest expected value of a period if what is bought may depend on the period's auctions, while budget and
  /// return need hold in expectation only; never below the optimum of fixed budgets.
  public var adaptiveOptimum: Double {
    pooledValue(periods: 1) { laws[$0].probabilities[$1] }
  }

  /// The value per period of the best choice in hindsight among all auctions of a run, with the whole budget of its
  /// periods.
  ///
  /// - Parameters:
  ///   - counts: how often each support point of each channel came up.
  ///   - periods: how many periods there were.
  public func hindsightKnapsack(counts: [[Int]], periods: Int) -> Double {
    pooledValue(periods: Double(periods)) { Double(counts[$0][$1]) } / Double(periods)
  }

  /// The value of the best choice among the auctions of an average period; `nil` where a channel's auctions at
  /// different support points do not correspond.
  public var channelMeanKnapsack: Double? {
    var pool: [Auction] = []
    for law in laws {
      guard let auctions = law.meanAuctions else { return nil }
      pool += auctions
    }
    let market = Procurement(pool)
    return market.value(of: market.spend(under: ChannelLever(budget: budget, targetReturn: targetReturn)))
  }

  /// The best value that the budget of some periods buys from all support points, each as often as it is weighted.
  private func pooledValue(periods: Double, weight: (_ channel: Int, _ point: Int) -> Double) -> Double {
    var free = 0.0
    var segments: [Spending.Segment] = []
    for (channel, law) in laws.enumerated() {
      for (place, point) in law.points.enumerated() {
        let weight = weight(channel, place)
        free += weight * point.freeValue
        segments += point.segments.map {
          Spending.Segment(slope: $0.slope, length: weight * $0.length, channel: channel)
        }
      }
    }
    var plan = Spending(value: free, spends: laws.map { _ in 0 })
    plan.buy(Spending.sorted(segments), budget: periods * budget, targetReturn: targetReturn)
    return plan.value
  }
}
