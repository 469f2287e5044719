import CBanditGSL

/// The Pareto distribution with density proportional to `x^(-exponent - 1)` on [scale, infinity).
///
/// Drawn by inversion from one uniform.
public struct Pareto: Distribution, Hashable {
  /// The exponent of the tail: values above x have a probability proportional to `x^-exponent`.
  public let exponent: Double
  /// The smallest value.
  public let scale: Double

  /// Creates a Pareto distribution.
  ///
  /// - Throws: `DistributionError` unless `exponent` is in [0.1, 1e15] and `scale` in [1e-100, 1e100]:
  ///   beyond, draws overflow or are all alike.
  public init(exponent: Double, scale: Double = 1) throws(DistributionError) {
    try DistributionError.check(
      exponent >= 0.1 && exponent <= 1e15, "pareto: exponent", exponent, accepted: "a number in [0.1, 1e15]")
    try DistributionError.check(
      scale >= 1e-100 && scale <= 1e100, "pareto: scale", scale, accepted: "a number in [1e-100, 1e100]")
    self.exponent = exponent
    self.scale = scale
  }

  /// Draws one value; one uniform.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { gsl_ran_pareto($0, exponent, scale) }
  }

  /// `scale exponent / (exponent - 1)`; `nil` if the exponent is at most 1.
  public var mean: Double? { exponent > 1 ? scale * (exponent / (exponent - 1)) : nil }
}
