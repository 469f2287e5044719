import Testing

@testable import BanditNumerics

struct ItemLogBarrierTests {
  /// Steps of mirror descent from (.5, .5), worked out independently; the second has a pole in between, the multiplier of the
  /// third is (1 + eta - sqrt(1 + eta^2)) / eta.
  @Test(
    arguments: [
      ([1, 0], 0.1, 0.48750780, [0.48750780, 0.51249220], 5e-9),
      ([100, 0], 1, 0.99000099980, [0.00990001, 0.99009999], 5e-12),
      ([2, 0], 1 / 162.0, 0.9969136097, [0.49845680, 0.50154320], 5e-9),
    ] as [([Double], Double, Double, [Double], Double)])
  func mirrorDescent(losses: [Double], rate: Double, multiplier: Double, expected: [Double], digits: Double) {
    var weights = [0.5, 0.5]
    var work = losses
    let found = SimplexSolver.step(&work, ItemLogBarrier(inverseRates: [1 / rate, 1 / rate]), updating: &weights)
    #expect(distance(weights, expected) < 6e-9)
    #expect(abs(found - multiplier) <= digits)
  }

  @Test func equalRatesAreOneBarrier() {
    let one = solve(referenceLosses, LogBarrier(rate: 0.4)).weights
    let many = solve(referenceLosses, ItemLogBarrier(inverseRates: Array(repeating: 2.5, count: 5))).weights
    #expect(relativeDistance(many, one) < 1e-14)
  }

  @Test func differentRates() {
    let barrier = ItemLogBarrier(inverseRates: [2, 1000, 1.0 / 30, 0.5, 4])
    let expected = [
      0.0019954800920467233, 0.99749123678523713, 3.3158750095572753e-5, 0.00047972441270716186, 3.9995991341482093e-7,
    ]
    #expect(relativeDistance(solve(referenceLosses, barrier).weights, expected) < 1e-13)
  }
}
