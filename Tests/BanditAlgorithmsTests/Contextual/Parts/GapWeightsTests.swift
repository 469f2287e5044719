import BanditStreams
import Testing

@testable import BanditAlgorithms

struct GapWeightsTests {
  private static let examples: [(predictions: [Double], gamma: Double, expected: [Double])] = [
    ([0.5, 0.3, 0.1], 10.0, [0.6571428571, 0.2, 0.1428571429]),
    ([0.5, 0.5, 0.1], 10, [0.5238095238, 0.3333333333, 0.1428571429]),
    ([0.2, 0.9, 0.4, 0.85], 50, [0.0256410256, 0.7860300619, 0.0344827586, 0.1538461538]),
    ([0.4], 7, [1]),
  ]

  @Test func probabilities() {
    for (predictions, gamma, expected) in Self.examples {
      #expect(agree(GapWeights.probabilities(of: predictions, gamma: gamma), expected))
    }
  }

  /// The deterministic inequality, for any predictions and means.
  @Test func inequality() {
    var noise = RandomStream(key: StreamKey(seed: 0))
    for _ in 0..<2000 {
      let count = 1 + noise.integer(below: 6)
      let predictions = (0..<count).map { _ in noise.uniform() }
      let means = (0..<count).map { _ in noise.uniform() }
      let gamma = 100 * noise.uniform() + 1e-3
      let probabilities = GapWeights.probabilities(of: predictions, gamma: gamma)
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12 && probabilities.allSatisfy { $0 > 0 })
      var right = 2 * Double(count) / gamma
      var played = 0.0
      for arm in 0..<count {
        let error = predictions[arm] - means[arm]
        right += gamma / 4 * probabilities[arm] * error * error
        played += probabilities[arm] * means[arm]
      }
      #expect((means.max() ?? 0) - played <= right)
    }
  }

  @Test func drawsTheFirstArmAboveANumber() {
    #expect(GapWeights.arm(of: [0.25, 0.5, 0.25], at: 0) == 0)
    #expect(GapWeights.arm(of: [0.25, 0.5, 0.25], at: 0.25) == 1)
    #expect(GapWeights.arm(of: [0.25, 0.5, 0.25], at: 0.75) == 2)
    // Rounding may leave the end uncovered.
    #expect(GapWeights.arm(of: [0.5, 0.25, 0], at: 0.9) == 1)
  }

  @Test func predictionsAreClippedToTheRange() {
    #expect(GapWeights.scaled(5, in: -1...3) == 1)
    #expect(GapWeights.scaled(-5, in: -1...3) == 0)
    #expect(GapWeights.scaled(1, in: -1...3) == 0.5)
    #expect(GapWeights.scaled(.nan, in: 0...1) == 0)
    #expect(GapWeights.scaled(1, in: 2...2) == 0)
  }
}
