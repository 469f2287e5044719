import Testing

@testable import BanditNumerics

/// Golden numbers: `Tests/Reference/bandit_indices.py`, by halving at 70 digits.
struct DivergenceBoundTests {
  /// A divergence is flat around its mean: a budget that is off by one part in 10^16 of the mean's entropy
  /// moves the bound by about 1e-16 / (q - p).
  @Test(arguments: [
    (0.5, 0.7, 0.933993961956383),
    (0.5, 0.001, 0.5223495040921882),
    (0.9, 0.02, 0.9493708460921848),
    (0.01, 3.0, 0.9543338565046211),
    (0.99, 0.5, 1.0),
    (0.999, 10.0, 1.0),
    (1e-09, 0.25, 0.2211992328664215),
    (0.3, 1e-07, 0.30020496567260474),
    (0.0, 0.4, 0.32967995396436073),
    (0.95, 0.0017, 0.9616996326234452),
    (0.2, 25.0, 0.9999999999999857),
    (1.0, 3.0, 1.0),
    (0.0, 0.0, 0.0),
    (0.25, 0.0, 0.25),
  ])
  func coins(p: Double, budget: Double, expected: Double) {
    let q = DivergenceBound.bernoulli(p, budget: budget)
    #expect(abs(q - expected) <= 2e-16 + 2e-16 / max(1e-16, expected - p), "\(q)")
  }

  @Test(arguments: [
    (0.5, 0.7, 1.855706271848779),
    (3.25, 0.01, 3.511660770147188),
    (0.001, 2.0, 2.0086051958277467),
    (40.0, 1e-06, 40.00894493858909),
    (7.0, 12.0, 28.933670974503396),
    (0.0, 1.5, 1.5),
    (.leastNonzeroMagnitude, 1.5, 1.5),
    (2.0, 0.0, 2.0),
  ])
  func poisson(p: Double, budget: Double, expected: Double) {
    #expect(abs(DivergenceBound.poisson(p, budget: budget) / expected - 1) < 1e-11)
  }

  @Test(arguments: [
    (0.5, 0.7, 2.1748280004550975),
    (3.25, 0.01, 3.7565077931731223),
    (0.001, 2.0, 0.019058837457722716),
    (40.0, 1e-06, 40.05662191671059),
    (7.0, 12.0, 3096886.744054532),
    (2.0, 0.0, 2.0),
  ])
  func exponential(p: Double, budget: Double, expected: Double) {
    #expect(abs(DivergenceBound.exponential(p, budget: budget) / expected - 1) < 1e-11)
  }

  @Test func anExponentialMeanOfZeroStays() {
    #expect(DivergenceBound.exponential(0, budget: 3) == 0)
  }

  /// On a grid: the divergence to the bound is the budget, unless the bound is 1; the error of a
  /// divergence near 1 is that of 1 - q.
  @Test(arguments: [1e-16, 3e-13, 1e-10, 2e-7, 1e-5, 3e-4, 0.01, 0.1, 0.37, 1, 4, 11, 50, 1000])
  func coinsMeetTheirBudget(budget: Double) {
    for i in 0..<40 {
      let p = Double(i) / 40
      let q = DivergenceBound.bernoulli(p, budget: budget)
      #expect(q >= p && q <= 1)
      if q < 1 {
        let error = abs(BernoulliDivergence.value(p, q) - budget)
        #expect(error <= 1e-15 + 4e-16 / (1 - q), "\(p) \(q)")
      }
    }
  }
}
