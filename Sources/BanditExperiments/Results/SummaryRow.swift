import BanditCards
import BanditGames

/// One row of `summary.csv`: the regret of a track of a cell at a checkpoint, over the replications.
public struct SummaryRow: Sendable {
  /// The cell.
  public let key: CellKey
  /// The notion and the group.
  public let track: TraceLayout.Track
  /// Rounds completed, of the run or of the group's own time.
  public let round: Int
  /// Statistics of the regret.
  public let regret: SampleSummary
  /// The level of the confidence interval.
  public let confidence: Double
  /// The mean of the lower bounds on the expected regret; NaN where none is known.
  public let lowerBound: Double

  /// The fields of the row, in the order of the file's columns.
  func fields(scenario: String) -> [Setting] {
    let statistics = [
      regret.mean, regret.sd, regret.se, regret.interval.low, regret.interval.high, confidence, regret.minimum,
      regret.q05, regret.q25, regret.median, regret.q75, regret.q95, regret.maximum, lowerBound,
    ]
    let labels = [scenario, key.point, key.environment, key.algorithm, track.notion.id, track.group]
    return labels.map { .text($0) } + [.whole(round), .whole(regret.count)] + statistics.map { .number($0) }
  }
}
