/// A sum with a running compensation for the bits that addition loses (Neumaier 1974).
///
/// The error of the value is about one unit in the last place of the exact sum plus n^2 units of
/// relative rounding squared, where plain summation may lose n units.
public struct CompensatedSum: Hashable, Sendable {
  @usableFromInline var sum = 0.0
  @usableFromInline var lost = 0.0

  /// The empty sum.
  @inlinable
  public init() {}

  /// A sum that was added up elsewhere, and the bits that it has lost.
  @inlinable
  public init(_ sum: Double, lost: Double) {
    self.sum = sum
    self.lost = lost
  }

  /// Adds a number; finite sums stay finite.
  @inlinable
  public mutating func add(_ number: Double) {
    // Knuth's branch-free TwoSum gives the same correction as Neumaier's comparison.
    let total = sum + number
    let shadow = total - sum
    lost += (sum - (total - shadow)) + (number - shadow)
    sum = total
  }

  /// The compensated value.
  @inlinable
  public var value: Double { sum + lost }
}
