import CBanditGSL
import CBanditKernels

/// A stream of random words, owned by one place at a time.
///
/// The stream is *addressed*: `move(to:occurrence:)` puts it at an address (an arm and how often it
/// was pulled; a round), and what is drawn there depends on the key and the address alone, never on
/// what was drawn before. A stream that is never moved is an ordinary sequential stream.
///
/// It is noncopyable on purpose: sharing a stream by accident does not compile.
///
/// Layout of the counters (Philox4x64, see `Docs/Randomness.md`): the first word at an address
/// `(item, n)` is lane `n mod 4` of the block `(0, n div 4, item, 0)`, so that the first words of
/// four successive occurrences share a block; further words come from the blocks
/// `(0, 1, 2, ...; n, item, 1)`.
///
/// A stream may instead be backed by one of GSL's own generators (`init(generator:seed:)`); it is
/// then sequential, and `move(to:occurrence:)` has no effect.
public struct RandomStream: ~Copyable {
  @usableFromInline var key: Philox4x64.Key
  @usableFromInline var item: UInt64 = 0
  @usableFromInline var occurrence: UInt64 = 0
  /// How many words were drawn at the present address.
  @usableFromInline var drawn = 0
  /// How many items there are; 0 if a GSL generator backs the stream.
  @usableFromInline let itemCount: Int
  /// The latest four blocks of first words of each item, sixteen words an item: a dependent block costs 14 ns,
  /// others beside it less, a lane of one that is at hand next to nothing. Owned, as the other two: an array
  /// would be asked at each word whether it is shared.
  @usableFromInline let lanes: UnsafeMutablePointer<UInt64>
  /// For each item the number of its four blocks in `lanes`, plus one; 0 when there are none.
  @usableFromInline let laneTags: UnsafeMutablePointer<UInt64>
  /// The latest further words at the present address, word j in place j mod `furtherCapacity`.
  @usableFromInline let further: UnsafeMutablePointer<UInt64>
  /// How many further words were computed at the present address.
  @usableFromInline var furtherCount = 0
  /// How many words were drawn at the address before: so many are likely to be drawn again, and blocks that are computed
  /// together overlap in the processor.
  @usableFromInline var drawnBefore = 0
  /// The `gsl_rng` that replaces Philox, if one does; owned.
  @usableFromInline let native: UnsafeMutableRawPointer?

  /// Creates a Philox stream under a key.
  ///
  /// - Parameters:
  ///   - key: the stream's name.
  ///   - itemCount: how many items will be addressed; at least 1.
  public init(key: StreamKey, itemCount: Int = 1) {
    precondition(itemCount >= 1, "a stream needs at least one item")
    self.key = key.philox
    self.itemCount = itemCount
    lanes = RandomStream.words(16 * itemCount)
    laneTags = RandomStream.words(itemCount)
    further = RandomStream.words(RandomStream.furtherCapacity)
    native = nil
  }

  /// Creates a sequential stream over one of GSL's own generators.
  ///
  /// A few seeds make a few old generators constant, on which samplers never return:
  /// `GSLGenerator.seed(ordinal:experiment:)` gives none of them.
  public init(generator: GSLGenerator, seed: UInt32) {
    key = Philox4x64.Key(low: 0, high: 0)
    itemCount = 0
    lanes = RandomStream.words(0)
    laneTags = RandomStream.words(0)
    further = RandomStream.words(0)
    let pointer = gsl_rng_alloc(GSLGenerator.types[generator.index])!
    gsl_rng_set(pointer, UInt(seed))
    native = UnsafeMutableRawPointer(pointer)
  }

  private static func words(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    // Two blocks are a line of the processor's caches.
    let words = UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64)
    return words.initializeMemory(as: UInt64.self, repeating: 0, count: count)
  }

  deinit {
    lanes.deallocate()
    laneTags.deallocate()
    further.deallocate()
    if let native { gsl_rng_free(native.assumingMemoryBound(to: gsl_rng.self)) }
  }

  /// What kernels need for the first words at addresses; valid as long as the stream is. `nil` if one of GSL's generators
  /// backs it.
  package var firstWords: BanditStream? {
    native == nil ? BanditStream(key0: key.low, key1: key.high, words: lanes, tags: laneTags) : nil
  }

  /// Puts the stream at an address. What is drawn next depends on the key and the address alone.
  ///
  /// - Precondition: `0 <= item < itemCount`, `occurrence >= 0`.
  @inlinable
  public mutating func move(to item: Int, occurrence: Int) {
    precondition(UInt(bitPattern: item) < UInt(bitPattern: itemCount) || native != nil, "the stream has no such item")
    self.item = UInt64(truncatingIfNeeded: item)
    self.occurrence = UInt64(truncatingIfNeeded: occurrence)
    drawnBefore = drawn
    drawn = 0
    furtherCount = 0
  }

  /// The next 64 random bits of a Philox stream.
  ///
  /// - Precondition: the stream is not backed by a GSL generator (whose words have other ranges);
  ///   draw through `uniform()`, `integer(below:)` or a distribution, which work on both.
  @inlinable
  @inline(__always)
  public mutating func word() -> UInt64 {
    let position = drawn
    drawn = position &+ 1
    if position == 0 { return firstWord() }
    if position > furtherCount { loadFurther() }
    return further[(position &- 1) & (RandomStream.furtherCapacity &- 1)]
  }

  /// Makes the latest word drawn at the present address the next one again.
  @inline(__always)
  mutating func takeBack() { drawn &-= 1 }

  /// Whether the next two words are further ones and are computed.
  @inline(__always)
  var hasTwoFurther: Bool { drawn != 0 && drawn < furtherCount }

  /// The next two words, which stay the next ones.
  ///
  /// - Precondition: `hasTwoFurther`.
  @inline(__always)
  var nextTwoFurther: (UInt64, UInt64) {
    let mask = RandomStream.furtherCapacity &- 1
    return (further[(drawn &- 1) & mask], further[drawn & mask])
  }

  /// Takes the two words that were looked at.
  @inline(__always)
  mutating func takeTwo() { drawn &+= 2 }

  /// A uniform number in [0, 1), with 53 random bits (a GSL generator's own resolution if one backs
  /// the stream).
  @inlinable
  @inline(__always)
  public mutating func uniform() -> Double {
    if native != nil { return nativeUniform() }
    return Double(word() >> 11) * 0x1p-53
  }

  /// A uniform integer in `0..<bound`, without bias (Lemire 2019 on Philox words, `gsl_rng_uniform_int`
  /// on a GSL generator).
  ///
  /// - Precondition: `bound >= 1`; with a GSL generator, no more than its range.
  @inlinable
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound >= 1, "an integer below \(bound) does not exist")
    if native != nil { return nativeInteger(below: bound) }
    let range = UInt64(bound)
    var product = word().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = word().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A uniformly random permutation of `0..<count` (Fisher and Yates, from the last place down).
  ///
  /// - Complexity: O(count).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }

  /// Lends the stream to a GSL sampler as a `gsl_rng` made on the stack; nothing is allocated.
  @inline(__always)
  mutating func withGSL<Result>(_ body: (UnsafePointer<gsl_rng>) -> Result) -> Result {
    if let native { return body(native.assumingMemoryBound(to: gsl_rng.self)) }
    return withUnsafeMutablePointer(to: &self) { stream in
      var generator = gsl_rng(type: PhiloxForGSL.type, state: UnsafeMutableRawPointer(stream))
      return withUnsafePointer(to: &generator) { body($0) }
    }
  }

  @usableFromInline
  func nativeUniform() -> Double {
    gsl_rng_uniform(native!.assumingMemoryBound(to: gsl_rng.self))
  }

  @usableFromInline
  func nativeInteger(below bound: Int) -> Int {
    Int(gsl_rng_uniform_int(native!.assumingMemoryBound(to: gsl_rng.self), UInt(bound)))
  }

  @inlinable
  @inline(__always)
  mutating func firstWord() -> UInt64 {
    let four = occurrence >> 4
    let slot = Int(truncatingIfNeeded: item)
    if laneTags[slot] != four &+ 1 { loadLanes(slot, four) }
    return lanes[16 &* slot &+ Int(truncatingIfNeeded: occurrence & 15)]
  }

  @usableFromInline
  @inline(never)
  mutating func loadLanes(_ slot: Int, _ four: UInt64) {
    laneTags[slot] = four &+ 1
    Philox4x64.write(4, from: (0, 4 &* four, item, 0), growing: 1, key: key, to: lanes + 16 &* slot)
  }

  /// A power of 2, and of blocks.
  @inlinable static var furtherCapacity: Int { 64 }

  /// Computes the next blocks of further words.
  @usableFromInline
  @inline(never)
  mutating func loadFurther() {
    let place = furtherCount & (RandomStream.furtherCapacity &- 1)
    let expected =
      furtherCount == 0
      ? max(1, (drawnBefore &+ 2) / 4) : furtherCount < RandomStream.furtherCapacity ? 1 : 4
    let blocks = min(expected, (RandomStream.furtherCapacity &- place) / 4)
    let number = UInt64(truncatingIfNeeded: furtherCount / 4)
    Philox4x64.write(
      blocks, from: (number, occurrence, item, 1), growing: 0, key: key, to: further + place)
    furtherCount &+= 4 &* blocks
  }
}

/// The noise of one round, lent by the runner: a stream that is at the address of the round.
public typealias RoundNoise = RandomStream
