extension Notion {
  /// The best sequence of actions in an environment that remembers, less the mean of what was played.
  public static let policy = Notion(
    "policy", benchmark: "the largest sum of means of any sequence of actions, each mean given its own history",
    value: "the sum of the means of the actions played, given the history",
    formula: "max_{a_1..a_t} sum_{s<=t} mu(a_s | a_1..a_{s-1}) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward",
    families: [.bandit, .semiBandit, .experts])

  /// The lower line of `policy`: t times the mean of the arm that is best when played all the time.
  public static let policyLower = Notion(
    "policy-lower", benchmark: "t times the highest mean of an arm at full tally",
    value: "the sum of the means of the actions played, given the history",
    formula: "t max_a mu(a at full tally) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward", families: [.bandit])

  /// The path of playing the best arm from the first round on.
  public static let policyConstant = Notion(
    "policy-constant", benchmark: "the largest sum of means of playing one arm in every round, given its own history",
    value: "the sum of the means of the actions played, given the history",
    formula: "max_a sum_{s<=t} mu(a | a, .., a) - sum_{s<=t} mu(A_s | A_1..A_{s-1})", unit: "reward",
    families: [.bandit])

  /// Recovering rewards: the concave upper bound of every policy's reward per period.
  public static let upperBound = Notion(
    "upper-bound", benchmark: "t times the concave upper bound UB of the mean reward per period",
    value: "the sum of the means of the arms played, given their delays",
    formula: "t UB - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward", families: [.semiBandit])

  /// Recovering rewards: the offline planner of purely periodic schedules.
  public static let planner = Notion(
    "planner", benchmark: "t times the planner's mean reward per period",
    value: "the sum of the means of the arms played, given their delays",
    formula: "t V(planner) - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward", families: [.semiBandit])

  /// Recovering rewards: the guaranteed share of the upper bound.
  public static let gamma = Notion(
    "gamma", benchmark: "t times gamma_K UB, the share of the upper bound that the planner is sure to reach",
    value: "the sum of the means of the arms played, given their delays",
    formula: "t gamma_K UB - sum_{s<=t} sum_{i in S_s} p_i(delay)", unit: "reward", families: [.semiBandit])
}
