import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct BinomialTests {
  @Test(arguments: [Int.min, -1, 0, 1, 7, 1000, 1_000_000_000, 1_000_000_001, .max], hostileNumbers)
  func acceptsExactlyItsRanges(trials: Int, p: Double) throws {
    guard (0...1_000_000_000).contains(trials) && p >= 0 && p <= 1 else {
      #expect(throws: DistributionError.self) { try Binomial(trials: trials, p: p) }
      return
    }
    let law = try Binomial(trials: trials, p: p)
    #expect(draws(law, 100).allSatisfy { $0 >= 0 && $0 <= Double(trials) && $0 == $0.rounded() })
    #expect(law.mean == Double(trials) * p)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Binomial(trials: 3, p: .nan) }
    #expect(error?.description == "binomial: p is nan; accepted: a probability in [0, 1]")
  }

  @Test func certainties() throws {
    #expect(try draws(Binomial(trials: 1000, p: 0), 1000).allSatisfy { $0 == 0 })
    #expect(try draws(Binomial(trials: 1000, p: 1), 1000).allSatisfy { $0 == 1000 })
  }

  // Few expected successes are drawn by inversion, more by rejection.
  @Test(arguments: [(20, 0.3, 1...14), (1000, 0.3, 240...360), (200, 0.9, 160...196)])
  func fits(trials: Int, p: Double, values: ClosedRange<Int>) throws {
    let fit = discreteFit(try Binomial(trials: trials, p: p), values) {
      CumulativeDistribution.binomial($0, trials: trials, probability: p).lower
    }
    #expect(fit.pValue > level)
  }
}
