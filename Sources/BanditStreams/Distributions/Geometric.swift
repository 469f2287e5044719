import CBanditGSL

/// The number of the first success in independent trials: 1, 2, 3, ...
///
/// Drawn as an exponential variable rounded down, plus one, which is the same law: GSL's own sampler
/// counts in 32 bits and wraps around for small `p`.
public struct Geometric: Distribution, Hashable {
  /// The probability of a success.
  public let p: Double
  private let scale: Double

  /// Creates a geometric distribution.
  ///
  /// - Throws: `DistributionError` unless `p` is in [1e-15, 1]: below, draws exceed the whole numbers that
  ///   a `Double` can tell apart.
  public init(p: Double) throws(DistributionError) {
    try DistributionError.check(p >= 1e-15 && p <= 1, "geometric: p", p, accepted: "a probability in [1e-15, 1]")
    self.p = p
    scale = p == 1 ? 0 : -1 / gsl_sf_log_1plusx(-p)
  }

  /// Draws one value; one uniform.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { gsl_ran_exponential($0, scale) }.rounded(.down) + 1
  }

  /// `1 / p`.
  public var mean: Double? { 1 / p }
}
