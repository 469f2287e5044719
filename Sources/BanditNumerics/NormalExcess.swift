/// How much a normal variable exceeds a level on average: F(z) = E[(z + Z)_+] = z Phi(z) + phi(z), Z standard normal.
package enum NormalExcess {
  /// F(z).
  ///
  /// Far below 0 both terms cancel, and the series phi(z) / z^2 (1 - 3 / z^2 + 15 / z^4 - ...) takes their place.
  package static func mean(_ z: Double) -> Double {
    if z < -10 { return density(z) / (z * z) * tail(z) }
    return z * CumulativeDistribution.normal(z) + density(z)
  }

  /// ln F(z), also where F(z) is 0 in double precision; -infinity at -infinity.
  package static func logMean(_ z: Double) -> Double {
    if z < -10 { return -z * z / 2 - .log(2 * .pi) / 2 - 2 * .log(-z) + .log(tail(z)) }
    return .log(mean(z))
  }

  /// E[(D + s Z)_+] = D Phi(D / s) + s phi(D / s); D_+ where s is 0.
  package static func improvement(_ difference: Double, sd: Double) -> Double {
    sd > 0 ? sd * mean(difference / sd) : max(0, difference)
  }

  /// The logarithm of `improvement`.
  package static func logImprovement(_ difference: Double, sd: Double) -> Double {
    sd > 0 ? .log(sd) + logMean(difference / sd) : .log(max(0, difference))
  }

  private static func density(_ z: Double) -> Double { .exp(-z * z / 2) / (2 * .pi).squareRoot() }

  /// 1 - 3 / z^2 + 15 / z^4 - ..., up to the smallest term.
  private static func tail(_ z: Double) -> Double {
    let square = z * z
    var (sum, term, odd) = (1.0, 1.0, 3.0)
    while true {
      let next = -term * odd / square
      guard abs(next) < abs(term), abs(next) > 1e-17 else { return sum }
      sum += next
      (term, odd) = (next, odd + 2)
    }
  }
}
