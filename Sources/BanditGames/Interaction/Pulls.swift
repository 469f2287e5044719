import BanditCards

extension Metric {
  /// How often each action was played; of every family with a finite set of actions.
  public static let pulls = Metric(
    "pulls",
    """
    The share of the rounds so far in which the action was played, one value for each action: `pulls.0`, `pulls.1`, \
    .... They add up to 1, and to the number of arms per round where several are pulled.
    """,
    unit: "share", isCumulative: true, scope: .action)
}
