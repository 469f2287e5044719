import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct GammaTests {
  @Test(arguments: hostileNumbers, hostileNumbers)
  func acceptsExactlyItsRanges(shape: Double, scale: Double) throws {
    guard shape >= 1e-6 && shape <= 1e15 && scale >= 1e-15 && scale <= 1e15 else {
      #expect(throws: DistributionError.self) { try Gamma(shape: shape, scale: scale) }
      return
    }
    #expect(try draws(Gamma(shape: shape, scale: scale), 100).allSatisfy { $0 >= 0 && $0.isFinite })
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Gamma(shape: 0) }
    #expect(error?.description == "gamma: shape is 0.0; accepted: a number in [1e-6, 1e15]")
  }

  @Test(arguments: [0.3, 1, 2.5, 50])
  func fits(shape: Double) throws {
    let gamma = try Gamma(shape: shape, scale: 2)
    #expect(gamma.mean == 2 * shape)
    #expect(
      KolmogorovSmirnov(draws(gamma, continuousDraws)) { CumulativeDistribution.gamma($0, shape: shape, scale: 2) }
        .pValue > level)
  }
}
