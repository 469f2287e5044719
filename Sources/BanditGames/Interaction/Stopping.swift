import BanditCards

/// A learner that may be done before the horizon, which is its cap.
///
/// Once it has stopped, its game is over: nothing is chosen, observed or drawn any more, and later checkpoints repeat the
/// accounts. Where it plays its decision on instead (`StopRecord.Then.commit`), only the round in which it stopped is kept.
public protocol Stopping: Sendable {
  /// When it stopped, and what comes afterwards.
  var stop: StopRecord { get }
}

extension Reporting where Self: Stopping {
  /// When it stopped, and whether: all that most learners have to report.
  public func measure(_ metric: Metric) -> Double? { stop.measure(metric) }
}

/// When a learner stopped, and what it does afterwards.
public struct StopRecord: Hashable, Sendable {
  /// What comes after the stop.
  public enum Then: String, Hashable, Sendable, CaseIterable {
    /// Nothing: no round is played any more.
    case stop
    /// The decision is played in every round that is left, for its regret.
    case commit
  }

  /// What comes after the stop.
  public let then: Then
  /// The number of rounds after which the learner stopped; `nil` while it goes on.
  public private(set) var time: Int?

  /// A learner that goes on.
  public init(then: Then = .stop) { self.then = then }

  /// `then` of scenario files.
  public static let then = Parameter.choice(
    "then",
    """
    What follows once it has stopped: `stop`, no round is played any more; `commit`, what it decided on is played in all \
    rounds that are left, for its regret.
    """,
    default: Then.stop, why: "samples are what fixed confidence counts")

  /// Whether no round is played any more.
  @inlinable
  public var isOver: Bool { time != nil && then == .stop }

  /// Whether the learner has stopped, whatever follows.
  @inlinable
  public var hasStopped: Bool { time != nil }

  /// Stops after a round.
  ///
  /// - Precondition: it has not stopped yet.
  public mutating func stop(after round: Int) {
    precondition(time == nil, "a learner stops once")
    time = round
  }

  /// The values of `stopping_time` and `stopped`; `nil` for other metrics, and for the time of a learner that goes on.
  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .stoppingTime: time.map(Double.init)
    case .stopped: time == nil ? 0 : 1
    default: nil
    }
  }
}

extension Metric {
  /// After how many rounds a learner stopped.
  public static let stoppingTime = Metric(
    "stopping_time",
    "The number of rounds after which the learner stopped; missing where it had not stopped by the horizon.",
    unit: "rounds", isCumulative: false)

  /// Whether a learner stopped.
  public static let stopped = Metric(
    "stopped", "1 if the learner had stopped by then, 0 if the horizon cut it off.", unit: "0 or 1", isCumulative: true)

  /// How hard it is to find the right answer.
  public static let complexity = Metric(
    "complexity",
    """
    How hard the instance is, rho*: to be right with probability 1 - delta takes about 2 s^2 rho* ln(1/delta) rounds or \
    more, for noise of variance s^2. Missing where several answers are right, or means change.
    """,
    unit: "1 / reward^2", isCumulative: false)
}
