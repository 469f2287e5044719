import CBanditGSL

/// The beta distribution with density proportional to `x^(a - 1) (1 - x)^(b - 1)` on (0, 1).
public struct Beta: Distribution, Hashable {
  /// The exponent of `x`, plus one.
  public let a: Double
  /// The exponent of `1 - x`, plus one.
  public let b: Double

  /// Creates a beta distribution.
  ///
  /// - Throws: `DistributionError` unless both parameters are in `accepted`.
  public init(a: Double, b: Double) throws(DistributionError) {
    let text = "a number in [1e-6, 1e15]"
    try DistributionError.check(Beta.accepted.contains(a), "beta: a", a, accepted: text)
    try DistributionError.check(Beta.accepted.contains(b), "beta: b", b, accepted: text)
    self.a = a
    self.b = b
  }

  /// Parameters that GSL's sampler handles: below, it divides 0 by 0; above, it loses its bits.
  public static let accepted: ClosedRange<Double> = 1e-6...1e15

  /// Draws one value.
  public func sample(from noise: inout RandomStream) -> Double {
    Beta.draw(a: a, b: b, from: &noise)
  }

  /// Draws one value of the beta distribution with parameters computed during a run.
  ///
  /// The uniform Beta(1, 1) is drawn as such: GSL's general path takes three times as long.
  ///
  /// - Precondition: `a` and `b` are in `accepted`.
  public static func draw(a: Double, b: Double, from noise: inout RandomStream) -> Double {
    assert(accepted.contains(a) && accepted.contains(b), "beta(\(a), \(b))")
    if a == 1 && b == 1 { return noise.uniform() }
    return noise.withGSL { gsl_ran_beta($0, a, b) }
  }

  /// `a / (a + b)`.
  public var mean: Double? { a / (a + b) }
}
