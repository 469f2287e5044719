import CBanditGSL

/// Quantiles of samples.
public enum Quantile {
  /// The quantile of a sorted sample by linear interpolation between order statistics (type 7 of
  /// Hyndman and Fan 1996, the default of R and NumPy; `gsl_stats_quantile_from_sorted_data`).
  ///
  /// - Parameters:
  ///   - fraction: which one; 0.5 is the median.
  ///   - sample: in increasing order.
  /// - Returns: NaN for an empty sample or a fraction outside [0, 1].
  public static func of(_ fraction: Double, sorted sample: [Double]) -> Double {
    guard !sample.isEmpty, (0...1).contains(fraction) else { return .nan }
    return gsl_stats_quantile_from_sorted_data(sample, 1, sample.count, fraction)
  }
}
