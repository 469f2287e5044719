/// The logarithmic barrier, `psi(w) = -(1 / eta) ln w`: `w = 1 / (eta z)`.
public struct LogBarrier: SeparableRegularizer {
  @usableFromInline let scale: Double

  /// - Parameter rate: eta, above 0.
  @inlinable
  public init(rate: Double) {
    scale = 1 / rate
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { true }
  @inlinable public static var pole: Double { 0 }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let inverse = 1 / distance
    let weight = scale * inverse
    return (weight, weight * inverse)
  }

  @inlinable
  public func weights(
    of item: Int, atDistances distances: SIMD2<Double>
  ) -> (weights: SIMD2<Double>, slopes: SIMD2<Double>) {
    let inverses = 1 / distances
    let weights = scale * inverses
    return (weights, weights * inverses)
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    weight * weight / scale
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    scale / weight
  }

  /// Newton's for `1 / sum`, a straight line if all losses are equal or one item has all.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double { sum * (sum / total - 1) }
}
