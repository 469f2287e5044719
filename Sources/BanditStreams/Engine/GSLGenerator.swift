import CBanditGSL

/// One of GSL's own generators, by its GSL name (`mt19937`, `ranlxd2`, `taus2`, ...).
///
/// For comparisons with published runs that used them; the default engine of this package is
/// `Philox4x64`. A GSL generator gives sequential streams, so noise cannot be addressed.
public struct GSLGenerator: Hashable, Sendable {
  /// GSL's name of the generator.
  public let name: String
  let index: Int

  /// Creates the generator with a GSL name, or nothing if GSL has no such generator.
  public init?(named name: String) {
    guard let index = GSLGenerator.names.firstIndex(of: name) else { return nil }
    self.name = name
    self.index = index
  }

  /// The names of GSL's generators, in GSL's order.
  public static let names: [String] = {
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
  /// A bijection of the 32-bit integers (the finaliser of MurmurHash3 and an xor), never a hash: hashes
  /// collide. GSL reads the seed 0 as "the generator's default seed", which another ordinal may have,
  /// so the ordinal that maps to 0 is moved to the image of 2^32 - 1, which is therefore refused.
  ///
  /// - Precondition: `ordinal < streamLimit`.
  public static func seed(ordinal: UInt64, experiment: UInt64) -> UInt32 {
    precondition(ordinal < streamLimit, "more than 2^32 - 1 streams of a generator with 32-bit seeds")
    let salt = UInt32(truncatingIfNeeded: experiment) ^ UInt32(truncatingIfNeeded: experiment >> 32)
    let seed = mix(UInt32(ordinal) ^ salt)
    return seed != 0 ? seed : mix(UInt32.max ^ salt)
  }

  /// How many different streams `seed(ordinal:experiment:)` can give.
  public static let streamLimit: UInt64 = UInt64(UInt32.max)

  private static func mix(_ value: UInt32) -> UInt32 {
    var x = value
    x = (x ^ (x >> 16)) &* 0x85EB_CA6B
    x = (x ^ (x >> 13)) &* 0xC2B2_AE35
    return x ^ (x >> 16)
  }

  // The list is filled by GSL on the first call, which the static initialiser makes exactly once.
  nonisolated(unsafe) static let types = bandit_gsl_generator_types()!
}
