/// A regulariser that is a sum over items of convex functions psi_i of their weights, seen through the
/// optimality condition of `min <w, L> + sum_i psi_i(w_i)` under `sum_i w_i = m`: `psi_i'(w_i) = x - L_i`.
///
/// The *distance* of an item is `z = L_i - x = -psi_i'(w_i)`, where psi_i' is taken up to a constant of the
/// type's choice. It is the only thing that a weight depends on, and a weight falls as its distance grows.
public protocol SeparableRegularizer: Sendable {
  /// Whether psi_i is the same for all items, so that brackets need only the smallest loss.
  static var treatsItemsAlike: Bool { get }

  /// Whether weights reach bounds where they no longer move, so that a total cannot be corrected by scaling.
  static var hasBounds: Bool { get }

  /// Whether weights are, up to factors, between two negative powers of the distance: a step that is small
  /// against the smallest distance then changes all of them along straight lines.
  static var isAlgebraic: Bool { get }

  /// The distance at which weights become infinite; -infinity if there is none.
  static var pole: Double { get }

  /// The weight of an item at a distance, and how fast it grows as the distance falls, `1 / psi_i''(w)`.
  ///
  /// - Precondition: the distance is past the pole.
  func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double)

  /// The same for an item and the one after it: two divisions for the time of one, where they are written so.
  func weights(of item: Int, atDistances distances: SIMD2<Double>) -> (weights: SIMD2<Double>, slopes: SIMD2<Double>)

  /// How fast a weight grows as the distance falls, `1 / psi_i''(weight)`.
  func slope(of item: Int, atWeight weight: Double) -> Double

  /// The distance at which an item has a weight, `-psi_i'(weight)`; -infinity where psi_i' is infinite.
  ///
  /// - Precondition: `weight` is above 0, or the lower bound.
  func distance(of item: Int, atWeight weight: Double) -> Double

  /// A step of x from weights with this sum towards the total, times the derivative of the sum: Newton's for
  /// a power of the sum that is nearly straight.
  func stride(from sum: Double, total: Double) -> Double
}

extension SeparableRegularizer {
  /// One after the other.
  @inlinable
  public func weights(
    of item: Int, atDistances distances: SIMD2<Double>
  ) -> (weights: SIMD2<Double>, slopes: SIMD2<Double>) {
    let first = weight(of: item, atDistance: distances.x)
    let second = weight(of: item + 1, atDistance: distances.y)
    return (SIMD2(first.weight, second.weight), SIMD2(first.slope, second.slope))
  }

  /// Newton's for the sum itself.
  @inlinable
  public func stride(from sum: Double, total: Double) -> Double { sum - total }
}
