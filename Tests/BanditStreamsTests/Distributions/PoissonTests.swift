import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct PoissonTests {
  @Test(arguments: hostileNumbers + [1e9, 1.1e9])
  func acceptsExactlyItsRange(mean: Double) throws {
    guard mean >= 0 && mean <= 1e9 else {
      #expect(throws: DistributionError.self) { try Poisson(mean: mean) }
      return
    }
    let law = try Poisson(mean: mean)
    #expect(draws(law, 100).allSatisfy { $0 >= 0 && $0 <= 2 * mean + 10 && $0 == $0.rounded() })
    #expect(law.mean == mean)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Poisson(mean: 1e10) }
    #expect(error?.description == "poisson: mean is 10000000000.0; accepted: a number in [0, 1e9]")
  }

  // Above 10 the number is reduced by gamma and binomial variables first.
  @Test(arguments: [(0.5, 0...5), (9.9, 0...24), (300, 230...375)] as [(Double, ClosedRange<Int>)])
  func fits(mean: Double, values: ClosedRange<Int>) throws {
    let fit = discreteFit(try Poisson(mean: mean), values) { CumulativeDistribution.poisson($0, mean: mean) }
    #expect(fit.pValue > level)
  }
}
