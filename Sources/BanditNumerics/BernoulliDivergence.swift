/// The Kullback-Leibler divergence between two coins, in nats.
public enum BernoulliDivergence {
  /// `p ln(p/q) + (1 - p) ln((1 - p)/(1 - q))`, with `0 ln 0 = 0`; infinite where `q` excludes what `p`
  /// allows.
  ///
  /// - Precondition: both arguments are in [0, 1].
  public static func value(_ p: Double, _ q: Double) -> Double {
    precondition(p >= 0 && p <= 1 && q >= 0 && q <= 1, "probabilities must be in [0, 1]: \(p), \(q)")
    return term(p, q) + term(1 - p, 1 - q)
  }

  private static func term(_ p: Double, _ q: Double) -> Double {
    if p == 0 { return 0 }
    return q == 0 ? .infinity : p * .log(p / q)
  }
}
