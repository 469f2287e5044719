import BanditGames

/// Which numbers one replication of a cell leaves behind, and where each stands.
///
/// A replication is a run of `valuesPerReplication` doubles: for every checkpoint, for every line, the
/// seven fields of a `LedgerEntry`; then for every cumulative metric its values at the checkpoints,
/// for every other metric its value at the horizon. NaN stands for missing. Lines in the time of their
/// groups may have more or fewer checkpoints than the run; there are places for the most that a line has.
public struct TraceLayout: Hashable, Sendable {
  /// A notion of regret, and the group that it is about (empty outside grouped data).
  public struct Line: Hashable, Sendable {
    /// The notion.
    public let notion: Notion
    /// The group's name, or empty.
    public let group: String
    /// The rounds of the group's own time after which the line is read; `nil` for a line that is read at
    /// the checkpoints of the run.
    public let ownCheckpoints: [Int]?

    /// Creates a line; its own checkpoints increase strictly.
    public init(notion: Notion, group: String = "", ownCheckpoints: [Int]? = nil) {
      self.notion = notion
      self.group = group
      self.ownCheckpoints = ownCheckpoints
    }
  }

  /// Rounds after which the ledger is read; strictly increasing, the last one is the horizon.
  public let checkpoints: [Int]
  /// The lines, in the order of the result files (notion, then group, as bytes).
  public let lines: [Line]
  /// The metrics, in the order of the result files (name, as bytes).
  public let metrics: [Metric]

  /// The most checkpoints that a line has, those of the run included.
  private let places: Int

  /// How many fields a `LedgerEntry` has.
  public static let fieldsPerEntry = 7

  /// Creates a layout; lines and metrics are sorted.
  public init(checkpoints: [Int], lines: [Line], metrics: [Metric]) {
    precondition(!checkpoints.isEmpty && checkpoints.first! >= 1, "a trace has a checkpoint")
    precondition(
      zip(checkpoints, checkpoints.dropFirst()).allSatisfy(<), "checkpoints increase strictly")
    precondition(
      lines.compactMap(\.ownCheckpoints).allSatisfy { own in
        !own.isEmpty && zip([0] + own, own).allSatisfy(<)
      }, "the checkpoints of a line increase strictly")
    self.checkpoints = checkpoints
    places = lines.compactMap(\.ownCheckpoints?.count).reduce(checkpoints.count, max)
    self.lines = lines.sorted {
      $0.notion.id != $1.notion.id
        ? byteOrder($0.notion.id, $1.notion.id) : byteOrder($0.group, $1.group)
    }
    self.metrics = metrics.sorted { byteOrder($0.id, $1.id) }
  }

  /// When a line is read: rounds of the run or of the group's own time.
  public func checkpoints(ofLine line: Int) -> [Int] { lines[line].ownCheckpoints ?? checkpoints }

  /// The number of entries and of values of metrics that one replication leaves behind: its rows in the
  /// result files.
  public var rowsPerReplication: Int {
    lines.indices.reduce(0) { $0 + checkpoints(ofLine: $1).count }
      + metrics.reduce(0) { $0 + ($1.isCumulative ? checkpoints.count : 1) }
  }

  /// The number of doubles that one replication leaves behind.
  public var valuesPerReplication: Int {
    places * lines.count * TraceLayout.fieldsPerEntry
      + metrics.reduce(0) { $0 + ($1.isCumulative ? checkpoints.count : 1) }
  }

  /// Where the entry of a line at a checkpoint begins.
  public func entryOffset(checkpoint: Int, line: Int) -> Int {
    (checkpoint * lines.count + line) * TraceLayout.fieldsPerEntry
  }

  /// Where the values of a metric begin.
  public func metricOffset(_ metric: Int) -> Int {
    metrics[..<metric].reduce(places * lines.count * TraceLayout.fieldsPerEntry) {
      $0 + ($1.isCumulative ? checkpoints.count : 1)
    }
  }
}
