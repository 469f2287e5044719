/// 1/2-Tsallis and negative entropy together, `psi(w) = -(2 / a) sqrt(w) + (1 / b) w (ln w - 1)`, for delayed
/// feedback (in the spirit of J. Zimmert and Y. Seldin, AISTATS 2020).
///
/// A weight is `e^u` with `1 / (a e^(u/2)) - u / b = z`, solved for u by Newton's steps from the left, which
/// never pass the root: the left side minus z is convex and falls.
public struct DelayHybrid: SeparableRegularizer {
  @usableFromInline let rootRate: Double
  @usableFromInline let entropyRate: Double

  /// - Parameters:
  ///   - rootRate: a, above 0.
  ///   - entropyRate: b, above 0.
  @inlinable
  public init(rootRate: Double, entropyRate: Double) {
    self.rootRate = rootRate
    self.entropyRate = entropyRate
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { false }
  @inlinable public static var pole: Double { -.infinity }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    // Each of the two terms alone would need a smaller u.
    let scaled = rootRate * distance
    var power = scaled > 1 ? max(-entropyRate * distance, -2 * .log(scaled)) : 0
    var root = 0.0
    while true {
      root = Double.exp(-0.5 * power) / rootRate
      let next = power + (root - power / entropyRate - distance) / (0.5 * root + 1 / entropyRate)
      if !(next > power) { break }
      power = next
    }
    return (Double.exp(power), Double.exp(power) / (0.5 * root + 1 / entropyRate))
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    1 / (1 / (entropyRate * weight) + 0.5 / (rootRate * weight * weight.squareRoot()))
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    1 / (rootRate * weight.squareRoot()) - .log(weight) / entropyRate
  }
}
