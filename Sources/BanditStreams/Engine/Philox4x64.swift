/// Philox4x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw
/// ("Parallel random numbers: as easy as 1, 2, 3", SC 2011).
///
/// A keyed bijection of 256-bit counters: the block at any counter can be had without the blocks
/// before it, which is what makes *addressed* noise possible. The constants are those of the
/// Random123 library, whose known-answer vectors are in the tests.
public enum Philox4x64 {
  /// A key of two 64-bit words.
  public struct Key: Hashable, Sendable {
    /// The low word.
    public var low: UInt64
    /// The high word.
    public var high: UInt64

    /// Creates a key from its two words.
    @inlinable
    public init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }
  }

  /// The block of four words at a counter.
  ///
  /// - Complexity: O(1), ten rounds of two 64 x 64 -> 128-bit multiplications.
  @inlinable
  @inline(__always)
  public static func block(at counter: SIMD4<UInt64>, key: Key) -> SIMD4<UInt64> {
    let words = words(at: (counter[0], counter[1], counter[2], counter[3]), key: key)
    return SIMD4(words.0, words.1, words.2, words.3)
  }

  /// Writes the block of four words at a counter.
  @inline(__always)
  static func write(
    at counter: (UInt64, UInt64, UInt64, UInt64), key: Key, to place: UnsafeMutablePointer<UInt64>
  ) {
    let words = words(at: counter, key: key)
    place[0] = words.0
    place[1] = words.1
    place[2] = words.2
    place[3] = words.3
  }

  // Four numbers, not a vector: the processor multiplies them one by one.
  @inlinable
  @inline(__always)
  static func words(
    at counter: (UInt64, UInt64, UInt64, UInt64), key: Key
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = (key.low, key.high)
    for _ in 0..<10 {
      let first = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let second = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (c0, c1, c2, c3) = (second.high ^ c1 ^ k0, second.low, first.high ^ c3 ^ k1, first.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return (c0, c1, c2, c3)
  }
}
