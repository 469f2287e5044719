/// What the tables say at the end of the runs: enough to print the final table.
public struct ResultSummary: Sendable {
  /// A replication that is missing from the results, and why.
  public struct Failure: Hashable, Sendable {
    /// Its cell.
    public let key: CellKey
    /// The replication and the reason.
    public let failure: BlockTrace.Failure
  }

  /// The scenario's name.
  public let scenario: String
  /// How many replications were asked for.
  public let replications: Int
  /// The level of the confidence intervals.
  public let confidence: Double
  /// The rows of `final.csv`, in its order.
  public let rows: [FinalRow]
  /// The failed replications, by cell and replication.
  public let failures: [Failure]
  /// The notions that are missing in every replication of an environment.
  public var missing: [MissingNotion] = []
}
