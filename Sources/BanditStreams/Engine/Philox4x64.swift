import CBanditKernels

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
  public static func block(at counter: SIMD4<UInt64>, key: Key) -> SIMD4<UInt64> {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 4) { words in
      write(1, from: (counter[0], counter[1], counter[2], counter[3]), growing: 0, key: key, to: words.baseAddress!)
      return SIMD4(words[0], words[1], words[2], words[3])
    }
  }

  /// Writes blocks, of which one word of the counter grows by 1 from block to block.
  ///
  /// - Parameters:
  ///   - blocks: how many.
  ///   - counter: of the first one.
  ///   - growing: which word grows, 0 to 3.
  ///   - words: has room for four words a block.
  @inline(__always)
  static func write(
    _ blocks: Int, from counter: (UInt64, UInt64, UInt64, UInt64), growing: Int, key: Key,
    to words: UnsafeMutablePointer<UInt64>
  ) {
    bandit_philox(
      counter.0, counter.1, counter.2, counter.3, Int64(growing), key.low, key.high, Int64(blocks), words)
  }
}
