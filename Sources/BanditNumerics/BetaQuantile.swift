import CBanditGSL

/// The upper quantiles of the beta distribution, for shapes of 1 or more.
///
/// GSL's inverse (`gsl_cdf_beta_Qinv`) aborts the process or does not return for some legal shapes. Its
/// distribution function, kept to where it does neither, is inverted here by Newton's steps in a bracket.
public enum BetaQuantile {
  /// The number that a beta variable is above with probability `tail`: accurate to about 12 digits
  /// (9 where both shapes exceed 10^5, or one does and the other is below 10 while `tail` is below 1e-6).
  ///
  /// - Precondition: `a >= 1`, `b >= 1`, both at most 1e15, `tail` in [1e-12, 1].
  public static func upper(_ tail: Double, a: Double, b: Double) -> Double {
    precondition(a >= 1 && b >= 1 && max(a, b) <= 1e15 && tail >= 1e-12 && tail <= 1, "beta(\(a), \(b)), tail \(tail)")
    if tail >= 1 { return 0 }
    if isLarge(a, b) { return expansion(tail, a: a, b: b) }
    var (low, high) = (0.0, 1.0)
    var x = min(max(expansion(tail, a: a, b: b), 0.5 * a / (a + b)), 1 - 0.5 * b / (a + b))
    // Halving alone arrives within the 1100 steps between 1 and the least number; Newton takes about five.
    for _ in 0..<1100 {
      let excess = probability(above: x, a: a, b: b) - tail
      if excess > 0 { low = x } else { high = x }
      let step = excess / gsl_ran_beta_pdf(x, a, b)
      let next = x + step
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      x = next >= low && next <= high ? next : middle
      // Steps are squared by each further one.
      if abs(step) <= 1e-9 * min(x, 1 - x) { break }
    }
    return x
  }

  /// Whether `upper` is good for about 12 digits whatever the tail, and GSL's distribution function for 8.
  public static func isAccurate(a: Double, b: Double) -> Bool {
    max(a, b) <= largest || min(a, b) >= 10 && min(a, b) <= largest && max(a, b) <= 1e8
  }

  /// The probability that a beta variable is above `x`.
  ///
  /// The density is log-concave, so that less than 1e-43 lies beyond 100 standard deviations; there, GSL's
  /// incomplete gamma function, its approximation for very unequal shapes, aborts the process.
  static func probability(above x: Double, a: Double, b: Double) -> Double {
    let deviations = (x - a / (a + b)) / sd(a, b)
    if deviations > 100 { return 0 }
    if deviations < -100 { return 1 }
    return gsl_cdf_beta_Q(x, a, b)
  }

  private static func sd(_ a: Double, _ b: Double) -> Double {
    (a / (a + b) * (b / (a + b)) / (a + b + 1)).squareRoot()
  }

  /// From about 1e6 on GSL's continued fraction does not converge around the mean.
  private static let largest = 1e5

  private static func isLarge(_ a: Double, _ b: Double) -> Bool { min(a, b) > largest }

  /// Cornish and Fisher's expansion of the quantile around the normal one.
  private static func expansion(_ tail: Double, a: Double, b: Double) -> Double {
    let z = gsl_cdf_ugaussian_Qinv(tail)
    let n = a + b
    let skewness = 2 * (b - a) / (n + 2) * ((n + 1) / a / b).squareRoot()
    let product = a / n * b
    let kurtosis = 6 * ((a - b) / n * (a - b) * (n + 1) / n - product * (n + 2) / n) / (product * (n + 2) / n * (n + 3))
    return a / n
      + sd(a, b)
      * (z + skewness * (z * z - 1) / 6 + kurtosis * (z * z - 3) * z / 24
        - skewness * skewness * (2 * z * z - 5) * z / 36)
  }
}
