import CBanditGSL

/// One of GSL's own generators, by its GSL name (`mt19937`, `ranlxd2`, `taus2`, ...).
///
/// For comparisons with published runs that used them; the default engine of this package is
/// `Philox4x64`. A GSL generator gives sequential streams, so noise cannot be addressed.
public struct GSLGenerator: Hashable, Sendable {
  /// GSL's name of the generator.
  public let name: String
  let index: Int

  /// Creates the generator with a GSL name, or nothing if the name is not in `names`.
  public init?(named name: String) {
    guard GSLGenerator.names.contains(name), let index = GSLGenerator.all.firstIndex(of: name) else { return nil }
    self.name = name
    self.index = index
  }

  /// The names of GSL's generators that its samplers can draw from, in GSL's order.
  ///
  /// All but `slatec` and `uni`, whose words have fewer than the 24 bits that the ziggurat asks for (GSL
  /// aborts), and `zuf`, whose uniform numbers may be 1 (GSL then reads past the end of alias tables).
  public static let names = all.filter { !["slatec", "uni", "zuf"].contains($0) }

  private static let all: [String] = {
    var names: [String] = []
    var next = types
    while let type = next.pointee {
      names.append(String(cString: type.pointee.name))
      next += 1
    }
    return names
  }()

  /// A seed for the `ordinal`-th stream of an experiment: different ordinals give different seeds.
  ///
  /// A bijection of the sound seeds (the finaliser of MurmurHash3, applied until it gives a sound one),
  /// never a hash: hashes collide. Seeds that some generator turns into a constant or nearly constant
  /// stream, on which samplers that reject wait forever, are not sound: 0 and the multiples of 2^24 for
  /// those modulo a power of two; multiples of the modulus of others, all with a top byte of 0x7F or 0xFF.
  ///
  /// - Precondition: `ordinal < streamLimit`.
  public static func seed(ordinal: UInt64, experiment: UInt64) -> UInt32 {
    precondition(ordinal < streamLimit, "more than \(streamLimit) streams of a generator with 32-bit seeds")
    let salt = UInt32(truncatingIfNeeded: experiment) ^ UInt32(truncatingIfNeeded: experiment >> 32)
    let (top, low) = ordinal.quotientAndRemainder(dividingBy: lowParts)
    var seed = UInt32((top < 0x7F ? top : top + 1) << 24 | (low + 1))
    repeat { seed = mix(seed ^ salt) } while !isSound(seed)
    return seed
  }

  /// How many different streams `seed(ordinal:experiment:)` can give.
  public static let streamLimit: UInt64 = 254 * lowParts

  /// The number of low three bytes that a sound seed may have.
  private static let lowParts: UInt64 = 0xFF_FFFF

  private static func isSound(_ seed: UInt32) -> Bool {
    seed & 0xFF_FFFF != 0 && seed >> 24 & 0x7F != 0x7F
  }

  private static func mix(_ value: UInt32) -> UInt32 {
    var x = value
    x = (x ^ (x >> 16)) &* 0x85EB_CA6B
    x = (x ^ (x >> 13)) &* 0xC2B2_AE35
    return x ^ (x >> 16)
  }

  // The list is filled by GSL on the first call, which the static initialiser makes exactly once.
  nonisolated(unsafe) static let types = bandit_gsl_generator_types()!
}
