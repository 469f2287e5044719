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
