/// 1/2-Tsallis entropy of a weight and negative entropy of what it lacks to 1,
/// `psi(w) = (1 / eta) (-sqrt(w) + (1 - w) ln(1 - w))`, for sets of m items (after the talk on J. Zimmert, H. Luo
/// and C.-Y. Wei, ICML 2019). It keeps weights inside (0, 1).
///
/// With the logit u, `w = 1 / (1 + e^-u)`, the condition is `ln(1 + e^u) - sqrt(1 + e^-u) / 2 = 1 - eta z`: both
/// ends of (0, 1) keep their digits. Newton's steps are kept inside a bracket.
public struct TwoSidedHybrid: SeparableRegularizer {
  @usableFromInline let rate: Double

  /// - Parameter rate: eta, above 0.
  @inlinable
  public init(rate: Double) {
    self.rate = rate
  }

  @inlinable public static var treatsItemsAlike: Bool { true }
  @inlinable public static var isAlgebraic: Bool { false }
  @inlinable public static var pole: Double { -.infinity }
  @inlinable public static var hasBounds: Bool { true }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    let level = 1 - rate * distance
    var (low, high) = TwoSidedHybrid.bracket(level)
    var logit = level > 0 ? high : low
    var inverse = 0.0
    var latest = Double.infinity
    while true {
      // e^-u overflows for no level that is a finite loss: -2 ln|level| is above -1420.
      inverse = Double.exp(-logit)
      let root = (1 + inverse).squareRoot()
      let excess = max(logit, 0) + .log(onePlus: Double.exp(-abs(logit))) - 0.5 * root - level
      let share = 1 / (1 + inverse)
      let slope = share + 0.25 * inverse / root
      if excess > 0 { high = logit } else { low = logit }
      var next = logit - excess / slope
      if !(low < next && next < high) { next = low + 0.5 * (high - low) }
      if next == logit || abs(next - logit) <= 0x1p-53 * abs(logit) || !(low < next && next < high) { break }
      if abs(excess) >= latest && abs(next - logit) < 1e-13 { break }
      latest = abs(excess)
      logit = next
    }
    let weight = 1 / (1 + inverse)
    // 1 / psi'' = eta / (1 / (4 w^(3/2)) + 1 / (1 - w)), without 1 - w where w rounds to 1.
    let lack = inverse / (1 + inverse)
    let power = weight * weight.squareRoot()
    return (weight, rate * 4 * power * lack / (lack + 4 * power))
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    rate / (0.25 / (weight * weight.squareRoot()) + 1 / (1 - weight))
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    if weight >= 1 { return -.infinity }
    return (0.5 / weight.squareRoot() + .log(onePlus: -weight) + 1) / rate
  }

  /// An interval of logits that holds the solution for a level.
  @inlinable
  static func bracket(_ level: Double) -> (low: Double, high: Double) {
    // At u = 0 the left side is ln 2 - sqrt(2) / 2 = -0.014. Above, it lies between u - sqrt(2) / 2 and u + ln 2.
    if level > -0.014 { return (level - 0.7, level + 0.72) }
    // Below, ln(1 + e^u) lies between 0 and ln 2, which bounds the root.
    let ceiling = 2 * (0.6932 - level)
    let floor = max(1, -2 * level)
    return (-Double.log(ceiling * ceiling - 1), floor > 1 ? -Double.log(floor * floor - 1) : 0.001)
  }
}
