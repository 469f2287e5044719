import CBanditGSL

/// The gamma distribution with density proportional to `x^(shape - 1) exp(-x / scale)`.
///
/// GSL's implementation of Marsaglia and Tsang (2000).
public struct Gamma: Distribution, Hashable {
  /// The shape; dimensionless.
  public let shape: Double
  /// The scale, in the unit of the draws.
  public let scale: Double

  /// Creates a gamma distribution.
  ///
  /// - Throws: `DistributionError` unless both parameters are in [1e-6, 1e15]: outside, GSL's draws
  ///   underflow or lose their bits.
  public init(shape: Double, scale: Double = 1) throws(DistributionError) {
    try DistributionError.check(
      shape >= 1e-6 && shape <= 1e15, "gamma: shape", shape, accepted: "a number in [1e-6, 1e15]")
    try DistributionError.check(
      scale >= 1e-15 && scale <= 1e15, "gamma: scale", scale, accepted: "a number in [1e-15, 1e15]")
    self.shape = shape
    self.scale = scale
  }

  /// Draws one value.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { gsl_ran_gamma($0, shape, scale) }
  }

  /// `shape * scale`.
  public var mean: Double? { shape * scale }
}
