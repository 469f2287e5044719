import BanditNumerics

/// Pearson's chi-square test: do counts come from given probabilities?
public struct ChiSquareTest: Hashable, Sendable {
  /// The sum over bins of (count - expected)^2 / expected; infinite if a bin of probability 0 was hit.
  public let statistic: Double

  /// The number of bins with a positive probability, less one.
  public let degreesOfFreedom: Int

  /// The probability of a statistic at least as large if the probabilities hold, in the limit of many
  /// draws: the usual rule asks for 5 expected counts per bin.
  public let pValue: Double

  /// Tests counts against probabilities.
  ///
  /// - Parameters:
  ///   - counts: how often each bin was hit; at least one hit in all.
  ///   - probabilities: as many, at most 100_001 of them positive; they need not sum to one, only to a
  ///     positive number. A bin of probability 0 must have no hits.
  public init(counts: [Int], probabilities: [Double]) {
    precondition(counts.count == probabilities.count, "\(counts.count) counts, \(probabilities.count) probabilities")
    let total = Double(counts.reduce(0, +))
    let mass = probabilities.reduce(0, +)
    precondition(total > 0 && mass > 0 && mass.isFinite, "\(total) draws, probabilities of sum \(mass)")
    var statistic = 0.0
    var bins = 0
    for (count, probability) in zip(counts, probabilities) {
      if probability > 0 {
        let expected = total * probability / mass
        let difference = Double(count) - expected
        statistic += difference * difference / expected
        bins += 1
      } else if count > 0 {
        statistic = .infinity
      }
    }
    self.statistic = statistic
    degreesOfFreedom = bins - 1
    if bins == 1 {
      pValue = statistic == .infinity ? 0 : 1
    } else {
      pValue = CumulativeDistribution.chiSquareTail(statistic, degreesOfFreedom: bins - 1)
    }
  }
}
