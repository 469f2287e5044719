import CBanditGSL

/// The probability that a beta variable is above a fixed point, kept while its shapes grow by 1 at a time.
///
/// With the term `T = x^a (1 - x)^b / B(a, b)`, `P(a + 1, b) = P + T / a` and `P(a, b + 1) = P - T / b` (Abramowitz and
/// Stegun, 26.5.10 and 26.5.11), so that a step takes no special function.
public struct BetaTail: Sendable {
  /// The point, x.
  public let point: Double
  /// The probability above the point, up to `error`.
  public private(set) var probability: Double
  private var a: Double
  private var b: Double
  private var term: Double
  /// The sum of the sizes of all steps, and of the probability at the start.
  private var travelled: Double

  /// Creates the tail; `nil` where the term may lose its digits in steps to come.
  ///
  /// - Precondition: `point` in (0, 1), shapes of 1 or more, `BetaQuantile.isAccurate(a: a, b: b)`.
  /// - Complexity: one value of the distribution function.
  public init?(above point: Double, a: Double, b: Double) {
    self.point = point
    self.a = a
    self.b = b
    term = gsl_ran_beta_pdf(point, a, b) * point * (1 - point)
    guard term > 1e-250 else { return nil }
    probability = BetaQuantile.probability(above: point, a: a, b: b)
    travelled = probability
  }

  /// A bound on the error of `probability`: GSL's functions are good for 8 digits and more, the logarithms of gamma
  /// functions in the term lose some as the shapes grow, and steps lose a last bit each.
  public var error: Double { 1e-15 + (1e-8 + 1e-14 * (a + b)) * travelled }

  /// How fast the upper quantile rises at the point as the logarithm of 1 over the tail does: the probability above it
  /// over the density.
  ///
  /// It falls as the point rises, because the density is log-concave: as a function of that logarithm the quantile is
  /// concave, and its tangents are above it.
  public var rise: Double { probability / term * point * (1 - point) }

  /// The first shape grows by 1.
  public mutating func addSuccess() {
    let step = term / a
    probability += step
    travelled += step
    term *= point * (a + b) / a
    a += 1
  }

  /// The second shape grows by 1.
  public mutating func addFailure() {
    let step = term / b
    probability -= step
    travelled += step
    term *= (1 - point) * (a + b) / b
    b += 1
  }
}
