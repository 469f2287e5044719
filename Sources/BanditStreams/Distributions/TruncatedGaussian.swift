import CBanditGSL

/// A normal variable, given that it lies in an interval.
///
/// Drawn by inversion from one uniform, with GSL's quantiles taken from the nearer tail, so that the far
/// tail is as exact as the centre.
public struct TruncatedGaussian: Distribution, Hashable {
  /// The expected value before truncation.
  public let location: Double
  /// The standard deviation before truncation.
  public let sd: Double
  /// The lower end; may be minus infinity.
  public let lower: Double
  /// The upper end; may be infinity.
  public let upper: Double
  /// Whether the interval lies mostly above the mean; the tails are then counted from above.
  private let isAbove: Bool
  /// The probability of what lies beyond the end nearer to the tail.
  private let outerTail: Double
  /// The probability of what lies beyond the other end, the interval included.
  private let innerTail: Double

  /// Creates a truncated normal distribution.
  ///
  /// - Throws: `DistributionError` unless `mean` is in [-1e100, 1e100], `sd` in [1e-100, 1e100], and the
  ///   interval is at least `sd` / 1000 wide (in a narrower one digits cancel) and has a probability of at
  ///   least 1e-280 (35 standard deviations from the mean it has less).
  public init(
    mean: Double = 0, sd: Double = 1, lower: Double = -.infinity, upper: Double = .infinity
  ) throws(DistributionError) {
    try DistributionError.check(
      abs(mean) <= 1e100, "truncated-gaussian: mean", mean, accepted: "a number in [-1e100, 1e100]")
    try DistributionError.check(
      sd >= 1e-100 && sd <= 1e100, "truncated-gaussian: sd", sd, accepted: "a number in [1e-100, 1e100]")
    try DistributionError.check(!lower.isNaN, "truncated-gaussian: lower", lower, accepted: "a number")
    try DistributionError.check(
      upper - lower >= sd / 1000, "truncated-gaussian: upper", upper,
      accepted: "a number at least sd / 1000 above lower = \(lower)")
    let (low, high) = ((lower - mean) / sd, (upper - mean) / sd)
    isAbove = low + high > 0
    outerTail = gsl_cdf_ugaussian_P(isAbove ? -high : low)
    innerTail = gsl_cdf_ugaussian_P(isAbove ? -low : high)
    try DistributionError.check(
      innerTail - outerTail >= 1e-280, "truncated-gaussian: the probability of the interval",
      innerTail - outerTail, accepted: "1e-280 or more")
    location = mean
    self.sd = sd
    self.lower = lower
    self.upper = upper
  }

  /// Draws one value, increasing with its uniform; one uniform (another in the place of a 0).
  public func sample(from noise: inout RandomStream) -> Double {
    let uniform = noise.withGSL { gsl_rng_uniform_pos($0) }
    let share = isAbove ? 1 - uniform : uniform
    // A weighted mean of the tails is above 0 even where the outer one is not; a difference may round to 0.
    let quantile = gsl_cdf_ugaussian_Pinv(outerTail * (1 - share) + innerTail * share)
    return clamped(location + sd * (isAbove ? -quantile : quantile))
  }

  /// `location + sd (density(lower) - density(upper)) / probability`, with the standard normal density at
  /// the ends in standard units.
  public var mean: Double? {
    let density = { (end: Double) in gsl_ran_ugaussian_pdf((end - location) / sd) }
    return clamped(location + sd * ((density(lower) - density(upper)) / (innerTail - outerTail)))
  }

  private func clamped(_ value: Double) -> Double { min(max(value, lower), upper) }
}
