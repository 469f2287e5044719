import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct TruncatedGaussianTests {
  @Test(arguments: hostileNumbers, hostileNumbers)
  func acceptsExactlyIntervalsWithAProbability(lower: Double, upper: Double) throws {
    // Of the list, no end from 1e6 up or from -1e308 down leaves the normal law a probability beyond it.
    guard upper - lower >= 1e-3 && lower < 1e6 && upper > -1e308 else {
      #expect(throws: DistributionError.self) { try TruncatedGaussian(lower: lower, upper: upper) }
      return
    }
    let law = try TruncatedGaussian(lower: lower, upper: upper)
    #expect(draws(law, 100).allSatisfy { $0 >= lower && $0 <= upper && $0.isFinite })
    let mean = try #require(law.mean)
    #expect(mean >= lower && mean <= upper)
  }

  @Test(arguments: hostileNumbers, hostileNumbers + [1e-100, 1e100])
  func acceptsExactlyItsRanges(mean: Double, sd: Double) throws {
    guard abs(mean) <= 1e100 && sd >= 1e-100 && sd <= 1e100 else {
      #expect(throws: DistributionError.self) { try TruncatedGaussian(mean: mean, sd: sd) }
      return
    }
    let law = try TruncatedGaussian(mean: mean, sd: sd)
    #expect(draws(law, 100).allSatisfy { $0.isFinite })
    #expect(law.mean == mean)
  }

  @Test func errorsNameTheParameter() {
    func error(_ lower: Double, _ upper: Double) -> String? {
      #expect(throws: DistributionError.self) { try TruncatedGaussian(lower: lower, upper: upper) }?.description
    }
    #expect(
      error(1, 1) == "truncated-gaussian: upper is 1.0; accepted: a number at least sd / 1000 above lower = 1.0")
    #expect(
      error(40, 50) == "truncated-gaussian: the probability of the interval is 0.0; accepted: 1e-280 or more")
  }

  /// Means from mpmath (Tests/Reference/laws.py): a bounded interval, the two half-lines, far tails, a narrow
  /// interval.
  @Test(
    arguments: [
      (-1, 2, 0.22963717909132897), (-.infinity, 0.5, -0.50916043383703349), (0.25, .infinity, 0.96355397941640391),
      (8, 9, 8.1211889929797971), (-30, -29.5, -29.533820673925011),
      (35, .infinity, 35.028524970596688), (0.5, 0.501953125, 0.50097640324386253),
    ] as [(Double, Double, Double)])
  func meanIsExact(lower: Double, upper: Double, expected: Double) throws {
    let standard = try TruncatedGaussian(lower: lower, upper: upper)
    #expect(abs(standard.mean! - expected) <= 1e-12 * abs(expected))
    let scaled = try TruncatedGaussian(mean: 3, sd: 2, lower: 3 + 2 * lower, upper: 3 + 2 * upper)
    #expect(abs(scaled.mean! - (3 + 2 * expected)) <= 1e-12 * abs(3 + 2 * expected))
  }

  @Test(arguments: [(-1, 2), (-.infinity, 0.5), (0.25, .infinity), (8, 9), (-30, -29.5), (0.5, 0.502)])
  func fits(lower: Double, upper: Double) throws {
    let sample = try draws(
      TruncatedGaussian(mean: 3, sd: 2, lower: 3 + 2 * lower, upper: 3 + 2 * upper), continuousDraws)
    // Differences of tails keep their digits; far above the mean the tail is taken from above.
    let sign = lower > 5 ? -1.0 : 1
    let (low, high) = (CumulativeDistribution.normal(sign * lower), CumulativeDistribution.normal(sign * upper))
    let test = KolmogorovSmirnov(sample) {
      (CumulativeDistribution.normal(sign * ($0 - 3) / 2) - low) / (high - low)
    }
    #expect(test.pValue > level)
  }

  @Test func drawsIncreaseWithTheirUniform() throws {
    let draw = try draws(TruncatedGaussian(lower: -1, upper: 2), 1000)
    let above = try draws(TruncatedGaussian(lower: -2, upper: 1), 1000)
    let uniforms = try draws(Uniform(), 1000)
    let order = uniforms.indices.sorted { uniforms[$0] < uniforms[$1] }
    for sample in [draw, above] {
      #expect(zip(order, order.dropFirst()).allSatisfy { sample[$0] <= sample[$1] })
    }
  }
}
