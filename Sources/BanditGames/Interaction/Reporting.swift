/// A policy or environment that can report something besides regret; its card lists the metrics.
public protocol Reporting {
  /// The present value of a metric; `nil` where it is not known or not its own.
  func measure(_ metric: Metric) -> Double?
}
