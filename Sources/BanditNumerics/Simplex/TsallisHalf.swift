/// The 1/2-Tsallis entropy, `psi(w) = -(4 / eta) (sqrt(w) - w / 2)` (the form of C. Rouyer and Y. Seldin, COLT
/// 2020, equation 2), with the origin of psi' at w = infinity: `w = 4 / (eta z)^2`.
///
/// Where the literature has `-2 sqrt(t) sum sqrt(w)`, eta is `2 / sqrt(t)`.
public struct TsallisHalf: SeparableRegularizer {
  @usableFromInline package let rate: Double
  @usableFromInline let halfRate: Double

  /// - Parameter rate: eta, above 0.
  @inlinable
  public init(rate: Double) {
    self.rate = rate
    halfRate = 0.5 * rate
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { true }
  @inlinable public static var pole: Double { 0 }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let root = 1 / (halfRate * distance)
    let weight = root * root
    return (weight, rate * weight * root)
  }

  @inlinable
  public func weights(
    of item: Int, atDistances distances: SIMD2<Double>
  ) -> (weights: SIMD2<Double>, slopes: SIMD2<Double>) {
    let roots = 1 / (halfRate * distances)
    let weights = roots * roots
    return (weights, rate * weights * roots)
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    rate * weight * weight.squareRoot()
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    1 / (halfRate * weight.squareRoot())
  }

  /// Newton's for `1 / sqrt(sum)`, a straight line if all losses are equal or one item has all.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double {
    let excess = sum - 1
    // The first terms of the series are as good near the root, without a root and a division to wait for.
    if total == 1 && abs(excess) < 0.1 { return excess * (1 + excess * (0.75 - 0.125 * excess)) }
    return 2 * sum * ((sum / total).squareRoot() - 1)
  }
}
