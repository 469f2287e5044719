import BanditStreams

/// Draws of a distribution from a sequential stream.
func draws(_ distribution: some Distribution, _ count: Int = 1_000_000, seed: UInt64 = 1) -> [Double] {
  var stream = RandomStream(key: StreamKey(seed: seed))
  return (0..<count).map { _ in distribution.sample(from: &stream) }
}

/// How many draws a test of Kolmogorov and Smirnov takes.
///
/// At the level of 1e-6 it rejects beyond a distance of sqrt(ln(2e6) / 2 / n) = 2.69 / sqrt(n). The empirical distribution
/// function at a point has a standard deviation of at most 1 / (2 sqrt(n)). So a law whose distribution function is off by
/// (2.69 + 3.09 / 2) / sqrt(n) = .006 at any point is found with a probability of .999 or more.
let continuousDraws = 500_000

/// Numbers that no initialiser may let hang, abort or turn into nonsense.
let hostileNumbers: [Double] = [
  .nan, .infinity, -.infinity, -1, -1e308, -0.0, 0, .leastNonzeroMagnitude, 0x1p-1030, 1e-300, 1e-8, 1e-6, 0.5, 1,
  1.5, 1e6, 1e15, 1e16, 1e300, 1e308, .greatestFiniteMagnitude,
]
