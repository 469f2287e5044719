/// The uniform distribution on [lower, upper).
public struct Uniform: Distribution, Hashable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// Creates the uniform distribution on [lower, upper).
  ///
  /// - Throws: `DistributionError` unless both are finite and `lower < upper`, with a finite width.
  public init(lower: Double = 0, upper: Double = 1) throws(DistributionError) {
    try DistributionError.check(lower.isFinite, "uniform: lower", lower, accepted: "a finite number")
    try DistributionError.check(
      upper > lower && (upper - lower).isFinite, "uniform: upper", upper,
      accepted: "a finite number above lower = \(lower)")
    self.lower = lower
    self.upper = upper
  }

  /// Draws one value.
  @inlinable
  public func sample(from noise: inout RandomStream) -> Double {
    // Rounding may reach the upper end, which does not belong to the interval.
    min(lower + (upper - lower) * noise.uniform(), upper.nextDown)
  }

  /// The midpoint.
  public var mean: Double? { lower + (upper - lower) / 2 }
}
