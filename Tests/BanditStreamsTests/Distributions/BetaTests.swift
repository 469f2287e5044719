import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct BetaTests {
  @Test(arguments: hostileNumbers, hostileNumbers)
  func acceptsExactlyItsRange(a: Double, b: Double) throws {
    let range = 1e-6...1e15
    guard range.contains(a) && range.contains(b) else {
      #expect(throws: DistributionError.self) { try Beta(a: a, b: b) }
      return
    }
    #expect(try draws(Beta(a: a, b: b), 100).allSatisfy { (0...1).contains($0) })
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Beta(a: .nan, b: 1) }
    #expect(error?.description == "beta: a is nan; accepted: a number in [1e-6, 1e15]")
  }

  @Test(arguments: [(0.5, 0.5), (1, 1), (2, 1), (1, 0.3), (2.5, 7.3), (200, 3)] as [(Double, Double)])
  func fits(a: Double, b: Double) throws {
    let beta = try Beta(a: a, b: b)
    #expect(beta.mean == a / (a + b))
    #expect(
      KolmogorovSmirnov(draws(beta, continuousDraws)) { CumulativeDistribution.beta($0, a: a, b: b) }.pValue > level)
  }

  @Test func drawingWithParametersOfARunIsTheSame() throws {
    var stream = RandomStream(key: StreamKey(seed: 1))
    let sample = (0..<100).map { _ in Beta.draw(a: 2, b: 1, from: &stream) }
    #expect(try draws(Beta(a: 2, b: 1), 100) == sample)
  }
}
