import BanditNumerics
import Testing

/// Against mpmath and SciPy (Tests/Reference/goodness_of_fit.py), to GSL's accuracy: its incomplete gamma
/// and beta functions lose digits as the parameters grow, up to 1e-8 in relative terms at the ends of the ranges.
struct CumulativeDistributionTests {
  private func isClose(_ value: Double, _ expected: Double, within relative: Double = 1e-12) -> Bool {
    abs(value - expected) <= relative * abs(expected)
  }

  @Test(arguments: [
    (-6.5, 4.016000583859118e-11), (-1, 0.15865525393145705), (0, 0.5), (0.3, 0.6179114221889527),
    (4, 0.9999683287581669),
  ])
  func normal(x: Double, expected: Double) {
    #expect(isClose(CumulativeDistribution.normal(x), expected))
    #expect(isClose(CumulativeDistribution.normal(3 + 2 * x, mean: 3, sd: 2), expected, within: 1e-11))
  }

  @Test(arguments: [
    (0.3, 0.01, 0.27924099635901484), (1, 2, 0.8646647167633873), (2.5, 2.5, 0.5841198130044921),
    (50, 40, 0.07033506665939496), (5e4, 50_200, 0.814533642938086),
  ])
  func gamma(shape: Double, x: Double, expected: Double) {
    #expect(isClose(CumulativeDistribution.gamma(x, shape: shape), expected, within: 1e-8))
    #expect(isClose(CumulativeDistribution.gamma(3 * x, shape: shape, scale: 3), expected, within: 1e-8))
  }

  @Test(arguments: [
    (0.5, 0.5, 0.01, 0.06376856085851985), (2, 1, 0.3, 0.09), (200, 3, 0.98, 0.2293468237386087),
    (2.5, 7.3, 0.2, 0.38781468483560544), (1e5, 2e5, 0.3335, 0.5769368018947587),
  ])
  func beta(a: Double, b: Double, x: Double, expected: Double) {
    #expect(isClose(CumulativeDistribution.beta(x, a: a, b: b), expected, within: 1e-8))
  }

  @Test(arguments: [
    (1, 3.84, 0.05004352124870519), (2, 13.8, 0.0010077854290485102), (9, 60, 1.3406780483959625e-09),
    (999, 1200, 1.112935044825893e-05), (100_000, 101_500, 0.0004204549712696566),
  ])
  func chiSquareTail(degreesOfFreedom: Int, x: Double, expected: Double) {
    let tail = CumulativeDistribution.chiSquareTail(x, degreesOfFreedom: degreesOfFreedom)
    #expect(isClose(tail, expected, within: 1e-11))
  }

  @Test(arguments: [
    (3, 10, 0.3, 0.6496107184000002, 0.3503892815999998), (0, 10, 0.3, 0.028247524900000005, 0.9717524751),
    (9, 10, 0.3, 0.9999940951, 5.9048999999999975e-06),
    (450, 1000, 0.5, 0.0008652680424881513, 0.9991347319575119),
    (502_000, 1_000_000, 0.5, 0.9999684629880654, 3.153701193458818e-05),
    (1100, 1_000_000, 0.001, 0.9991371002480112, 0.0008628997519888585),
  ])
  func binomial(successes: Int, trials: Int, probability: Double, lower: Double, upper: Double) {
    let tails = CumulativeDistribution.binomial(successes, trials: trials, probability: probability)
    #expect(isClose(tails.lower, lower, within: 1e-8))
    #expect(isClose(tails.upper, upper, within: 1e-8))
  }

  /// From Tests/Reference/laws.py.
  @Test(arguments: [
    (0.5, -3.0, 0.18365407799297172),
    (1.0, 1.0, 0.75),
    (2.0, -0.5, 0.33333333333333333),
    (5.0, 2.5, 0.97275495032881188),
    (1000.0, -3.0, 0.0013833545221190962),
  ])
  func student(degreesOfFreedom: Double, x: Double, expected: Double) {
    let probability = CumulativeDistribution.student(x, degreesOfFreedom: degreesOfFreedom)
    #expect(isClose(probability, expected, within: 1e-11))
  }

  /// From Tests/Reference/laws.py.
  @Test(arguments: [
    (0.5, 0, 0.60653065971263342),
    (9.9, 7, 0.22936396923891654),
    (300, 320, 0.88099551439488045),
    (50000, 49600, 0.036867107930566672),
  ])
  func poisson(mean: Double, events: Int, expected: Double) {
    #expect(isClose(CumulativeDistribution.poisson(events, mean: mean), expected, within: 1e-8))
  }

  @Test func outsideTheSupport() {
    #expect(CumulativeDistribution.poisson(-1, mean: 2) == 0)
    #expect(CumulativeDistribution.gamma(-1, shape: 2) == 0)
    #expect(CumulativeDistribution.gamma(.infinity, shape: 2) == 1)
    #expect(CumulativeDistribution.chiSquareTail(.infinity, degreesOfFreedom: 3) == 0)
    #expect(CumulativeDistribution.beta(-1, a: 2, b: 3) == 0)
    #expect(CumulativeDistribution.beta(2, a: 2, b: 3) == 1)
    #expect(CumulativeDistribution.binomial(-1, trials: 5, probability: 0.5) == (0, 1))
    #expect(CumulativeDistribution.binomial(5, trials: 5, probability: 0.5) == (1, 0))
  }
}
