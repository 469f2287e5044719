import CBanditGSL

/// The exponential distribution with density `exp(-x / scale) / scale` on [0, infinity).
///
/// Drawn by inversion from one uniform.
public struct Exponential: Distribution, Hashable {
  /// The expected value, which is also the standard deviation.
  public let scale: Double

  /// Creates an exponential distribution.
  ///
  /// - Throws: `DistributionError` unless `mean` is in [1e-300, 1e300]: outside, draws underflow or overflow.
  public init(mean: Double) throws(DistributionError) {
    try DistributionError.check(
      mean >= 1e-300 && mean <= 1e300, "exponential: mean", mean, accepted: "a number in [1e-300, 1e300]")
    scale = mean
  }

  /// Draws one value; one uniform.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { gsl_ran_exponential($0, scale) }
  }

  /// The expected value.
  public var mean: Double? { scale }
}
