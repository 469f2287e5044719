import BanditCards
import BanditNumerics

/// The comparators for a table of rewards: the best arm in hindsight, and the best arm of each round.
public struct GivenRewards: BanditComparator {
  /// The largest sum of an arm's rewards through each round.
  private let bestTotals: [Double]

  /// Creates the comparators.
  ///
  /// - Parameter rewards: row by row, a number for each arm.
  /// - Precondition: whole rows of `armCount` numbers.
  /// - Complexity: O(rows times arms).
  public init(rewards: [Double], armCount: Int) {
    precondition(
      armCount >= 1 && rewards.count % armCount == 0, "a table of rewards needs whole rows of an arm or more")
    var totals = Array(repeating: CompensatedSum(), count: armCount)
    bestTotals = stride(from: 0, to: rewards.count, by: armCount).map { start in
      var best = -Double.infinity
      for arm in 0..<armCount {
        totals[arm].add(rewards[start + arm])
        best = max(best, totals[arm].value)
      }
      return best
    }
  }

  public func benchmark(of notion: Notion, through round: Int, bestMeans: Double) -> Double? {
    switch notion {
    case .external: bestTotals.indices.contains(round - 1) ? bestTotals[round - 1] : .nan
    case .dynamic: bestMeans
    default: nil
    }
  }

  /// Every round has rewards of its own.
  public var meansChangeWithinSegments: Bool { true }
}

extension Notion {
  /// Why `external` is missing where rewards are drawn, and `switching` where there are no terms; `nil` for other notions.
  package var absenceBesideDraws: String? {
    self == .external
      ? "rewards are drawn for the arms pulled alone, so that nobody knows those of the others" : absenceWithoutTerms
  }

  /// Why `switching` is missing where there are no terms; `nil` for other notions.
  package var absenceWithoutTerms: String? { self == .switching ? "changes of arm cost nothing" : nil }
}

extension EnvironmentModel where Problem == BanditProblem {
  /// `external`, as rewards are drawn, and `switching`, as changes cost nothing.
  public func absence(of notion: Notion) -> String? { notion.absenceBesideDraws }
}
