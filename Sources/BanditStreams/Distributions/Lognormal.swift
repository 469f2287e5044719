import CBanditGSL

/// The distribution of a variable whose natural logarithm is normal.
public struct Lognormal: Distribution, Hashable {
  /// The expected value of the logarithm.
  public let logMean: Double
  /// The standard deviation of the logarithm.
  public let logSD: Double

  /// Creates a lognormal distribution.
  ///
  /// - Throws: `DistributionError` unless `logMean` is in [-230, 230] and `logSD` in [0, 20] (0 is the
  ///   constant `exp(logMean)`): beyond, draws or their mean overflow.
  public init(logMean: Double = 0, logSD: Double = 1) throws(DistributionError) {
    try DistributionError.check(
      abs(logMean) <= 230, "lognormal: logMean", logMean, accepted: "a number in [-230, 230]")
    try DistributionError.check(
      logSD >= 0 && logSD <= 20, "lognormal: logSD", logSD, accepted: "a number in [0, 20]")
    self.logMean = logMean
    self.logSD = logSD
  }

  /// Draws one value.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { gsl_ran_lognormal($0, logMean, logSD) }
  }

  /// `exp(logMean + logSD^2 / 2)`.
  public var mean: Double? { gsl_sf_exp(logMean + logSD * logSD / 2) }
}
