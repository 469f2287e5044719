extension Metric {
  /// The collected reward divided by the steps.
  public static let rewardPerStep = Metric(
    "reward_per_step", "The reward collected so far, divided by the steps.", unit: "reward", isCumulative: true)

  /// How often the confidence set of a new episode did not hold the truth.
  public static let confidenceFailures = Metric(
    "confidence_failures",
    "The number of episodes at whose start the process in force lay outside the learner's confidence set.",
    unit: "episodes", isCumulative: true)

  /// How many episodes have begun.
  public static let episodes = Metric(
    "episodes", "The number of episodes begun: runs of steps under one policy.", unit: "episodes", isCumulative: true)
}
