/// The logarithmic barrier with a rate for each item, `psi_i(w) = -g_i ln w` with `g_i = 1 / eta_i`:
/// `w_i = g_i / z_i`.
public struct ItemLogBarrier: SeparableRegularizer {
  /// The inverse rates g; each above 0.
  @usableFromInline package var inverseRates: [Double]

  /// - Parameter inverseRates: g, one for each item.
  @inlinable
  public init(inverseRates: [Double]) {
    self.inverseRates = inverseRates
  }

  @inlinable public static var treatsItemsAlike: Bool { false }
  @inlinable public static var isAlgebraic: Bool { false }
  @inlinable public static var pole: Double { 0 }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let inverse = 1 / distance
    let weight = inverseRates[item] * inverse
    return (weight, weight * inverse)
  }

  @inlinable
  public func weights(
    of item: Int, atDistances distances: SIMD2<Double>
  ) -> (weights: SIMD2<Double>, slopes: SIMD2<Double>) {
    let inverses = 1 / distances
    let weights = SIMD2(inverseRates[item], inverseRates[item + 1]) * inverses
    return (weights, weights * inverses)
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    weight * weight / inverseRates[item]
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    inverseRates[item] / weight
  }

  /// Newton's for `1 / sum`, a straight line if all losses are equal or one item has all.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double { sum * (sum / total - 1) }
}
