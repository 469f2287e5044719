import CBanditGSL

/// The exponential integral E1.
public enum ExponentialIntegral {
  /// `e^x E1(x)` with `E1(x) = int_x^inf e^-t / t dt`; of about 1/x for large x, where E1 alone underflows.
  ///
  /// - Parameter x: above 0.
  /// - Complexity: O(1), a series of Chebyshev polynomials of the GNU Scientific Library.
  public static func scaledE1(_ x: Double) -> Double {
    var result = gsl_sf_result()
    guard gsl_sf_expint_E1_scaled_e(x, &result) == 0 else { return .nan }
    return result.val
  }
}
