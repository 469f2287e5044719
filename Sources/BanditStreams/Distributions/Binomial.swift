import CBanditGSL

/// The number of successes in independent trials.
///
/// GSL's implementation of BTPE (Kachitvichyanukul and Schmeiser 1988).
public struct Binomial: Distribution, Hashable {
  /// The number of trials.
  public let trials: Int
  /// The probability of a success.
  public let p: Double

  /// Creates a binomial distribution.
  ///
  /// - Throws: `DistributionError` unless `trials` is in `acceptedTrials` and `0 <= p <= 1`.
  public init(trials: Int, p: Double) throws(DistributionError) {
    try DistributionError.check(
      Binomial.acceptedTrials.contains(trials), "binomial: trials", Double(trials),
      accepted: "a whole number in 0...1000000000")
    try DistributionError.check(p >= 0 && p <= 1, "binomial: p", p, accepted: "a probability in [0, 1]")
    self.trials = trials
    self.p = p
  }

  /// Numbers of trials that GSL's sampler, which counts in 32 bits, handles.
  public static let acceptedTrials = 0...1_000_000_000

  /// Draws a number of successes.
  public func sample(from noise: inout RandomStream) -> Double {
    noise.withGSL { Double(gsl_ran_binomial($0, p, UInt32(trials))) }
  }

  /// `trials * p`.
  public var mean: Double? { Double(trials) * p }
}
