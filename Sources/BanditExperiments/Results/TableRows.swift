import BanditGames

/// Rows of a table for some replications of a block, those that did not fail.
struct TableRows: Sendable {
  /// The rows, each with its line end.
  private(set) var bytes: [UInt8] = []
  /// How many they are.
  private(set) var count = 0

  /// What a row takes, about.
  private static let bytesPerRow = 96

  /// The rows of `regret.csv` of a track.
  ///
  /// - Parameter labels: the fields before `replicate`.
  init(regrets trace: BlockTrace, of replications: Range<Int>, track: Int, labels: CSVRow) {
    let checkpoints = trace.layout.checkpoints(ofTrack: track)
    bytes.reserveCapacity(replications.count * checkpoints.count * Self.bytesPerRow)
    for replication in replications where !trace.hasFailed(replication) {
      let place = replication - trace.replications.lowerBound
      var row = labels
      row.add(replication)
      let labelled = row.bytes.count
      for (checkpoint, round) in checkpoints.enumerated() {
        let entry = trace.entry(replication: place, checkpoint: checkpoint, track: track)
        row.removeFields(after: labelled)
        row.add(round)
        row.add(entry)
        append(row)
      }
    }
  }

  /// The rows of `extras.csv`.
  ///
  /// - Parameter labels: the fields before `replicate`.
  init(metrics trace: BlockTrace, of replications: Range<Int>, labels: CSVRow) {
    let layout = trace.layout
    for replication in replications where !trace.hasFailed(replication) {
      let place = replication - trace.replications.lowerBound
      var row = labels
      row.add(replication)
      let labelled = row.bytes.count
      for (checkpoint, round) in layout.checkpoints.enumerated() {
        let isLast = checkpoint == layout.checkpoints.count - 1
        for (index, metric) in layout.metrics.enumerated() where metric.isCumulative || isLast {
          row.removeFields(after: labelled)
          row.add(round)
          row.add(metric.id)
          row.add(trace.metric(index, replication: place, checkpoint: metric.isCumulative ? checkpoint : 0))
          append(row)
        }
      }
    }
  }

  /// Rows of other tables.
  init(_ rows: [CSVRow]) {
    for row in rows { append(row) }
  }

  /// Adds a row.
  mutating func append(_ row: CSVRow) {
    bytes.append(contentsOf: row.bytes)
    bytes.append(UInt8(ascii: "\n"))
    count += 1
  }
}

extension CSVRow {
  /// Adds what a ledger says: the fields of `regret.csv` from `n` on.
  mutating func add(_ entry: LedgerEntry) {
    add(count: entry.rounds)
    add(entry.regret)
    add(entry.benchmark)
    add(entry.value)
    add(entry.reward)
    add(count: entry.switches)
    add(entry.cost)
  }
}
