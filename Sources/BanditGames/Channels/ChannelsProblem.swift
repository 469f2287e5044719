/// What a learner may know before it starts to set the budgets of channels.
public struct ChannelsProblem: Hashable, Sendable {
  /// The number of channels, M; they count from 0.
  public let channelCount: Int
  /// The number of periods, T.
  public let horizon: Int
  /// The advertiser's budget per period, rho: T rho for the whole run.
  public let budget: Double
  /// The value that has to come back for each unit of money spent, over the whole run: gamma.
  public let targetReturn: Double
  /// The largest value that a channel may return for a budget of rho.
  public let valueBound: Double
  /// What small budgets are sure to buy.
  public let guarantee: GuaranteedValue

  /// Creates a problem.
  public init(
    channelCount: Int, horizon: Int, budget: Double, targetReturn: Double, valueBound: Double,
    guarantee: GuaranteedValue
  ) {
    self.channelCount = channelCount
    self.horizon = horizon
    self.budget = budget
    self.targetReturn = targetReturn
    self.valueBound = valueBound
    self.guarantee = guarantee
  }

  /// Creates the problem of channels with these laws.
  public init(laws: [ChannelLaw], horizon: Int, budget: Double, targetReturn: Double) {
    self.init(
      channelCount: laws.count, horizon: horizon, budget: budget, targetReturn: targetReturn,
      valueBound: laws.flatMap(\.points).map { $0.value(of: budget) }.max() ?? 0,
      guarantee: GuaranteedValue(laws))
  }

  /// The budget of the whole run, rho T.
  public var totalBudget: Double { budget * Double(horizon) }
}
