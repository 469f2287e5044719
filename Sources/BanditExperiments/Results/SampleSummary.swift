import BanditNumerics

/// Statistics of one number over the replications. NaN stands for missing.
public struct SampleSummary: Hashable, Sendable {
  /// How many replications have the number; all statistics are over these.
  public let count: Int
  /// The mean.
  public let mean: Double
  /// The standard deviation with `count - 1`; missing below two replications, like what follows from it.
  public let sd: Double
  /// The standard error of the mean, `sd / sqrt(count)`.
  public let se: Double
  /// The skewness, the third central moment over the 3/2th power of the second; 0 where all numbers are equal. Not in
  /// the result files.
  public let skewness: Double
  /// The confidence interval of the mean, by Student's t.
  public let interval: ConfidenceInterval
  /// The smallest number.
  public let minimum: Double
  /// The 5 % quantile, like the other quantiles by linear interpolation (type 7 of Hyndman and Fan).
  public let q05: Double
  /// The lower quartile.
  public let q25: Double
  /// The median.
  public let median: Double
  /// The upper quartile.
  public let q75: Double
  /// The 95 % quantile.
  public let q95: Double
  /// The largest number.
  public let maximum: Double

  /// Summarises a sample; what is not finite counts as missing.
  ///
  /// - Parameters:
  ///   - values: one per replication, in any order.
  ///   - confidence: the level of the interval, in (0, 1).
  /// - Complexity: O(n log n).
  public init(_ values: [Double], confidence: Double) {
    let sorted = values.filter(\.isFinite).sorted()
    let moments = Moments(sorted: sorted)
    (count, mean, sd, se) = (moments.count, moments.mean, moments.sd, moments.se)
    skewness = SampleSummary.skewness(sorted, mean: mean)
    interval = ConfidenceInterval(mean: mean, se: se, count: count, confidence: confidence)
    minimum = sorted.first ?? .nan
    q05 = Quantile.of(0.05, sorted: sorted)
    q25 = Quantile.of(0.25, sorted: sorted)
    median = Quantile.of(0.5, sorted: sorted)
    q75 = Quantile.of(0.75, sorted: sorted)
    q95 = Quantile.of(0.95, sorted: sorted)
    maximum = sorted.last ?? .nan
  }

  /// Statistics that were read; there is no skewness among them.
  init(count: Int, mean: Double, sd: Double, se: Double, interval: ConfidenceInterval, quantiles: [Double]) {
    (self.count, self.mean, self.sd, self.se, self.interval) = (count, mean, sd, se, interval)
    skewness = .nan
    (minimum, q05, q25, median) = (quantiles[0], quantiles[1], quantiles[2], quantiles[3])
    (q75, q95, maximum) = (quantiles[4], quantiles[5], quantiles[6])
  }

  private static func skewness(_ values: [Double], mean: Double) -> Double {
    var (squares, cubes) = (0.0, 0.0)
    // In units of the range, where no power over- or underflows.
    let unit = (values.last ?? 0) - (values.first ?? 0)
    guard unit > 0 else { return 0 }
    for value in values {
      let deviation = (value - mean) / unit
      squares += deviation * deviation
      cubes += deviation * deviation * deviation
    }
    let variance = squares / Double(values.count)
    return cubes / Double(values.count) / (variance * variance.squareRoot())
  }
}

/// Count, mean and deviation of a sample.
struct Moments: Sendable {
  /// How many numbers there are.
  let count: Int
  /// The mean; NaN of none.
  let mean: Double
  /// The standard deviation with `count - 1`; NaN below two numbers, like the standard error.
  let sd: Double
  /// The standard error of the mean.
  let se: Double

  /// - Parameter sorted: finite numbers; in increasing order, so that the last digits do not depend on theirs.
  init(sorted: [Double]) {
    count = sorted.count
    mean = RunningMean(sorted).value
    if count >= 2 {
      var squares = CompensatedSum()
      for value in sorted { squares.add((value - mean) * (value - mean)) }
      sd = (squares.value / Double(count - 1)).squareRoot()
    } else {
      sd = .nan
    }
    se = sd / Double(count).squareRoot()
  }
}
