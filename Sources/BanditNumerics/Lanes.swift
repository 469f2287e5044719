/// Four numbers that are computed with at the same time.
///
/// The operations of each are those of a scalar loop, and so are its bits. The compiler does not make such loops of
/// scalar ones over the rows of a triangle: they are short and begin anywhere.
typealias Lanes = SIMD4<Double>

extension Lanes {
  /// How many numbers a row needs beyond its end, so that lanes that begin anywhere in it stay within.
  static let margin = 3
}

extension UnsafeMutablePointer<Double> {
  /// The numbers from a place on.
  @inline(__always)
  subscript(lanes place: Int) -> Lanes {
    get { UnsafeRawPointer(self + place).loadUnaligned(as: Lanes.self) }
    nonmutating set { UnsafeMutableRawPointer(self + place).storeBytes(of: newValue, as: Lanes.self) }
  }
}

extension UnsafePointer<Double> {
  /// The numbers from a place on.
  @inline(__always)
  subscript(lanes place: Int) -> Lanes { UnsafeRawPointer(self + place).loadUnaligned(as: Lanes.self) }
}
