/// The largest mean that a Kullback-Leibler divergence keeps within reach of another, for one-parameter
/// families of rewards: the largest `q >= p` with `kl(p, q) <= budget` (the index of KL-UCB).
///
/// Each is the root of a convex increasing function. Newton's steps from above it decrease to the root and
/// never pass it, so that they have arrived, to the last bits, when they no longer decrease. Like means
/// and budgets give the same bits.
public enum DivergenceBound {
  /// The bound for coins, `kl(p, q) = p ln(p/q) + (1 - p) ln((1 - p)/(1 - q))`; in [p, 1].
  ///
  /// - Precondition: `p` in [0, 1], `budget >= 0`.
  public static func bernoulli(_ p: Double, budget: Double) -> Double {
    bernoulli(p, negativeEntropy: negativeEntropy(p), budget: budget)
  }

  /// The bound for coins, for a mean whose negative entropy is at hand.
  ///
  /// - Precondition: `p` in [0, 1], `negativeEntropy` is that of `p`, `budget >= 0`.
  public static func bernoulli(_ p: Double, negativeEntropy: Double, budget: Double) -> Double {
    if p >= 1 || budget == 0 { return p }
    if p == 0 { return 1 - .exp(-budget) }
    // Without the term -p ln q, which is positive, the equation is solved by a number above the root.
    let ceiling = 1 - .exp((negativeEntropy - budget) / (1 - p))
    // Where the budget is small, the series of the divergence around p leads next to the root.
    let series = p + (2 * p * (1 - p) * budget).squareRoot() + 2 / 3 * (1 - 2 * p) * budget
    func step(from q: Double) -> Double {
      let excess =
        negativeEntropy - p * .log(q) - (1 - p) * .log(1 - q) - budget
      return min(ceiling, q - excess * q * (1 - q) / (q - p))
    }
    // A start below the root is above it after one step.
    var q = step(from: series > p && series < ceiling ? series : ceiling)
    while q < 1 {
      let next = step(from: q)
      if !(next < q) { break }
      q = next
    }
    return max(p, q)
  }

  /// `p ln p + (1 - p) ln(1 - p)`, with `0 ln 0 = 0`.
  ///
  /// - Precondition: `p` in [0, 1].
  public static func negativeEntropy(_ p: Double) -> Double {
    guard p > 0 && p < 1 else { return 0 }
    return p * .log(p) + (1 - p) * .log(1 - p)
  }

  /// The bound for Poisson rewards, `kl(p, q) = q - p + p ln(p/q)`.
  ///
  /// - Precondition: `p >= 0`, `budget >= 0`.
  public static func poisson(_ p: Double, budget: Double) -> Double {
    // With q = p (1 + u): u - ln(1 + u) = budget / p.
    let target = budget / p
    guard target.isFinite else { return p + budget }
    return p * (1 + root(target) { ($0 - .log(1 + $0), $0 / (1 + $0)) })
  }

  /// The bound for exponential rewards, `kl(p, q) = p/q - 1 - ln(p/q)`; 0 for a mean of 0, which is at an
  /// infinite divergence from all others.
  ///
  /// - Precondition: `p >= 0`, `budget >= 0`.
  public static func exponential(_ p: Double, budget: Double) -> Double {
    guard p > 0 else { return 0 }
    // With q = p e^v: e^-v - 1 + v = budget.
    return p
      * .exp(
        root(budget) { v in
          let inverse = Double.exp(-v)
          return (inverse - 1 + v, 1 - inverse)
        })
  }

  /// The root of `curve(x) = target` by Newton's steps, for a curve that is at least
  /// x - ln(1 + x) or e^-x - 1 + x: both reach a target c no later than c + sqrt(2 c).
  @inline(__always)
  private static func root(_ target: Double, curve: (Double) -> (value: Double, slope: Double)) -> Double {
    var x = target + (2 * target).squareRoot()
    while x > 0 {
      let (value, slope) = curve(x)
      let next = x - (value - target) / slope
      if !(next < x) { break }
      x = next
    }
    return max(0, x)
  }
}
