import BanditStreams
import Testing

@testable import BanditNumerics

struct QuantileTests {
  /// `numpy.quantile` of the same numbers, see `Tests/Reference/result_statistics.py`; exact but for the
  /// last, where NumPy interpolates in another order.
  @Test(arguments: [
    (0, -1.25), (0.05, -0.6375), (0.25, 1.625), (0.5, 4.125), (0.75, 5.59375), (0.95, 9.343749999999998),
    (1, 10.0),
  ])
  func goldenQuantiles(fraction: Double, expected: Double) {
    let sorted = [-1.25, 0.5, 2.0, 3.5, 4.75, 4.75, 8.125, 10.0]
    #expect(abs(Quantile.of(fraction, sorted: sorted) - expected) <= 2 * expected.ulp.magnitude)
  }

  @Test func oneNumberIsEveryQuantile() {
    for fraction in [0, 0.3, 1] { #expect(Quantile.of(fraction, sorted: [7.5]) == 7.5) }
  }

  /// To the last bit, however close the numbers lie: an interpolation (1 - d) a + d b breaks it in one sample of 46.
  @Test func quantilesKeepTheirOrder() {
    var noise = RandomStream(key: StreamKey(seed: 281))
    let fractions = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    for sample in 0..<20_000 {
      let (count, spacing) = (1 + noise.integer(below: 12), sample % 3)
      let center = 10 * noise.uniform() - 5
      let numbers = (0..<count).map { _ in
        switch spacing {
        case 0: center
        case 1: center + Double(noise.integer(below: 3)) * center.ulp
        default: center * (1 + noise.uniform())
        }
      }.sorted()
      let found = fractions.map { Quantile.of($0, sorted: numbers) }
      #expect(found == found.sorted() && found.first == numbers.first && found.last == numbers.last)
    }
  }

  @Test func emptySamplesAndWrongFractions() {
    #expect(Quantile.of(0.5, sorted: []).isNaN)
    for fraction in [-0.01, 1.01, .nan] { #expect(Quantile.of(fraction, sorted: [1, 2]).isNaN) }
  }
}
