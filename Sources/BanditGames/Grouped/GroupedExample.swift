/// What a learner sees of a round before it predicts.
public struct GroupedExample: Sendable {
  /// The features, in the order of the data.
  public var features: [Double]
  /// The expert groups that the example is in, in increasing order.
  public var groups: [Int]

  /// Creates an example.
  @inlinable
  public init(features: [Double] = [], groups: [Int] = []) {
    self.features = features
    self.groups = groups
  }
}
