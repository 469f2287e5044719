import CBanditGSL

/// Student's t distribution, shifted and scaled.
///
/// Drawn by its definition, a normal variable over the root of an independent gamma variable: GSL's own
/// sampler rejects nearly every proposal, and so hangs, just above two degrees of freedom.
public struct Student: Distribution, Hashable {
  /// The degrees of freedom; the fewer, the heavier the tails.
  public let degreesOfFreedom: Double
  /// The median.
  public let location: Double
  /// The factor of the standard variable.
  public let scale: Double

  /// Creates Student's t distribution.
  ///
  /// - Throws: `DistributionError` unless `degreesOfFreedom` is in [0.1, 1e15], `location` in
  ///   [-1e100, 1e100] and `scale` in [0, 1e100] (0 is the constant `location`): beyond, draws overflow.
  public init(degreesOfFreedom: Double, location: Double = 0, scale: Double = 1) throws(DistributionError) {
    try DistributionError.check(
      degreesOfFreedom >= 0.1 && degreesOfFreedom <= 1e15, "student-t: degreesOfFreedom", degreesOfFreedom,
      accepted: "a number in [0.1, 1e15]")
    try DistributionError.check(
      abs(location) <= 1e100, "student-t: location", location, accepted: "a number in [-1e100, 1e100]")
    try DistributionError.check(
      scale >= 0 && scale <= 1e100, "student-t: scale", scale, accepted: "a number in [0, 1e100]")
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
  }

  /// Draws one value.
  public func sample(from noise: inout RandomStream) -> Double {
    let half = degreesOfFreedom / 2
    return noise.withGSL {
      let normal = gsl_ran_gaussian_ziggurat($0, 1)
      return location + scale * normal / gsl_ran_gamma($0, half, 1 / half).squareRoot()
    }
  }

  /// The location; `nil` with at most one degree of freedom.
  public var mean: Double? { degreesOfFreedom > 1 ? location : nil }
}
