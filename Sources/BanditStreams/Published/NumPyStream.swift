#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The numbers that NumPy's `RandomState(seed)` gives, bit for bit where the C library's logarithm agrees.
///
/// `RandomState` is frozen (NumPy Enhancement Proposal 19), so what was once published with it can be drawn
/// again. Also what pandas' `sample(random_state:)` draws from.
public struct NumPyStream: Sendable {
  private var words: MersenneTwister
  /// The second number of a pair of normal ones.
  private var spare: Double?

  /// The stream of a seed.
  public init(seed: UInt32) {
    words = MersenneTwister(seed: seed)
  }

  /// A number in [0, 1), as `random_sample`.
  public mutating func uniform() -> Double { words.uniform() }

  /// A standard normal number, as `standard_normal`: Marsaglia's polar method, the second of a pair first.
  public mutating func gaussian() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let x = 2 * words.uniform() - 1
      let y = 2 * words.uniform() - 1
      let square = x * x + y * y
      if square >= 1 || square == 0 { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = factor * x
      return factor * y
    }
  }

  /// A whole number from 0 to a bound, both included: as many low bits as the bound has, until they are
  /// not above it.
  private mutating func integer(upTo bound: UInt32) -> UInt32 {
    let mask = UInt32.max >> UInt32(bound.leadingZeroBitCount)
    while true {
      let word = words.word() & mask
      if word <= bound { return word }
    }
  }

  /// The numbers below `count` in random order, as `permutation`.
  ///
  /// - Precondition: `count` in 0..<2^32.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(place, Int(integer(upTo: UInt32(place))))
    }
    return order
  }
}
