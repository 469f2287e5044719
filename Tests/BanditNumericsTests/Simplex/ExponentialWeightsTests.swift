import Testing

@testable import BanditNumerics

struct ExponentialWeightsTests {
  /// Worked out independently.
  @Test func threeItems() {
    var weights = [0.0, 0, 0]
    ExponentialWeights.solve([0, 1, 2], rate: 0.5, into: &weights)
    #expect(distance(weights, [0.50648039, 0.30719589, 0.18632372]) < 6e-9)
  }

  @Test func hugeLossesUnderflow() {
    var weights = [0.0, 0, 0]
    ExponentialWeights.solve([-1e300, 5, 1e300], rate: 30, into: &weights)
    #expect(weights == [1, 0, 0])
  }

  @Test func partsOfArrays() {
    var weights = [9.0, 9, 9, 9]
    ExponentialWeights.solve([4, 0, 0, 4], rate: 1, items: 1..<3, into: &weights)
    #expect(weights == [9, 0.5, 0.5, 9])
  }
}
