/// The Kullback-Leibler divergence between two coins, in nats.
public enum BernoulliDivergence {
  /// `p ln(p/q) + (1 - p) ln((1 - p)/(1 - q))`, with `0 ln 0 = 0`; infinite where `q` excludes what `p`
  /// allows.
  ///
  /// Each outcome's share is computed as `q f((p - q)/q)` with `f(x) = (1 + x) ln(1 + x) - x >= 0`: what the two
  /// logarithms have in common is left out, so that nothing cancels where the coins are nearly equal.
  ///
  /// - Precondition: both arguments are in [0, 1].
  public static func value(_ p: Double, _ q: Double) -> Double {
    precondition(p >= 0 && p <= 1 && q >= 0 && q <= 1, "probabilities must be in [0, 1]: \(p), \(q)")
    return share(p, of: q, excess: p - q) + share(1 - p, of: 1 - q, excess: q - p)
  }

  private static func share(_ p: Double, of q: Double, excess: Double) -> Double {
    if p == 0 { return q }
    if q == 0 { return .infinity }
    let x = excess / q
    guard abs(x) < 0.1 else { return p * .log(p / q) - excess }
    // x^2/2 - x^3/6 + x^4/12 - ...; after 16 terms the rest is below the last digit.
    var sum = 0.0
    for power in (2...17).reversed() { sum = (power % 2 == 0 ? 1 : -1) / Double(power * (power - 1)) + x * sum }
    return q * x * x * sum
  }
}
