import BanditStreams
import BanditTesting
import Foundation
import Testing

struct GeometricTests {
  @Test(arguments: hostileNumbers)
  func acceptsExactlyItsRange(p: Double) throws {
    guard p >= 1e-15 && p <= 1 else {
      #expect(throws: DistributionError.self) { try Geometric(p: p) }
      return
    }
    let law = try Geometric(p: p)
    #expect(draws(law, 100).allSatisfy { $0 >= 1 && $0 == $0.rounded() && $0.isFinite })
    #expect(law.mean == 1 / p)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Geometric(p: 0) }
    #expect(error?.description == "geometric: p is 0.0; accepted: a probability in [1e-15, 1]")
  }

  @Test func certainty() throws {
    #expect(try draws(Geometric(p: 1), 1000).allSatisfy { $0 == 1 })
  }

  @Test(arguments: [(0.9, 1...4), (0.3, 1...25)])
  func fits(p: Double, values: ClosedRange<Int>) throws {
    let law = try Geometric(p: p)
    #expect(discreteFit(law, values) { 1 - pow(1 - p, Double($0)) }.pValue > level)
  }

  @Test func fitsWhereSuccessIsRare() throws {
    // Steps of 1e-9 are below the resolution of the test.
    let law = try Geometric(p: 1e-9)
    #expect(KolmogorovSmirnov(draws(law, continuousDraws)) { -expm1(-1e-9 * $0) }.pValue > level)
  }
}
