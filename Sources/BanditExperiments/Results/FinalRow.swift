import BanditCards
import BanditGames

/// One row of `final.csv`: the summary at the last checkpoint and the place among the algorithms; and what tables for
/// people say besides.
public struct FinalRow: Sendable {
  /// The summary at the last checkpoint.
  public let summary: SummaryRow
  /// The mean of the reward really collected; NaN if missing. Not in the file.
  public let reward: Double
  /// 1 for the smallest mean regret within point, environment, notion and group; equal means share the
  /// smaller rank. `nil` where there is no mean.
  public let rank: Int?
  /// 1 + the number of algorithms that are significantly better: paired t tests, adjusted by Holm within point,
  /// environment, notion and group, at the level 1 - confidence. `nil` where there is no mean. Not in the file.
  public internal(set) var place: Int?
  /// The paired difference to the algorithm with the smallest mean; `nil` for that one, and where there is no mean. Not
  /// in the file.
  public internal(set) var versusBest: VersusBest?
  /// Whether the lower bound is known to be at most what can be lost at all. Not in the file.
  public internal(set) var hasBound: Bool
  /// What part of the sum of the regrets, by absolute value, two replications have; NaN where there is no sum.
  let twoLargest: Double

  /// - Parameter largestGap: the most that a round can cost; `nil` where nobody knows.
  init(summary: SummaryRow, reward: Double, rank: Int?, largestGap: Double? = nil, twoLargest: Double = .nan) {
    self.summary = summary
    self.reward = reward
    self.rank = rank
    self.twoLargest = twoLargest
    hasBound = largestGap.map { summary.lowerBound <= $0 * Double(summary.round) } ?? false
  }

  /// The fields of the row, in the order of the file's columns.
  func fields(scenario: String) -> [Setting] {
    summary.fields(scenario: scenario) + [rank.map { .whole($0) } ?? .number(.nan)]
  }
}

/// How an algorithm differs from the one with the smallest mean regret.
public struct VersusBest: Hashable, Sendable {
  /// The label of the one with the smallest mean.
  public let best: String
  /// The algorithm's regret less the best one's, over the replications that both have.
  public let difference: PairedDifference
  /// The p-value after Holm's adjustment over all pairs, as in `pairs.csv`.
  public let adjusted: Double
}
