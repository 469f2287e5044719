/// The accounts of one run: sufficient statistics, updated every round and read at checkpoints.
///
/// Only the ledger learns means and optima; the learner never sees it.
public protocol Ledger: Sendable {
  /// The notions of regret that it can compute.
  static var notions: [Notion] { get }
  /// The metrics that it can supply, whoever plays.
  static var metrics: [Metric] { get }

  /// Told before the first round, of a line that is read in its group's own time: after which rounds of that
  /// time, in increasing order, `entry` will be asked when the run is over.
  mutating func keep(_ notion: Notion, group: String, at rounds: [Int])

  /// The state of one notion after a round. Called at checkpoints only, so comparators that need
  /// optimisation are solved here.
  func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry

  /// The value of a metric after a round; `nil` where this ledger does not know it.
  func measure(_ metric: Metric, after round: Int) -> Double?
}

extension Ledger {
  /// No metrics.
  public static var metrics: [Metric] { [] }

  /// Nothing: all lines are read in the rounds of the run.
  public mutating func keep(_ notion: Notion, group: String, at rounds: [Int]) {}

  /// No metrics.
  public func measure(_ metric: Metric, after round: Int) -> Double? { nil }
}
