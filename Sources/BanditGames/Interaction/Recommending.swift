import BanditCards

/// A learner that can say at any time which arm it takes for the best: what it would recommend if nothing more could be
/// tried.
public protocol Recommending: Sendable {
  /// The arm; `nil` before there is anything to go by.
  var recommendation: Int? { get }
}

/// A learner with a posterior of all arms, that can say which of them has the largest mean under it, tried or not.
public protocol Inferring: Recommending {
  /// The arm; `nil` before there is anything to go by.
  var inferredArm: Int? { get }
}

extension Metric {
  /// What a learner would recommend.
  public static let recommendation = Metric(
    "recommendation",
    """
    The number of what the learner would recommend, from 0: of learners that do not say so themselves, the arm with the \
    highest mean of the rewards so far.
    """,
    unit: "index", isCumulative: true)
}
