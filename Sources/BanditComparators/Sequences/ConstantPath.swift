import BanditNumerics

/// The means of an arm that is pulled in every round, from the first on: a list whose end repeats forever.
public struct ConstantPath: Hashable, Sendable {
  /// The means of the first rounds.
  public let means: [Double]
  /// How many of the last of them repeat.
  public let period: Int
  private let totals: [Double]

  /// Creates the path of an arm.
  ///
  /// - Precondition: `1 <= period <= means.count`.
  public init(means: [Double], period: Int = 1) {
    precondition(period >= 1 && period <= means.count, "the period must be in 1...\(means.count)")
    self.means = means
    self.period = period
    var sum = CompensatedSum()
    totals =
      [0]
      + means.map { mean in
        sum.add(mean)
        return sum.value
      }
  }

  /// The mean per round in the long run.
  public var longRunMean: Double {
    period == 1 ? means[means.count - 1] : (totals[means.count] - totals[means.count - period]) / Double(period)
  }

  /// The sum of the means through a round.
  ///
  /// - Complexity: O(1).
  public func total(through round: Int) -> Double {
    guard round > means.count else { return totals[round] }
    let (cycles, rest) = (round - means.count).quotientAndRemainder(dividingBy: period)
    let start = means.count - period
    // One mean repeated needs no difference of totals, which would cost digits.
    let cycle = period == 1 ? means[start] : totals[means.count] - totals[start]
    return totals[start + rest] + Double(cycles + 1) * cycle
  }
}
