import BanditNumerics

/// The one-sample test of Kolmogorov and Smirnov: does a sample come from a continuous distribution?
public struct KolmogorovSmirnov: Hashable, Sendable {
  /// The largest distance between the empirical and the given distribution function.
  public let statistic: Double

  /// The probability of a statistic at least as large if the sample does come from the distribution.
  ///
  /// Kolmogorov's limit with the correction of Stephens (1970). Down to 1e-8 it is within 5 % of the exact
  /// value from 100 draws on (8 % at 100 itself) and within 0.3 % at 10^6. With fewer draws small values
  /// come out too large: at 20 draws, 1.7e-6 for 1e-6.
  public let pValue: Double

  /// Tests a sample.
  ///
  /// - Parameters:
  ///   - sample: at least one number, in any order.
  ///   - cdf: the distribution function; continuous and nondecreasing.
  /// - Complexity: O(n), without sorting (Gonzalez, Sahni and Franta 1977): among the draws whose
  ///   probabilities lie in an interval of length 1/n, the function is farthest above the empirical one at
  ///   the lowest, and farthest below it at the highest.
  public init(_ sample: [Double], cdf: (Double) -> Double) {
    precondition(!sample.isEmpty, "an empty sample tests nothing")
    let n = Double(sample.count)
    var bins = Array(repeating: (count: 0, lowest: 1.0, highest: 0.0), count: sample.count + 1)
    for x in sample {
      let probability = cdf(x)
      // A NaN, from the sample or from the function, is the worst of fits.
      guard probability >= 0 && probability <= 1 else {
        statistic = 1
        pValue = 0
        return
      }
      let bin = Int(probability * n)
      bins[bin].count += 1
      bins[bin].lowest = min(bins[bin].lowest, probability)
      bins[bin].highest = max(bins[bin].highest, probability)
    }
    var largest = 0.0
    var count = 0
    for bin in bins where bin.count > 0 {
      largest = max(largest, bin.lowest - Double(count) / n)
      count += bin.count
      largest = max(largest, Double(count) / n - bin.highest)
    }
    statistic = largest
    let root = n.squareRoot()
    pValue = Self.limitTail((root + 0.12 + 0.11 / root) * statistic)
  }

  /// The probability that the supremum of a Brownian bridge's absolute value exceeds `x`.
  private static func limitTail(_ x: Double) -> Double {
    // Below, the tail is 1 to the last bit but the series needs many terms.
    if x < 0.15 { return 1 }
    var sum = 0.0
    var sign = 2.0
    for k in 1...100 {
      let term = Double.exp(-2 * Double(k * k) * x * x)
      sum += sign * term
      if term < 1e-18 { break }
      sign = -sign
    }
    return min(max(sum, 0), 1)
  }
}
