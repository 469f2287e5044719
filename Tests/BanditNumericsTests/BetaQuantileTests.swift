import Testing

@testable import BanditNumerics

/// Golden numbers: `Tests/Reference/bandit_indices.py`.
struct BetaQuantileTests {
  @Test(arguments: [
    (0.5, 2.0, 3.0, 0.3857275681323895),
    (0.01, 2.0, 3.0, 0.8591324573054541),
    (0.0001, 2.0, 1.0, 0.9999499987499375),
    (1e-06, 1.0, 50.0, 0.2414224249708162),
    (0.2, 1.5, 1000.25, 0.002316965924929823),
    (0.001, 400.0, 30.0, 0.9624263643590087),
    (1e-05, 9000.0, 900.0, 0.9209379334300332),
    (0.99, 30.0, 2.0, 0.8043306237041097),
    (1e-09, 3.0, 90000.0, 0.00029631153785801084),
    (0.0001, 90000.0, 80000.0, 0.5339123603725172),
    (0.001, 5.0, 2000000.0, 7.397039855975727e-06),
  ])
  func upperQuantiles(tail: Double, a: Double, b: Double, expected: Double) {
    #expect(abs(BetaQuantile.upper(tail, a: a, b: b) / expected - 1) < 1e-12)
  }

  /// The first neglected terms of the expansion are of order n^-2 standard deviations.
  @Test(arguments: [
    (1e-06, 200000.0, 150000.0, 0.5754017442797436),
    (1e-06, 9000000.0, 1000000.0, 0.9004503734529651),
  ])
  func largeShapes(tail: Double, a: Double, b: Double, expected: Double) {
    #expect(abs(BetaQuantile.upper(tail, a: a, b: b) - expected) < 1e-9)
  }

  @Test func certainTails() {
    #expect(BetaQuantile.upper(1, a: 2, b: 3) == 0)
    #expect(abs(BetaQuantile.upper(0.25, a: 1, b: 1) - 0.75) < 1e-15)
  }

  /// Shapes and tails at which GSL's inverse aborts, loops or is NaN: here every quantile is a number.
  @Test func extremesGiveNumbersInOrder() {
    let shapes = [1, 1.5, 2, 100, 99_999, 100_001, 1e6, 1e7]
    for a in shapes {
      for b in shapes {
        var previous = 1.0
        for tail in [1e-12, 1e-9, 1e-6, 1e-3, 0.5, 1 - 1e-3, 1 - 1e-12] {
          let x = BetaQuantile.upper(tail, a: a, b: b)
          #expect(x >= 0 && x <= previous * (1 + 1e-12), "\(a) \(b) \(tail)")
          previous = x
        }
      }
    }
  }

  /// So many rewards are out of reach of any run; they still end in a number.
  @Test func absurdShapesEnd() {
    for (a, b) in [(1, 1e15), (1e15, 1), (1e15, 1e15), (99_999, 1e15)] {
      for tail in [1e-12, 0.5] { #expect((0...1).contains(BetaQuantile.upper(tail, a: a, b: b)), "\(a) \(b)") }
    }
  }
}
