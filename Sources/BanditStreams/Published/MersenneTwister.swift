/// MT19937, the generator behind the random numbers of much published data (M. Matsumoto and T. Nishimura,
/// Mersenne Twister, ACM Transactions on Modeling and Computer Simulation 8, 1998), with both of its seedings.
///
/// For data that others have drawn, never for the noise of a run. GSL has the generator but only one of the
/// seedings, and reads seed 0 as 4357.
public struct MersenneTwister: Sendable {
  private static let size = 624
  private static let shift = 397

  private var state: [UInt32]
  private var next = MersenneTwister.size

  /// The generator as seeded by one word (`init_genrand`).
  public init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(MersenneTwister.size)
    for index in 1..<UInt32(MersenneTwister.size) {
      let last = state[Int(index) - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ index)
    }
  }

  /// The generator as seeded by a list of words (`init_by_array`).
  ///
  /// - Precondition: at least one word.
  public init(key: [UInt32]) {
    precondition(!key.isEmpty, "a key needs at least one word")
    self.init(seed: 19_650_218)
    let size = MersenneTwister.size
    var (place, word) = (1, 0)
    func last() -> UInt32 { state[place - 1] ^ (state[place - 1] >> 30) }
    func advance() {
      place += 1
      if place == size {
        state[0] = state[size - 1]
        place = 1
      }
    }
    for _ in 0..<max(size, key.count) {
      state[place] = (state[place] ^ (last() &* 1_664_525)) &+ key[word] &+ UInt32(word)
      advance()
      word = word + 1 == key.count ? 0 : word + 1
    }
    for _ in 0..<(size - 1) {
      state[place] = (state[place] ^ (last() &* 1_566_083_941)) &- UInt32(place)
      advance()
    }
    state[0] = 0x8000_0000
  }

  /// The next word.
  public mutating func word() -> UInt32 {
    if next == MersenneTwister.size { twist() }
    var word = state[next]
    next += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  /// The next multiple of 2^-53 in [0, 1), of two words (`genrand_res53`).
  public mutating func uniform() -> Double {
    let high = word() >> 5
    let low = word() >> 6
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  private mutating func twist() {
    let size = MersenneTwister.size
    for place in 0..<size {
      let joined = (state[place] & 0x8000_0000) | (state[(place + 1) % size] & 0x7FFF_FFFF)
      let twisted = (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
      state[place] = state[(place + MersenneTwister.shift) % size] ^ twisted
    }
    next = 0
  }
}
