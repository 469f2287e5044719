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

  /// Whether the learner has lost the best arm.
  public static let suffixFailure = Metric(
    "suffix_failure",
    "1 if in none of the rounds ceil(t/2)...t an arm with the highest mean of its round was played, else 0.",
    unit: "0 or 1", isCumulative: true)
}
