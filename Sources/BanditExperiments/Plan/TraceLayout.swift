import BanditGames

/// Which numbers one replication of a cell leaves behind, and where each stands.
///
/// A replication is a run of `valuesPerReplication` doubles: for every checkpoint, for every line, the
/// seven fields of a `LedgerEntry`; then for every cumulative metric its values at the checkpoints,
/// for every other metric its value at the horizon. NaN stands for missing.
public struct TraceLayout: Hashable, Sendable {
  /// A notion of regret, and the group that it is about (empty outside grouped data).
  public struct Line: Hashable, Sendable {
    /// The notion.
    public let notion: Notion
    /// The group's name, or empty.
    public let group: String

    /// Creates a line.
    public init(notion: Notion, group: String = "") {
      self.notion = notion
      self.group = group
    }
  }

  /// Rounds after which the ledger is read; strictly increasing, the last one is the horizon.
  public let checkpoints: [Int]
  /// The lines, in the order of the result files (notion, then group, as bytes).
  public let lines: [Line]
  /// The metrics, in the order of the result files (name, as bytes).
  public let metrics: [Metric]

  /// How many fields a `LedgerEntry` has.
  public static let fieldsPerEntry = 7

  /// Creates a layout; lines and metrics are sorted.
  public init(checkpoints: [Int], lines: [Line], metrics: [Metric]) {
    precondition(!checkpoints.isEmpty && checkpoints.first! >= 1, "a trace has a checkpoint")
    precondition(
      zip(checkpoints, checkpoints.dropFirst()).allSatisfy(<), "checkpoints increase strictly")
    self.checkpoints = checkpoints
    self.lines = lines.sorted {
      $0.notion.id != $1.notion.id
        ? byteOrder($0.notion.id, $1.notion.id) : byteOrder($0.group, $1.group)
    }
    self.metrics = metrics.sorted { byteOrder($0.id, $1.id) }
  }

  /// The number of doubles that one replication leaves behind.
  public var valuesPerReplication: Int {
    checkpoints.count * lines.count * TraceLayout.fieldsPerEntry
      + metrics.reduce(0) { $0 + ($1.isCumulative ? checkpoints.count : 1) }
  }

  /// Where the entry of a line at a checkpoint begins.
  public func entryOffset(checkpoint: Int, line: Int) -> Int {
    (checkpoint * lines.count + line) * TraceLayout.fieldsPerEntry
  }

  /// Where the values of a metric begin.
  public func metricOffset(_ metric: Int) -> Int {
    metrics[..<metric].reduce(checkpoints.count * lines.count * TraceLayout.fieldsPerEntry) {
      $0 + ($1.isCumulative ? checkpoints.count : 1)
    }
  }
}
