import BanditCards

/// A bound on the regret of a run, with all its constants.
public struct RegretBound: Hashable, Sendable {
  /// The notion of regret that it speaks of.
  public let notion: Notion
  /// The bound.
  public let value: Double

  /// States a bound.
  public init(_ notion: Notion, _ value: Double) {
    self.notion = notion
    self.value = value
  }
}

/// A learner with a bound, with all its constants, in whatever it may play: losses in [0, 1] that were fixed in
/// advance, or an instance whose truth it was told.
public protocol RegretBounding {
  /// The bound after the rounds so far; `nil` where its conditions, of the settings for instance, do not hold.
  var regretBound: RegretBound? { get }
}

extension Metric {
  /// What the theory promises.
  public static let bound = Metric(
    "bound",
    """
    The bound on the regret after this many rounds that the algorithm's card states with all its constants; missing \
    where a condition of the bound, on the settings or on the environment, does not hold or is not known to hold.
    """,
    unit: "reward", isCumulative: true)

  /// Whether this replication keeps the promise.
  public static let boundHolds = Metric(
    "bound_holds",
    """
    1 if the regret of this replication, in the notion that the bound speaks of (of each expert, where experts sleep), \
    is at most the bound of the algorithm's card, else 0; missing where `bound` is. Most bounds are on the mean over \
    replications: single ones may exceed it.
    """,
    unit: "0 or 1", isCumulative: true)
}
