import CBanditGSL

/// The number of successes in independent trials.
///
/// GSL's implementation of BTPE (Kachitvichyanukul and Schmeiser 1988); a variance beyond what it handles is split off
/// first, by an order statistic (J. H. Ahrens and U. Dieter, Computing 12, 1974).
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

  /// The largest variance that is left to GSL: it squares the distance from the mode in 32 bits, which overflows at
  /// 46341; these are 14 standard deviations.
  private static let largestVariance = 1e7

  /// Draws a number of successes.
  public func sample(from noise: inout RandomStream) -> Double {
    guard Double(trials) * p * (1 - p) > Binomial.largestVariance else {
      return noise.withGSL { Double(gsl_ran_binomial($0, p, UInt32(trials))) }
    }
    // A trial succeeds if its uniform is at most p. The one of this rank lies near p: given where, few are in between.
    let rank = min(max(Int(Double(trials + 1) * p), 1), trials)
    let between = noise.withGSL { generator in
      let position = gsl_ran_beta(generator, Double(rank), Double(trials + 1 - rank))
      return position <= p
        ? Double(gsl_ran_binomial(generator, (p - position) / (1 - position), UInt32(trials - rank)))
        : -1 - Double(gsl_ran_binomial(generator, (position - p) / position, UInt32(rank - 1)))
    }
    return Double(rank) + between
  }

  /// `trials * p`.
  public var mean: Double? { Double(trials) * p }
}
