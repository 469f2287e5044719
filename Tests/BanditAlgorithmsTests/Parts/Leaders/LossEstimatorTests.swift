import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LossEstimatorTests {
  private func estimate(
    _ kind: LossEstimator.Kind, _ loss: Double, of arm: Int, weights: [Double], rate: Double
  ) -> [Double] {
    var estimator = LossEstimator(kind, items: weights.count)
    var losses = weights.map { _ in 0.0 }
    _ = estimator.add(loss, of: arm, weights: weights, rate: rate, to: &losses)
    return losses
  }

  /// w = (.8, .2), t = 64: eta = 4 / 8, so that B = (1/2, 0); by hand.
  @Test(arguments: [(0, 1.0, [1.125, 0]), (0, 0, [-0.125, 0]), (1, 1, [0.5, 5])] as [(Int, Double, [Double])])
  func reducedVariance(arm: Int, loss: Double, expected: [Double]) {
    #expect(distance(estimate(.rv, loss, of: arm, weights: [0.8, 0.2], rate: 0.5), expected) < 1e-14)
  }

  /// At eta = 1/2 a weight of .3 is above eta^2 (and below eta): the baseline is 1/2 for both, by hand.
  @Test func baselineOfSmallWeights() {
    #expect(distance(estimate(.rv, 1, of: 1, weights: [0.7, 0.3], rate: 0.5), [0.5, 0.5 + 0.5 / 0.3]) < 1e-14)
  }

  /// Up to t = 16 eta is 1 or more, and reduced variance is importance weighting.
  @Test func earlyRoundsAreImportanceWeighted() {
    for rate in [4, 2, 1.0] {
      let weights = [0.7, 0.3]
      #expect(
        estimate(.rv, 0.4, of: 1, weights: weights, rate: rate)
          == estimate(.iw, 0.4, of: 1, weights: weights, rate: rate))
    }
  }

  /// gamma = eta / 2 = .05.
  @Test func implicitExploration() {
    #expect(distance(estimate(.ix, 1, of: 1, weights: [0.8, 0.2], rate: 0.1), [0, 4]) < 1e-14)
    #expect(distance(estimate(.iw, 1, of: 1, weights: [0.8, 0.2], rate: 0.1), [0, 5]) < 1e-14)
  }

  /// Guesses of 1/2 at first; a loss of 1 moves the guess to 5/8.
  @Test func guesses() {
    var estimator = LossEstimator(.optimistic, items: 2)
    var losses = [0.0, 0]
    let deviation = estimator.add(1, of: 0, weights: [0.5, 0.5], rate: 1, to: &losses)
    #expect(deviation == 1 && losses == [1.5, 0.5] && estimator.hints == [0.625, 0.5])
  }

  /// The mean over the draw is the vector of losses, for every kind but ix, which is below it.
  @Test(arguments: LossEstimator.Kind.allCases) func meanOverTheDraw(kind: LossEstimator.Kind) {
    var noise = RandomStream(key: StreamKey(seed: 22))
    for _ in 0..<500 {
      let items = 2 + noise.integer(below: 8)
      let raw = (0..<items).map { _ in noise.uniform() }
      let weights = raw.map { $0 / raw.reduce(0, +) }
      let losses = (0..<items).map { _ in noise.uniform() }
      let rate = 0.7 * noise.uniform()
      var mean = losses.map { _ in 0.0 }
      for arm in 0..<items {
        let one = estimate(kind, losses[arm], of: arm, weights: weights, rate: rate)
        for item in 0..<items { mean[item] += weights[arm] * one[item] }
      }
      if kind == .ix {
        #expect(zip(mean, losses).allSatisfy { $0 <= $1 })
      } else {
        #expect(distance(mean, losses) < 1e-13)
      }
    }
  }
}
