/// What the world knows of a round's example and the learner is not told before it predicts: the label, and
/// the groups on which regret is reported, which it is never told.
public struct GroupedOutcome: Sendable {
  /// The label.
  public var label: Double
  /// The report groups that the example is in, in increasing order.
  public var reportGroups: [Int]

  /// Creates an outcome.
  @inlinable
  public init(label: Double = 0, reportGroups: [Int] = []) {
    self.label = label
    self.reportGroups = reportGroups
  }
}
