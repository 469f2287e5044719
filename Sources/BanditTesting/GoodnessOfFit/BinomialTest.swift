import BanditNumerics

/// The exact binomial test: does a number of successes come from a given probability?
public struct BinomialTest: Hashable, Sendable {
  /// Twice the probability of the smaller of the two tails that include what was seen, at most 1.
  public let pValue: Double

  /// Tests a number of successes.
  ///
  /// - Parameters:
  ///   - successes: what was seen.
  ///   - trials: at most 1_000_000.
  ///   - probability: that of a success, in 0...1.
  public init(successes: Int, trials: Int, probability: Double) {
    let atMost = CumulativeDistribution.binomial(successes, trials: trials, probability: probability).lower
    let atLeast = CumulativeDistribution.binomial(successes - 1, trials: trials, probability: probability).upper
    pValue = min(1, 2 * min(atMost, atLeast))
  }

  /// Tests every bin of a histogram by itself; a deviation in one bin of many shows here more than in a
  /// chi-square test.
  ///
  /// - Parameters:
  ///   - counts: how often each bin was hit, at most 1_000_000 in all.
  ///   - probabilities: as many, each in 0...1.
  /// - Returns: a test per bin. For a joint level, divide it by the number of bins (Bonferroni).
  public static func perBin(counts: [Int], probabilities: [Double]) -> [BinomialTest] {
    precondition(counts.count == probabilities.count, "\(counts.count) counts, \(probabilities.count) probabilities")
    let trials = counts.reduce(0, +)
    return zip(counts, probabilities).map {
      BinomialTest(successes: $0, trials: trials, probability: $1)
    }
  }
}
