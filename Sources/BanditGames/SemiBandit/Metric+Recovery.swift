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
