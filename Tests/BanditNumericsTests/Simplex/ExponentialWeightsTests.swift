import Testing

@testable import BanditNumerics

struct ExponentialWeightsTests {
  /// Worked out independently.
  @Test func threeItems() {
    var weights = [0.0, 0, 0]
    ExponentialWeights.solve([0, 1, 2], rate: 0.5, into: &weights)
    #expect(distance(weights, [0.50648039, 0.30719589, 0.18632372]) < 6e-9)
  }

  /// Steps of mirror descent with one rate lead where the leader of their sum is.
  @Test func stepsAddUp() {
    let losses: [[Double]] = [[0.3, -2, 5], [1, 1, 1.5], [1e3, 1e3 + 1, 1e3 - 1]]
    var weights = [1.0 / 3, 1.0 / 3, 1.0 / 3]
    for loss in losses { ExponentialWeights.step(loss, rate: 0.7, updating: &weights) }
    var leader = weights
    let sums = (0..<3).map { item in losses.reduce(0) { $0 + $1[item] } }
    ExponentialWeights.solve(sums, rate: 0.7, into: &leader)
    #expect(relativeDistance(weights, leader) < 1e-12)
  }

  @Test func hugeLossesUnderflow() {
    var weights = [0.0, 0, 0]
    ExponentialWeights.solve([-1e300, 5, 1e300], rate: 30, into: &weights)
    #expect(weights == [1, 0, 0])
    ExponentialWeights.step([1e300, 0, 0], rate: 30, updating: &weights)
    #expect(weights == [1, 0, 0])
  }

  @Test func partsOfArrays() {
    var weights = [9.0, 9, 9, 9]
    ExponentialWeights.solve([4, 0, 0, 4], rate: 1, items: 1..<3, into: &weights)
    #expect(weights == [9, 0.5, 0.5, 9])
    ExponentialWeights.step([0, 700, 800, 0], rate: 100, items: 1..<3, updating: &weights)
    #expect(weights == [9, 1, 0, 9])
  }
}
