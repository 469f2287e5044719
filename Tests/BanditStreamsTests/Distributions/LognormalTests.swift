import BanditNumerics
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct LognormalTests {
  @Test(arguments: hostileNumbers + [-230, 230], hostileNumbers + [20])
  func acceptsExactlyWhatCannotOverflow(logMean: Double, logSD: Double) throws {
    guard abs(logMean) <= 230 && logSD >= 0 && logSD <= 20 else {
      #expect(throws: DistributionError.self) { try Lognormal(logMean: logMean, logSD: logSD) }
      return
    }
    let law = try Lognormal(logMean: logMean, logSD: logSD)
    #expect(draws(law, 100).allSatisfy { $0 > 0 && $0.isFinite })
    #expect(law.mean?.isFinite == true)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Lognormal(logSD: -1) }
    #expect(error?.description == "lognormal: logSD is -1.0; accepted: a number in [0, 20]")
  }

  @Test func fits() throws {
    let law = try Lognormal(logMean: -1, logSD: 0.5)
    #expect(
      KolmogorovSmirnov(draws(law, continuousDraws)) { CumulativeDistribution.normal(log($0), mean: -1, sd: 0.5) }
        .pValue > level)
    // exp(-7/8) from mpmath.
    #expect(abs(law.mean! - 0.41686201967850839) < 1e-15)
  }
}
