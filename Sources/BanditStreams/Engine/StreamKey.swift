/// The name of a random stream, as a value.
///
/// A key is derived from a seed by a path of labels, indices and purposes:
///
///     let noise = StreamKey(seed: 42)
///       .child(label: "bernoulli")   // an environment
///       .child(index: 7)             // a replication
///       .child(purpose: .rewards)
///
/// Two different paths give different keys up to the collision probability of 128-bit values.
/// Labels, indices and purposes live in separate domains, so that the label "7" never equals the
/// index 7, and the length of a label is part of what is absorbed, so that padding never collides.
/// The derivation is frozen: `StreamKeyTests` holds a table of its values, and
/// `Docs/Decisions/0002-stream-keys.md` its definition.
public struct StreamKey: Hashable, Sendable {
  /// The Philox key that this stream key stands for.
  public let philox: Philox4x64.Key

  /// What a stream is used for; the last step of a key's path.
  public enum Purpose: UInt64, Sendable, CaseIterable {
    /// Drawing an instance of an environment: means from a prior, a permutation of the arms.
    case instance = 1
    /// The environment's noise while the run goes on.
    case rewards = 2
    /// The learner's own randomness.
    case learner = 3
    /// Everything of the replications on which parameters are chosen, apart from those that are reported: a step behind
    /// the seed.
    case tuning = 4
  }

  @usableFromInline
  enum Domain: UInt64 {
    // 0 belongs to the words drawn under a key (see `RandomStream`), never to derivation.
    case root = 1
    case label = 2
    case index = 3
    case purpose = 4
  }

  /// The root key of a seed.
  public init(seed: UInt64) {
    self.init(parent: Philox4x64.Key(low: 0, high: 0), words: (seed, 0, 0), domain: .root, detail: 0)
  }

  /// The key below this one under a textual label.
  ///
  /// - Complexity: O(length of the label in UTF-8).
  public func child(label: String) -> StreamKey {
    let bytes = Array(label.utf8)
    var key = self
    var chunk = 0
    repeat {
      // 24 bytes a step; the fourth counter word carries domain, step and total length.
      var words: [UInt64] = [0, 0, 0]
      for offset in 0..<24 where chunk * 24 + offset < bytes.count {
        words[offset / 8] |= UInt64(bytes[chunk * 24 + offset]) << UInt64(8 * (offset % 8))
      }
      key = StreamKey(
        parent: key.philox, words: (words[0], words[1], words[2]), domain: .label,
        detail: UInt64(chunk & 0xFF_FFFF) << 32 | UInt64(bytes.count & 0xFFFF_FFFF))
      chunk += 1
    } while chunk * 24 < bytes.count
    return key
  }

  /// The key below this one under an index (a replication, a run, a trial).
  public func child(index: Int) -> StreamKey {
    StreamKey(
      parent: philox, words: (UInt64(bitPattern: Int64(index)), 0, 0), domain: .index, detail: 0)
  }

  /// The key below this one for a purpose.
  public func child(purpose: Purpose) -> StreamKey {
    StreamKey(parent: philox, words: (purpose.rawValue, 0, 0), domain: .purpose, detail: 0)
  }

  /// The key as 32 hexadecimal digits: the number whose upper 64 bits are `philox.high`.
  public var hexadecimal: String {
    [philox.high, philox.low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private init(
    parent: Philox4x64.Key, words: (UInt64, UInt64, UInt64), domain: Domain, detail: UInt64
  ) {
    let block = Philox4x64.block(
      at: SIMD4(words.0, words.1, words.2, domain.rawValue << 56 | detail), key: parent)
    philox = Philox4x64.Key(low: block[0], high: block[1])
  }
}
