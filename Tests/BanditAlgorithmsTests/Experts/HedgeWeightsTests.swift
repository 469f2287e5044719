import Foundation
import Testing

@testable import BanditAlgorithms

struct HedgeWeightsTests {
  /// K = 2, rate ln 2: after (1, 0), (1, 0), (0, 1), (.5, 1) the probabilities are (1/3, 2/3), (1/5, 4/5), (1/3, 2/3) and
  /// 1/(1 + sqrt 2).
  @Test func workedExample() {
    var weights = HedgeWeights(actionCount: 2)
    #expect(weights.probabilities == [0.5, 0.5])
    let steps: [([Double], Double)] = [
      ([1, 0], 1.0 / 3), ([1, 0], 1.0 / 5), ([0, 1], 1.0 / 3), ([0.5, 1], 1 / (1 + 2.0.squareRoot())),
    ]
    for (losses, expected) in steps {
      weights.add(losses)
      weights.weigh(rate: log(2))
      #expect(abs(weights.probabilities[0] - expected) < 1e-15)
      #expect(abs(weights.probabilities.reduce(0, +) - 1) < 1e-15)
    }
  }

  /// Sums beyond a million are taken relative to the least, which changes no probability.
  @Test func largeSumsKeepTheirDifferences() {
    var weights = HedgeWeights(actionCount: 3)
    weights.add([1e9 + 1, 1e9, 1e9 + 2])
    weights.weigh(rate: 1)
    let expected = [exp(-1.0), 1, exp(-2)].map { $0 / (1 + exp(-1.0) + exp(-2)) }
    #expect(zip(weights.probabilities, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(weights.totals == [1, 0, 2])
    weights.weigh(rate: 1)
    #expect(zip(weights.probabilities, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }
}
