/// 1/2-Tsallis entropy and logarithmic barrier together, `psi(w) = (1 / eta) (-2 sqrt(w) - c ln w)` (the form of
/// R. Pogodin and T. Lattimore, UAI 2019): with `y = 1 / sqrt(w)`, `c y^2 + y = eta z`.
public struct TsallisLogBarrier: SeparableRegularizer {
  @usableFromInline let rate: Double
  @usableFromInline let barrier: Double

  /// - Parameters:
  ///   - rate: eta, above 0.
  ///   - barrier: c, 0 or more.
  @inlinable
  public init(rate: Double, barrier: Double) {
    self.rate = rate
    self.barrier = barrier
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { true }
  @inlinable public static var pole: Double { 0 }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let scaled = rate * distance
    // The root of the quadratic without its cancellation.
    let inverseRoot = 2 * scaled / (1 + (1 + 4 * barrier * scaled).squareRoot())
    let weight = 1 / (inverseRoot * inverseRoot)
    return (weight, rate * weight / (inverseRoot * (0.5 + barrier * inverseRoot)))
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    rate * weight * weight / (0.5 * weight.squareRoot() + barrier)
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    (1 / weight.squareRoot() + barrier / weight) / rate
  }

  /// Newton's for `1 / sqrt(sum)`, concave like that of the Tsallis entropy alone.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double { 2 * sum * ((sum / total).squareRoot() - 1) }
}
