import BanditCards
import BanditGames

/// Which numbers one replication of a cell leaves behind, and where each is.
///
/// A replication is a run of `valuesPerReplication` doubles: for every checkpoint, for every line, the
/// seven fields of a `LedgerEntry`; then for every cumulative metric its values at the checkpoints,
/// for every other metric its value at the horizon. NaN stands for missing. Lines in the time of their
/// groups may have more or fewer checkpoints than the run; there are places for the most that a track has.
public struct TraceLayout: Hashable, Sendable {
  /// A notion of regret, and the group that it is about (empty outside grouped data).
  public struct Track: Hashable, Sendable {
    /// The notion.
    public let notion: Notion
    /// The group's name, or empty.
    public let group: String
    /// The rounds of the group's own time after which the track is read; `nil` for a track that is read at
    /// the checkpoints of the run.
    public let ownCheckpoints: [Int]?

    /// Creates a track; its own checkpoints increase strictly.
    public init(notion: Notion, group: String = "", ownCheckpoints: [Int]? = nil) {
      self.notion = notion
      self.group = group
      self.ownCheckpoints = ownCheckpoints
    }
  }

  /// The tracks of notions: one for each group that a notion is reported of, in the group's own time where it has one.
  public static func tracks(
    of notions: [Notion], groups: (Notion) -> [NotionGroup], checkpoints rule: CheckpointRule
  ) -> [Track] {
    notions.flatMap { notion in
      groups(notion).map { group in
        Track(
          notion: notion, group: group.name,
          ownCheckpoints: group.ownRounds.map { rule.checkpoints(horizon: $0) })
      }
    }
  }

  /// Rounds after which the ledger is read; strictly increasing, the last one is the horizon.
  public let checkpoints: [Int]
  /// The tracks, in the order of the result files (notion, then group, as bytes).
  public let tracks: [Track]
  /// The metrics, in the order of the result files (name, as bytes).
  public let metrics: [Metric]

  /// The notion of each track.
  public var notions: [Notion] { tracks.map(\.notion) }

  /// The most checkpoints that a track has, those of the run included.
  private let places: Int

  /// Creates a layout; tracks and metrics are sorted.
  public init(checkpoints: [Int], tracks: [Track], metrics: [Metric]) {
    precondition(!checkpoints.isEmpty && checkpoints.first! >= 1, "a trace needs at least one checkpoint")
    precondition(
      zip(checkpoints, checkpoints.dropFirst()).allSatisfy(<), "checkpoints must increase strictly")
    precondition(
      tracks.compactMap(\.ownCheckpoints).allSatisfy { own in
        !own.isEmpty && zip([0] + own, own).allSatisfy(<)
      }, "the checkpoints of a track must increase strictly")
    self.checkpoints = checkpoints
    places = tracks.compactMap(\.ownCheckpoints?.count).reduce(checkpoints.count, max)
    self.tracks = tracks.sorted {
      $0.notion.id != $1.notion.id
        ? byteOrder($0.notion.id, $1.notion.id) : byteOrder($0.group, $1.group)
    }
    self.metrics = metrics.sorted { byteOrder($0.id, $1.id) }
  }

  /// When a track is read: rounds of the run or of the group's own time.
  public func checkpoints(ofTrack track: Int) -> [Int] { tracks[track].ownCheckpoints ?? checkpoints }

  /// The number of entries and of values of metrics that one replication leaves behind: its rows in the
  /// result files.
  public var rowsPerReplication: Int {
    tracks.indices.reduce(0) { $0 + checkpoints(ofTrack: $1).count }
      + metrics.reduce(0) { $0 + ($1.isCumulative ? checkpoints.count : 1) }
  }

  /// The number of doubles that one replication leaves behind.
  public var valuesPerReplication: Int {
    places * tracks.count * LedgerEntry.fieldCount
      + metrics.reduce(0) { $0 + ($1.isCumulative ? checkpoints.count : 1) }
  }

  /// Where the entry of a track at a checkpoint begins.
  public func entryOffset(checkpoint: Int, track: Int) -> Int {
    (checkpoint * tracks.count + track) * LedgerEntry.fieldCount
  }

  /// Where the values of a metric begin.
  public func metricOffset(_ metric: Int) -> Int {
    metrics[..<metric].reduce(places * tracks.count * LedgerEntry.fieldCount) {
      $0 + ($1.isCumulative ? checkpoints.count : 1)
    }
  }
}
