import CBanditGSL

/// The Poisson distribution: how many events there are where they are independent and `rate` are expected.
///
/// GSL's implementation of the reduction by gamma and binomial variables of Ahrens and Dieter (1974).
public struct Poisson: Distribution, Hashable {
  /// The expected value, which is also the variance.
  public let rate: Double

  /// Creates a Poisson distribution.
  ///
  /// - Throws: `DistributionError` unless `mean` is in [0, 1e9]: GSL counts in 32 bits and does not return
  ///   from larger ones.
  public init(mean: Double) throws(DistributionError) {
    try DistributionError.check(
      mean >= 0 && mean <= 1e9, "poisson: mean", mean, accepted: "a number in [0, 1e9]")
    rate = mean
  }

  /// Draws a number of events.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { Double(gsl_ran_poisson($0, rate)) }
  }

  /// The expected value.
  public var mean: Double? { rate }
}
