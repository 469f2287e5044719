import BanditNumerics
import BanditStreams
import Testing

@testable import BanditAlgorithms

/// The arms of the short cuts against those of all quantiles, in every round of random instances.
struct BetaIndicesTests {
  /// Plays an instance; the first round in which the arms differ, if any.
  private func firstDifference(
    means: [Double], rounds: Int, noise: inout RandomStream, forced: Double = 0,
    reward: (_ mean: Double, _ uniform: Double) -> Double
  ) -> Int? {
    var indices = BetaIndices(armCount: means.count)
    var posteriors = Array(repeating: (a: 1.0, b: 1.0), count: means.count)
    for round in 1...rounds {
      var best = round - 1
      if round > means.count {
        best = 0
        var highest = -Double.infinity
        for (arm, posterior) in posteriors.enumerated() {
          let index = BetaQuantile.upper(1 / Double(round), a: posterior.a, b: posterior.b)
          if index > highest { (best, highest) = (arm, index) }
        }
        if noise.uniform() < forced {
          best = noise.integer(below: means.count)
        } else if indices.highest(at: round) != best {
          return round
        }
      }
      let reward = reward(means[best], noise.uniform())
      indices.observe(reward, of: best)
      posteriors[best].a += reward
      posteriors[best].b += 1 - reward
    }
    return nil
  }

  private static func coin(_ mean: Double, _ uniform: Double) -> Double { uniform < mean ? 1 : 0 }

  /// Coins with random means, every third time equal ones or sure ones, with many ties.
  @Test func manyShortRuns() {
    var noise = RandomStream(key: StreamKey(seed: 51))
    for instance in 0..<2000 {
      noise.move(to: 0, occurrence: instance)
      let arms = 1 + noise.integer(below: 9)
      let means = (0..<arms).map { arm in
        switch instance % 3 {
        case 0: noise.uniform()
        case 1: [0, 0.5, 1][noise.integer(below: 3)]
        default: 0.9 + 0.1 * noise.uniform()
        }
      }
      #expect(
        firstDifference(means: means, rounds: arms + 60, noise: &noise, reward: Self.coin) == nil, "\(instance)")
    }
  }

  @Test(arguments: [[0.9, 0.95], [0.5, 0.5, 0.5], [0.1, 0.2, 0.99, 0.985], [0, 0.001, 0.002], [1, 0.999]])
  func longRuns(means: [Double]) {
    var noise = RandomStream(key: StreamKey(seed: 52))
    for replication in 0..<3 {
      noise.move(to: 0, occurrence: replication)
      #expect(firstDifference(means: means, rounds: 8000, noise: &noise, reward: Self.coin) == nil)
    }
  }

  /// Rounds in which another arm is pulled and nobody asks for the highest.
  @Test func forcedPulls() {
    var noise = RandomStream(key: StreamKey(seed: 55))
    for instance in 0..<300 {
      noise.move(to: 0, occurrence: instance)
      let means = (0..<4).map { _ in noise.uniform() }
      #expect(
        firstDifference(means: means, rounds: 300, noise: &noise, forced: 0.3, reward: Self.coin) == nil, "\(instance)")
    }
  }

  @Test func manyArms() {
    var noise = RandomStream(key: StreamKey(seed: 53))
    let means = (0..<300).map { _ in noise.uniform() }
    #expect(firstDifference(means: means, rounds: 1200, noise: &noise, reward: Self.coin) == nil)
  }

  /// Rewards between 0 and 1 cannot be followed by the recurrence.
  @Test func fractions() {
    var noise = RandomStream(key: StreamKey(seed: 54))
    for replication in 0..<40 {
      noise.move(to: 0, occurrence: replication)
      let means = (0..<5).map { _ in noise.uniform() }
      #expect(
        firstDifference(means: means, rounds: 500, noise: &noise) { mean, uniform in
          uniform < 0.5 ? mean * uniform : uniform < 0.8 ? 1 : 0
        } == nil)
    }
  }

  /// Shapes beyond those for which tails are trusted, and just within.
  @Test(arguments: [(2e5, 3e5), (2e5, 2), (9e4, 3), (1e6, 9e4)] as [(Double, Double)])
  func hugeShapes(a: Double, b: Double) {
    for other in [a - 40, a - 1, a, a + 1] {
      var indices = BetaIndices(successes: [a, other], failures: [b, b])
      for round in [10, 11, 1000, 1001, 1003, 100_000, 100_001] {
        let arms = (0..<2).map { indices.index(of: $0, at: round) }
        let arm = indices.highest(at: round)
        #expect(arm == (arms[1] > arms[0] ? 1 : 0), "\(other) \(round)")
        indices.observe(1, of: arm)
      }
    }
  }
}
