/// The Tsallis entropy of a power a in (0, 1), `psi(w) = -(w^a - a w) / (eta a (1 - a))` (the form of C. Rouyer
/// and Y. Seldin, COLT 2020, equation 2), with the origin of psi' at w = infinity:
/// `w = (eta (1 - a) z)^(-1 / (1 - a))`.
public struct TsallisEntropy: SeparableRegularizer {
  @usableFromInline let scale: Double
  @usableFromInline let coPower: Double

  /// - Parameters:
  ///   - power: a, in (0, 1); `TsallisHalf` is 1/2 without calls of the power function.
  ///   - rate: eta, above 0.
  @inlinable
  public init(power: Double, rate: Double) {
    coPower = 1 - power
    scale = rate * coPower
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { true }
  @inlinable public static var pole: Double { 0 }
  @inlinable public static var hasBounds: Bool { false }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let weight = Double.pow(scale * distance, -1 / coPower)
    return (weight, weight / (coPower * distance))
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    Double.pow(weight, 1 + coPower) * scale / coPower
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    Double.pow(weight, -coPower) / scale
  }

  /// Newton's for `sum^(a - 1)`, a straight line if all losses are equal or one item has all.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double {
    sum * (Double.pow(sum / total, coPower) - 1) / coPower
  }
}
