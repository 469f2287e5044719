import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct GaussianTests {
  @Test(arguments: hostileNumbers, hostileNumbers)
  func acceptsExactlyWhatCannotOverflow(mean: Double, sd: Double) throws {
    guard abs(mean) <= 1e300 && sd >= 0 && sd <= 1e300 else {
      #expect(throws: DistributionError.self) { try Gaussian(mean: mean, sd: sd) }
      return
    }
    let gaussian = try Gaussian(mean: mean, sd: sd)
    #expect(draws(gaussian, 100).allSatisfy { $0.isFinite })
    #expect(gaussian.mean == mean)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Gaussian(mean: 0, sd: -1) }
    #expect(error?.description == "gaussian: sd is -1.0; accepted: a number in [0, 1e300]")
  }

  @Test func noSpreadIsTheConstant() throws {
    #expect(try draws(Gaussian(mean: 3, sd: 0), 100).allSatisfy { $0 == 3 })
  }

  @Test func fits() throws {
    let sample = try draws(Gaussian(mean: -1, sd: 2.5), continuousDraws)
    #expect(
      KolmogorovSmirnov(sample) { CumulativeDistribution.normal($0, mean: -1, sd: 2.5) }.pValue > level)
  }

  @Test func tailsFit() throws {
    // Beyond 3.44 the ziggurat has a branch of its own, which a test of the whole hardly sees.
    let sample = try draws(Gaussian(), seed: 2)
    let tail = CumulativeDistribution.normal(-3.5)
    let beyond = [sample.count { $0 < -3.5 }, sample.count { $0 > 3.5 }]
    for count in beyond {
      #expect(BinomialTest(successes: count, trials: sample.count, probability: tail).pValue > level)
    }
  }
}
