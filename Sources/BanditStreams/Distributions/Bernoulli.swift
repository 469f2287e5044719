/// The distribution of a coin: 1 with probability `p`, else 0.
///
/// Drawn by inversion from one uniform `u` as `u < p`, so that rewards under common random numbers
/// are monotone in `p`.
public struct Bernoulli: Distribution, Hashable {
  /// The probability of 1.
  public let p: Double

  /// Creates a coin.
  ///
  /// - Throws: `DistributionError` unless `0 <= p <= 1`.
  public init(p: Double) throws(DistributionError) {
    try DistributionError.check(p >= 0 && p <= 1, "bernoulli: p", p, accepted: "a probability in [0, 1]")
    self.p = p
  }

  /// Draws 0 or 1; one uniform.
  @inlinable
  public func sample(from noise: inout RandomStream) -> Double {
    noise.uniform() < p ? 1 : 0
  }

  /// The probability of 1.
  public var mean: Double? { p }
}
