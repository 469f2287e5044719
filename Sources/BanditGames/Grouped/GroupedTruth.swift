/// What is true of grouped data, for the ledger.
public struct GroupedTruth: Hashable, Sendable {
  /// The names of the groups on which regret is reported.
  public let reportGroups: [String]
  /// The number of features.
  public let featureCount: Int
  /// Which rows of a group its comparator is fitted to.
  public let comparatorRows: ComparatorRows

  /// Creates a truth.
  ///
  /// - Precondition: there is a feature.
  public init(reportGroups: [String], featureCount: Int, comparatorRows: ComparatorRows = .exact) {
    precondition(featureCount >= 1, "an example has a feature")
    self.reportGroups = reportGroups
    self.featureCount = featureCount
    self.comparatorRows = comparatorRows
  }
}
