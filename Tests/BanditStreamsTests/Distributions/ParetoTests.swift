import BanditStreams
import BanditTesting
import Foundation
import Testing

struct ParetoTests {
  @Test(arguments: hostileNumbers + [0.1], hostileNumbers + [1e-100, 1e100])
  func acceptsExactlyWhatCannotOverflow(exponent: Double, scale: Double) throws {
    guard exponent >= 0.1 && exponent <= 1e15 && scale >= 1e-100 && scale <= 1e100 else {
      #expect(throws: DistributionError.self) { try Pareto(exponent: exponent, scale: scale) }
      return
    }
    #expect(try draws(Pareto(exponent: exponent, scale: scale), 100).allSatisfy { $0 >= scale && $0.isFinite })
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Pareto(exponent: 2, scale: 0) }
    #expect(error?.description == "pareto: scale is 0.0; accepted: a number in [1e-100, 1e100]")
  }

  @Test func meanIsFiniteAboveOne() throws {
    #expect(try Pareto(exponent: 1).mean == nil)
    #expect(try Pareto(exponent: 1.5, scale: 2).mean == 6)
  }

  @Test(arguments: [0.5, 3])
  func fits(exponent: Double) throws {
    let sample = try draws(Pareto(exponent: exponent, scale: 2), continuousDraws)
    #expect(KolmogorovSmirnov(sample) { 1 - pow(2 / $0, exponent) }.pValue > level)
  }
}
