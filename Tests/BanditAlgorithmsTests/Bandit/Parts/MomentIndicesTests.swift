import BanditStreams
import Foundation
import Testing

@testable import BanditAlgorithms

struct MomentIndicesTests {
  /// Rewards 0 and 1 of arm 0, 1/2 of arm 1: means equal, variances 1/4 and 0; ln 4 / 2 and ln 4.
  @Test func theIndexSeesMeanVarianceAndRatio() {
    var indices = MomentIndices(armCount: 2, ties: .lowest)
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(indices.selectArm(at: 1, noise: &noise) { _, _, _ in 0 } == 0)
    for (arm, reward) in [(0, 0.0), (0, 1), (1, 0.5)] { indices.observe(reward, of: arm) }
    var seen: [[Double]] = []
    #expect(
      indices.selectArm(at: 4, noise: &noise) { mean, variance, ratio in
        seen.append([mean, variance, ratio])
        return variance
      } == 0)
    #expect(seen == [[0.5, 0.25, log(4) / 2], [0.5, 0, log(4)]])
    #expect(indices.selectArm(at: 4, noise: &noise) { $2 - $1 } == 1)
  }
}
