import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct RegularizerTests {
  /// 1 / f''(1/4), by hand.
  @Test(
    arguments: [
      (.entropy, 0.25), (.tsallisHalf, 0.125), (.tsallis(power: 0.5), 0.125), (.logBarrier, 0.0625),
      (.hybrid(barrier: 0.75, floor: 0), 0.0625),
    ] as [(Regularizer, Double)])
  func curvature(regularizer: Regularizer, expected: Double) {
    #expect(abs(regularizer.inverseCurvature(at: 0.25) - expected) < 1e-15)
  }

  /// f''(.5) = 2.02839871 for K = 2, T = 100: worked out independently.
  @Test func defaultBarrier() {
    let barrier = Regularizer.defaultBarrier(items: 2, horizon: 100)
    #expect(abs(barrier - 0.15354629) < 5e-9)
    let curvature = Regularizer.hybrid(barrier: barrier, floor: 0).inverseCurvature(at: 0.5)
    #expect(abs(1 / curvature - 2.02839871) < 2e-8)
  }

  @Test func tsallisPowersAgree() {
    for items in [2, 7, 100] {
      let half = Regularizer.tsallis(power: 0.5).range(items: items)
      #expect(abs(half.constant / Regularizer.tsallisHalf.range(items: items).constant - 1) < 1e-15)
      let norm = Regularizer.tsallis(power: 0.5).meanSquaredNorm(items: items)
      #expect(abs(norm / Regularizer.tsallisHalf.meanSquaredNorm(items: items) - 1) < 1e-15)
    }
  }
}
