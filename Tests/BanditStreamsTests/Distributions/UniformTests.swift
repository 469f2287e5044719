import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct UniformTests {
  @Test(arguments: hostileNumbers, hostileNumbers)
  func acceptsExactlyFiniteIntervals(lower: Double, upper: Double) throws {
    guard lower.isFinite && upper.isFinite && lower < upper && (upper - lower).isFinite else {
      #expect(throws: DistributionError.self) { try Uniform(lower: lower, upper: upper) }
      return
    }
    let uniform = try Uniform(lower: lower, upper: upper)
    #expect(draws(uniform, 100).allSatisfy { lower <= $0 && $0 < upper })
    let mean = try #require(uniform.mean)
    #expect(lower <= mean && mean <= upper)
  }

  @Test func roundingNeverReachesTheUpperEnd() throws {
    // Half of the numbers below 1 + 2 ulp round to the upper end.
    let uniform = try Uniform(lower: 1, upper: 1 + .ulpOfOne)
    #expect(draws(uniform, 100).allSatisfy { $0 == 1 })
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Uniform(lower: 2, upper: 1) }
    #expect(error?.description == "uniform: upper is 1.0; accepted: a finite number above lower = 2.0")
  }

  @Test func fits() throws {
    let uniform = try Uniform(lower: -3, upper: 5)
    #expect(KolmogorovSmirnov(draws(uniform, continuousDraws)) { ($0 + 3) / 8 }.pValue > level)
    #expect(uniform.mean == 1)
  }

  @Test func firstWordsOfAddressesFit() {
    var stream = RandomStream(key: StreamKey(seed: 1), itemCount: 10)
    var sample: [Double] = []
    for occurrence in 0..<20_000 {
      for item in 0..<10 {
        stream.move(to: item, occurrence: occurrence)
        sample.append(stream.uniform())
      }
    }
    #expect(KolmogorovSmirnov(sample) { $0 }.pValue > level)
  }
}
