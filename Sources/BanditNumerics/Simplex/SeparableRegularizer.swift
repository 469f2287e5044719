/// A regulariser that is a sum over items of convex functions psi_i of their weights, seen through the
/// optimality condition of `min <w, L> + sum_i psi_i(w_i)` under `sum_i w_i = m`: `psi_i'(w_i) = x - L_i`.
///
/// The *distance* of an item is `z = L_i - x = -psi_i'(w_i)`, where psi_i' is taken up to a constant of the
/// type's choice. It is the only thing that a weight depends on, and a weight falls as its distance grows.
@usableFromInline
package protocol SeparableRegularizer: Sendable {
  /// Whether psi_i is the same for all items, so that brackets need only the smallest loss.
  static var treatsItemsAlike: Bool { get }

  /// Whether weights reach bounds where they no longer move, so that a total cannot be corrected by scaling.
  static var hasBounds: Bool { get }

  /// The weight of an item at a distance, and how fast it grows as the distance falls, `1 / psi_i''(w)`.
  ///
  /// Distances at or past a pole have an infinite weight, or the upper bound.
  func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double)

  /// The distance at which an item has a weight, `-psi_i'(weight)`; -infinity where psi_i' is infinite.
  ///
  /// - Precondition: `weight` is above 0, or the lower bound.
  func distance(of item: Int, atWeight weight: Double) -> Double

  /// A step of x from weights with this sum towards the total, times the derivative of the sum: Newton's for
  /// a power of the sum that is nearly straight.
  func stride(from sum: Double, total: Double) -> Double
}

extension SeparableRegularizer {
  /// Newton's for the sum itself.
  @inlinable
  package func stride(from sum: Double, total: Double) -> Double { sum - total }
}
