/// A regulariser whose weights are kept in an interval.
@usableFromInline
package struct Bounded<Base: SeparableRegularizer>: SeparableRegularizer {
  @usableFromInline let base: Base
  @usableFromInline let bounds: ClosedRange<Double>

  /// - Parameters:
  ///   - base: the regulariser without bounds.
  ///   - bounds: the interval, inside [0, 1]; the average weight must lie in it.
  @inlinable
  package init(_ base: Base, to bounds: ClosedRange<Double>) {
    self.base = base
    self.bounds = bounds
  }

  @inlinable package static var treatsItemsAlike: Bool { Base.treatsItemsAlike }
  @inlinable package static var isAlgebraic: Bool { false }
  @inlinable package static var pole: Double { -.infinity }
  @inlinable package static var hasBounds: Bool { true }

  @inlinable
  package func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    guard distance > Base.pole else { return (bounds.upperBound, 0) }
    let (weight, slope) = base.weight(of: item, atDistance: distance)
    if weight >= bounds.upperBound { return (bounds.upperBound, 0) }
    if weight <= bounds.lowerBound { return (bounds.lowerBound, 0) }
    return (weight, slope)
  }

  @inlinable
  package func slope(of item: Int, atWeight weight: Double) -> Double {
    weight < bounds.upperBound && weight > bounds.lowerBound ? base.slope(of: item, atWeight: weight) : 0
  }

  @inlinable
  package func distance(of item: Int, atWeight weight: Double) -> Double {
    base.distance(of: item, atWeight: weight)
  }
}
