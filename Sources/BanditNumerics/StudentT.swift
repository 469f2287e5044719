import CBanditGSL

/// Student's t distribution with `degreesOfFreedom` degrees of freedom.
///
/// GSL's `gsl_cdf_tdist_Qinv` and `gsl_cdf_tdist_Q`: ten digits or more, against 30-digit arithmetic over
/// the range of the tests.
package struct StudentT: Hashable, Sendable {
  /// Finite, at least 1.
  package let degreesOfFreedom: Double

  /// Creates the distribution; `nil` unless `degreesOfFreedom` is finite and at least 1.
  package init?(degreesOfFreedom: Double) {
    guard degreesOfFreedom >= 1, degreesOfFreedom.isFinite else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The number that the absolute value stays below with probability `confidence`; NaN unless
  /// `0 < confidence < 1`.
  package func criticalValue(confidence: Double) -> Double {
    guard confidence > 0, confidence < 1 else { return .nan }
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, degreesOfFreedom)
  }

  /// The probability that the absolute value is at least that of `statistic`; NaN for NaN.
  package func twoSidedP(_ statistic: Double) -> Double {
    guard statistic.isFinite else { return statistic.isNaN ? .nan : 0 }
    return 2 * gsl_cdf_tdist_Q(abs(statistic), degreesOfFreedom)
  }
}
