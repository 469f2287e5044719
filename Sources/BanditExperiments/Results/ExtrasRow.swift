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

  /// The rows of a cell, each metric's in the order of their rounds: by round and name.
  static func inOrder(_ rows: [ExtrasRow]) -> [ExtrasRow] {
    // Metrics come in the order of their names.
    rows.enumerated().sorted { ($0.element.round, $0.offset) < ($1.element.round, $1.offset) }.map(\.element)
  }
}

/// What was reported of one metric of one cell, from which its statistics are made: one number per replication and
/// checkpoint.
struct ExtrasSample: Sendable {
  private let metric: Int
  private let rounds: [Int]
  private var values: [[Double]]

  init(of cell: Cell, metric: Int) {
    self.metric = metric
    let checkpoints = cell.layout.checkpoints
    rounds = cell.layout.metrics[metric].isCumulative ? checkpoints : [checkpoints[checkpoints.count - 1]]
    values = rounds.map { _ in [] }
  }

  /// Records what some replications of a block have, those that failed left out.
  mutating func add(_ trace: BlockTrace, of replications: Range<Int>) {
    for replication in replications where !trace.hasFailed(replication) {
      let place = replication - trace.replications.lowerBound
      for checkpoint in values.indices {
        values[checkpoint].append(trace.metric(metric, replication: place, checkpoint: checkpoint))
      }
    }
  }

  /// The statistics at each checkpoint.
  func rows(of cell: Cell, confidence: Double) -> [ExtrasRow] {
    zip(rounds, values).map { round, values in
      ExtrasRow(
        key: cell.key, round: round, name: cell.layout.metrics[metric].id,
        statistics: SampleSummary(values, confidence: confidence))
    }
  }
}
