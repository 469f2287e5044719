import CBanditGSL

/// Cumulative distribution functions from GSL, within the arguments where GSL neither aborts, hangs nor
/// returns NaN.
package enum CumulativeDistribution {
  /// The probability that a normal variable is at most `x`.
  ///
  /// - Precondition: `sd > 0`.
  package static func normal(_ x: Double, mean: Double = 0, sd: Double = 1) -> Double {
    precondition(sd > 0, "normal: sd = \(sd)")
    return gsl_cdf_gaussian_P(x - mean, sd)
  }

  /// The number that the absolute value of a standard normal variable stays below with probability `confidence`; NaN
  /// unless `0 < confidence < 1`.
  package static func normalCriticalValue(confidence: Double) -> Double {
    guard confidence > 0, confidence < 1 else { return .nan }
    return gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
  }

  /// The probability that a gamma variable is at most `x`.
  ///
  /// - Precondition: `shape` in 1e-3...5e4, `scale > 0`, `x` is a number. Beyond, GSL's error grows from
  ///   1e-8 to 1e-3, and from 1e6 on it aborts.
  package static func gamma(_ x: Double, shape: Double, scale: Double = 1) -> Double {
    precondition((1e-3...5e4).contains(shape) && scale > 0 && !x.isNaN, "gamma(\(shape), \(scale)) at \(x)")
    return x == .infinity ? 1 : gsl_cdf_gamma_P(x, shape, scale)
  }

  /// The probability that a beta variable is at most `x`.
  ///
  /// - Precondition: `a` and `b` in 1e-3...1e6, `x` is a number. From 1e7 on GSL's continued fraction
  ///   does not converge around the mean.
  package static func beta(_ x: Double, a: Double, b: Double) -> Double {
    let range = 1e-3...1e6
    precondition(range.contains(a) && range.contains(b) && !x.isNaN, "beta(\(a), \(b)) at \(x)")
    return gsl_cdf_beta_P(x, a, b)
  }

  /// The probability that a chi-square variable is above `x`.
  ///
  /// - Precondition: `degreesOfFreedom` in 1...100_000 (see `gamma`), `x` is a number.
  package static func chiSquareTail(_ x: Double, degreesOfFreedom: Int) -> Double {
    precondition(
      (1...100_000).contains(degreesOfFreedom) && !x.isNaN, "chi-square(\(degreesOfFreedom)) at \(x)")
    return x == .infinity ? 0 : gsl_cdf_chisq_Q(x, Double(degreesOfFreedom))
  }

  /// The probability of at most `successes`, and that of more, in independent trials.
  ///
  /// - Precondition: `trials` in 0...1_000_000 (see `beta`), `probability` in 0...1.
  package static func binomial(
    _ successes: Int, trials: Int, probability: Double
  ) -> (lower: Double, upper: Double) {
    precondition(
      (0...1_000_000).contains(trials) && (0...1).contains(probability), "binomial(\(trials), \(probability))")
    if successes < 0 { return (0, 1) }
    if successes >= trials { return (1, 0) }
    let (k, n) = (UInt32(successes), UInt32(trials))
    return (gsl_cdf_binomial_P(k, probability, n), gsl_cdf_binomial_Q(k, probability, n))
  }

  /// The probability that a variable with Student's t distribution is at most `x`.
  ///
  /// - Precondition: `degreesOfFreedom` in 0.1...1e6, `x` is a number.
  package static func student(_ x: Double, degreesOfFreedom: Double) -> Double {
    precondition((0.1...1e6).contains(degreesOfFreedom) && !x.isNaN, "student(\(degreesOfFreedom)) at \(x)")
    return gsl_cdf_tdist_P(x, degreesOfFreedom)
  }

  /// The probability of at most `events` where `mean` are expected.
  ///
  /// - Precondition: `events` at most 50_000 (see `gamma`), `mean` in 0...50_000.
  package static func poisson(_ events: Int, mean: Double) -> Double {
    precondition(events <= 50_000 && (0...5e4).contains(mean), "poisson(\(mean)) at \(events)")
    return events < 0 ? 0 : gsl_cdf_poisson_P(UInt32(events), mean)
  }
}
