/// A regulariser whose weights are kept in an interval.
public struct Bounded<Base: SeparableRegularizer>: SeparableRegularizer {
  @usableFromInline let base: Base
  @usableFromInline let bounds: ClosedRange<Double>

  /// - Parameters:
  ///   - base: the regulariser without bounds.
  ///   - bounds: the interval, inside [0, 1]; the average weight must lie in it.
  @inlinable
  public init(_ base: Base, to bounds: ClosedRange<Double>) {
    self.base = base
    self.bounds = bounds
  }

  @inlinable public static var treatsItemsAlike: Bool { Base.treatsItemsAlike }
  @inlinable public static var isAlgebraic: Bool { false }
  @inlinable public static var pole: Double { -.infinity }
  @inlinable public static var hasBounds: Bool { true }

  @inlinable
  public func weight(of item: Int, atDistance distance: Double) -> (weight: Double, slope: Double) {
    guard distance > Base.pole else { return (bounds.upperBound, 0) }
    let (weight, slope) = base.weight(of: item, atDistance: distance)
    if weight >= bounds.upperBound { return (bounds.upperBound, 0) }
    if weight <= bounds.lowerBound { return (bounds.lowerBound, 0) }
    return (weight, slope)
  }

  @inlinable
  public func slope(of item: Int, atWeight weight: Double) -> Double {
    weight < bounds.upperBound && weight > bounds.lowerBound ? base.slope(of: item, atWeight: weight) : 0
  }

  @inlinable
  public func distance(of item: Int, atWeight weight: Double) -> Double {
    base.distance(of: item, atWeight: weight)
  }
}
