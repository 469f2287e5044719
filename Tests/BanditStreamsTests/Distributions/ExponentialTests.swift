import BanditStreams
import BanditTesting
import Foundation
import Testing

struct ExponentialTests {
  @Test(arguments: hostileNumbers)
  func acceptsExactlyItsRange(mean: Double) throws {
    guard mean >= 1e-300 && mean <= 1e300 else {
      #expect(throws: DistributionError.self) { try Exponential(mean: mean) }
      return
    }
    let law = try Exponential(mean: mean)
    #expect(draws(law, 100).allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(law.mean == mean)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Exponential(mean: -1) }
    #expect(error?.description == "exponential: mean is -1.0; accepted: a number in [1e-300, 1e300]")
  }

  @Test func fits() throws {
    let law = try Exponential(mean: 2.5)
    #expect(KolmogorovSmirnov(draws(law, continuousDraws)) { -expm1(-$0 / 2.5) }.pValue > level)
  }
}
