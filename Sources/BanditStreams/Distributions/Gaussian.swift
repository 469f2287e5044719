import CBanditGSL

/// The normal distribution.
///
/// GSL's ziggurat (Marsaglia and Tsang 2000, with the 128-level variant of J. Voss): about 24 bits of
/// resolution, and, unlike the polar method, the same bits whether or not the processor fuses
/// multiplications and additions.
public struct Gaussian: Distribution, Hashable {
  /// The expected value.
  public let location: Double
  /// The standard deviation.
  public let sd: Double

  /// Creates a normal distribution.
  ///
  /// - Throws: `DistributionError` unless `mean` is in [-1e300, 1e300] and `sd` in [0, 1e300] (0 is the
  ///   constant `mean`): beyond, draws overflow.
  public init(mean: Double = 0, sd: Double = 1) throws(DistributionError) {
    try DistributionError.check(
      abs(mean) <= 1e300, "gaussian: mean", mean, accepted: "a number in [-1e300, 1e300]")
    try DistributionError.check(
      sd >= 0 && sd <= 1e300, "gaussian: sd", sd, accepted: "a number in [0, 1e300]")
    location = mean
    self.sd = sd
  }

  /// Draws one value; 1.01 words on average.
  public func sample(from noise: inout RandomStream) -> Double {
    guard noise.native == nil else { return location + noise.withGSL { gsl_ran_gaussian_ziggurat($0, sd) } }
    return location + sd * noise.standardNormal(ZigguratOfGSL.layers)
  }

  /// Draws one value from a standard normal number with 53 bits of resolution (`NormalZiggurat`); a stream over a GSL
  /// generator, by `sample`.
  public func sampleNatively(from noise: inout RandomStream) -> Double {
    guard noise.native == nil else { return sample(from: &noise) }
    return location + sd * noise.nativeNormal(NormalZiggurat.ends)
  }

  /// The expected value.
  public var mean: Double? { location }
}
