extension Metric {
  /// What the theory promises.
  public static let bound = Metric(
    "bound",
    """
    The bound on the regret after this many rounds that the algorithm's card states with all its constants; missing \
    where the settings are others than the bound's.
    """,
    unit: "reward", isCumulative: true)

  /// Whether this replication keeps the promise.
  public static let boundHolds = Metric(
    "bound_holds",
    """
    1 if the regret of this replication, in the notion that the bound speaks of (of each expert, where experts sleep), \
    is at most the bound of the algorithm's card, else 0. Most bounds are on the mean over replications: single ones \
    may exceed it.
    """,
    unit: "0 or 1", isCumulative: true)
}
