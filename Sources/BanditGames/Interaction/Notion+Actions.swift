extension Notion {
  /// Mean of the best fixed action, less the mean of what was played.
  public static let pseudo = Notion(
    "pseudo", benchmark: "the sum of the means of the best fixed action (budget split, for channels)",
    value: "the sum of the means of the actions played, given the history",
    formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward",
    families: [.bandit, .semiBandit, .experts, .channels])

  /// The benchmark of `pseudo`, less the reward really collected.
  public static let realized = Notion(
    "realized", benchmark: "the benchmark of pseudo", value: "the reward really collected",
    formula: "max_a sum_{s<=t} mu_s(a) - sum_{s<=t} X_s", unit: "reward", families: [.bandit, .semiBandit, .channels])

  /// Mean of the best action of each round, less the mean of what was played; of predictions, the true law.
  public static let dynamic = Notion(
    "dynamic",
    benchmark:
      "the sum over rounds of the mean of the best action of that round (of predictions, which pay ln of the probability "
      + "of what comes: the true law)",
    value: "the sum of the means of the actions played (of the predictions made), given the history",
    formula: "sum_{s<=t} max_a mu_s(a) - sum_{s<=t} mu_s(A_s)", unit: "reward (predictions: nats)",
    families: [.bandit, .stream])

  /// The gap of the arm with the highest empirical mean.
  public static let simple = Notion(
    "simple", benchmark: "the mean of the best action",
    value: "the mean of the arm with the highest empirical mean (lowest index on ties)",
    formula: "max_a mu(a) - mu(argmax_a (mean of the rewards of a so far))", unit: "reward",
    families: [.bandit], isCumulative: false)

  /// Budget and return constraints: what they were violated by.
  public static let constraint = Notion(
    "constraint", benchmark: "0",
    value:
      """
      minus the violation: of the group budget, spend above the budget of the whole run; of the group return, the \
      value missing so far
      """,
    formula:
      "budget: max(0, sum_{s<=t} spend_s - rho T); return: max(0, gamma sum_{s<=t} spend_s - sum_{s<=t} value_s)",
    unit: "reward", families: [.channels])
}
