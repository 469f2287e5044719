import BanditCards

/// One row of `extras_summary.csv`: what was reported besides regret at a checkpoint, over the replications.
public struct ExtrasRow: Sendable {
  /// The cell.
  public let key: CellKey
  /// Rounds completed.
  public let round: Int
  /// The name in `extras.csv`.
  public let name: String
  /// Statistics over the replications that have the value.
  public let statistics: SampleSummary

  /// The fields of the row, in the order of the file's columns.
  func fields(scenario: String) -> [Setting] {
    let numbers = [
      statistics.mean, statistics.sd, statistics.se, statistics.interval.low, statistics.interval.high,
      statistics.minimum, statistics.q05, statistics.q25, statistics.median, statistics.q75, statistics.q95,
      statistics.maximum,
    ]
    return [
      .text(scenario), .text(key.point), .text(key.environment), .text(key.algorithm), .whole(round), .text(name),
      .whole(statistics.count),
    ] + numbers.map { .number($0) }
  }

  /// The rows of a cell, by round and name. Blocks are read again for each metric, as for each track, so that memory
  /// holds one number per replication and checkpoint.
  static func rows(
    of cell: Cell, blocks ids: [BlockID], from blocks: inout BlockReader, confidence: Double
  ) throws -> [ExtrasRow] {
    let rounds = cell.layout.checkpoints
    var rows: [(metric: Int, row: ExtrasRow)] = []
    for (index, metric) in cell.layout.metrics.enumerated() {
      let places = metric.isCumulative ? Array(rounds.indices) : [rounds.count - 1]
      var samples = places.map { _ in [Double]() }
      for id in ids {
        let trace = try blocks.trace(id)
        for (place, replication) in id.replications.enumerated() where !trace.hasFailed(replication) {
          for checkpoint in samples.indices {
            samples[checkpoint].append(trace.metric(index, replication: place, checkpoint: checkpoint))
          }
        }
      }
      for (place, sample) in zip(places, samples) {
        let statistics = SampleSummary(sample, confidence: confidence)
        rows.append((index, ExtrasRow(key: cell.key, round: rounds[place], name: metric.id, statistics: statistics)))
      }
    }
    return rows.sorted { ($0.row.round, $0.metric) < ($1.row.round, $1.metric) }.map(\.row)
  }
}
