/// What a learner may know of grouped data before it starts.
public struct GroupedProblem: Hashable, Sendable {
  /// The number of features, d.
  public let featureCount: Int
  /// The number of expert groups, N.
  public let groupCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that labels are known to lie in.
  public let labelRange: ClosedRange<Double>

  /// Creates a problem.
  public init(featureCount: Int, groupCount: Int, horizon: Int, labelRange: ClosedRange<Double> = 0...1) {
    self.featureCount = featureCount
    self.groupCount = groupCount
    self.horizon = horizon
    self.labelRange = labelRange
  }
}
