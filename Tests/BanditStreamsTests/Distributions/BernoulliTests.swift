import BanditStreams
import BanditTesting
import Testing

struct BernoulliTests {
  @Test(arguments: hostileNumbers)
  func acceptsExactlyProbabilities(p: Double) throws {
    guard p >= 0 && p <= 1 else {
      #expect(throws: DistributionError.self) { try Bernoulli(p: p) }
      return
    }
    #expect(try draws(Bernoulli(p: p), 100).allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Bernoulli(p: 1.5) }
    #expect(error?.description == "bernoulli: p is 1.5; accepted: a probability in [0, 1]")
  }

  @Test func certainties() throws {
    #expect(try draws(Bernoulli(p: 0), 10_000).allSatisfy { $0 == 0 })
    #expect(try draws(Bernoulli(p: 1), 10_000).allSatisfy { $0 == 1 })
  }

  @Test(arguments: [1e-4, 0.3, 0.5, 0.999])
  func fits(p: Double) throws {
    let successes = Int(try draws(Bernoulli(p: p)).reduce(0, +))
    #expect(BinomialTest(successes: successes, trials: 1_000_000, probability: p).pValue > level)
  }

  @Test func rewardsAreMonotoneInTheProbability() throws {
    let low = try draws(Bernoulli(p: 0.4), 10_000)
    let high = try draws(Bernoulli(p: 0.6), 10_000)
    #expect(zip(low, high).allSatisfy { $0 <= $1 })
    #expect(low != high)
  }
}
