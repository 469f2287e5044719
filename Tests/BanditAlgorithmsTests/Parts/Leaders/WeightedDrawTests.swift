import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct WeightedDrawTests {
  @Test(arguments: [(0, 1), (0.2499, 1), (0.25, 3), (0.999, 3)]) func byRunningSums(uniform: Double, item: Int) {
    #expect(WeightedDraw.item(at: uniform, of: [0, 0.25, 0, 0.75, 0]) == item)
  }

  /// Rounding may leave a rest: it goes to the last item with a positive weight.
  @Test func restsGoToTheLastPositiveWeight() {
    #expect(WeightedDraw.item(at: 0.999999, of: [0.5, 0.4999, 0, 0]) == 1)
  }

  /// The definition, spelled out, on random weights of which many are 0.
  @Test func followsTheDefinition() {
    var noise = RandomStream(key: StreamKey(seed: 22))
    for instance in 0..<3000 {
      noise.move(to: 0, occurrence: instance)
      let weights = (0..<(1 + noise.integer(below: instance % 100 == 0 ? 300 : 8))).map { _ in
        noise.uniform() < 0.4 ? 0 : noise.uniform()
      }
      let number = noise.uniform() * (weights.reduce(0, +) + (instance % 5 == 0 ? 0.1 : 0))
      var (remaining, last, item) = (number, 0, Int?.none)
      for place in weights.indices where weights[place] > 0 && item == nil {
        remaining -= weights[place]
        if remaining < 0 { item = place }
        last = place
      }
      #expect(WeightedDraw.item(at: number, of: weights) == item ?? last)
    }
  }

  /// Chi-square at level 1e-6.
  @Test func frequencies() {
    let weights = [0.1, 0, 0.6, 0.3]
    var noise = RandomStream(key: StreamKey(seed: 21))
    var counts = [0, 0, 0, 0]
    for _ in 0..<40_000 { counts[WeightedDraw.item(at: noise.uniform(), of: weights)] += 1 }
    #expect(counts[1] == 0)
    for item in [0, 2, 3] {
      #expect(BinomialTest(successes: counts[item], trials: 40_000, probability: weights[item]).pValue > 1e-6)
    }
  }

  /// Below 1/8 both items are explored alike; what is left of the numbers goes by the weights, 1 to 3.
  @Test(arguments: [(0.0, 0), (0.0624, 0), (0.0625, 1), (0.1249, 1), (0.125, 0), (0.34, 0), (0.35, 1), (0.999, 1)])
  func explorationComesFirst(uniform: Double, item: Int) {
    #expect(WeightedDraw.item(at: uniform, of: [1, 3], total: 4, mixing: 0.125) == item)
    #expect(WeightedDraw.exploration(at: uniform, mixing: 0.125, count: 2) == (uniform < 0.125 ? item : nil))
  }
}
