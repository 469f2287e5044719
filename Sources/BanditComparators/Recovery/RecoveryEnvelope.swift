import BanditNumerics

/// The nondecreasing upper concave hull of what an arm earns per period when it is pulled in a share x of the periods.
///
/// Pulling every d periods uses the share 1/d and earns R(d)/d. The hull goes through (0, 0) and the best of these
/// points, its kinks, up to the leftmost maximum. Means count to 12 decimals; with these, all comparisons are exact.
public struct RecoveryEnvelope: Hashable, Sendable {
  /// The periods d of the kinks after (0, 0), from the rarest pulls to the most frequent; empty for an arm that earns
  /// nothing.
  public let periods: [Int]
  /// The slope of the hull up to each kink; strictly decreasing, all positive.
  let slopes: [Slope]

  /// Finds the hull by a monotone chain in increasing x; points on a line between others are no kinks. O(depth).
  public init(of curve: RecoveryCurve) {
    var chain = [Point.origin]
    for period in stride(from: curve.depth, through: 1, by: -1) {
      let next = Point(period: period, mean: FixedPoint.units(curve.means[period - 1]))
      while chain.count >= 2, !Point.turnsDown(chain[chain.count - 2], chain[chain.count - 1], next) {
        chain.removeLast()
      }
      chain.append(next)
    }
    var periods: [Int] = []
    var slopes: [Slope] = []
    for (low, high) in zip(chain, chain.dropFirst()) {
      let slope = Slope(from: low, to: high)
      guard slope.rise > 0 else { break }
      periods.append(Int(high.weight))
      slopes.append(slope)
    }
    self.periods = periods
    self.slopes = slopes
  }

  /// A point (x / weight, y / weight) of the plane.
  struct Point {
    static let origin = Point(weight: 1, x: 0, y: 0)
    let weight: Int128
    let x: Int128
    let y: Int128

    init(weight: Int128, x: Int128, y: Int128) {
      (self.weight, self.x, self.y) = (weight, x, y)
    }

    init(period: Int, mean: Int) {
      self.init(weight: Int128(period), x: 1, y: Int128(mean))
    }

    /// Whether the way from `a` over `b` to `c` turns clockwise, strictly.
    static func turnsDown(_ a: Point, _ b: Point, _ c: Point) -> Bool {
      a.weight * (b.x * c.y - c.x * b.y) - a.x * (b.weight * c.y - c.weight * b.y)
        + a.y * (b.weight * c.x - c.weight * b.x) < 0
    }
  }

  /// A slope as a fraction with a positive denominator.
  struct Slope: Hashable {
    let rise: Int128
    let run: Int128

    init(from low: Point, to high: Point) {
      rise = high.y * low.weight - low.y * high.weight
      run = high.x * low.weight - low.x * high.weight
    }

    static func < (a: Slope, b: Slope) -> Bool { a.rise * b.run < b.rise * a.run }
  }
}
