import BanditCards
import BanditGames

/// One row of `final.csv`: the summary at the last checkpoint and the place among the algorithms.
public struct FinalRow: Sendable {
  /// The summary at the last checkpoint.
  public let summary: SummaryRow
  /// The mean of the reward really collected; NaN if missing. Not in the file.
  public let reward: Double
  /// 1 for the smallest mean regret within point, environment, notion and group; equal means share the
  /// smaller rank. `nil` where there is no mean.
  public let rank: Int?

  /// The fields of the row, in the order of the file's columns.
  func fields(scenario: String) -> [Setting] {
    summary.fields(scenario: scenario) + [rank.map { .whole($0) } ?? .number(.nan)]
  }
}
