import BanditNumerics
import BanditStreams
import Testing

struct BetaTailTests {
  /// Random walks of the shapes against the distribution function of their ends, and the stated errors.
  @Test func stepsLeadToTheDistributionFunction() throws {
    var noise = RandomStream(key: StreamKey(seed: 1))
    for walk in 0..<300 {
      noise.move(to: 0, occurrence: walk)
      let (p, start) = (0.02 + 0.96 * noise.uniform(), 1 + 50 * noise.uniform())
      var (a, b) = (max(1, start * p).rounded(), max(1, start * (1 - p)).rounded())
      let point = min(0.999, p + 0.2 * noise.uniform() * (1 - p))
      guard var tail = BetaTail(above: point, a: a, b: b) else { continue }
      for _ in 0..<(1 + noise.integer(below: 3000)) {
        if noise.uniform() < p {
          tail.addSuccess()
          a += 1
        } else {
          tail.addFailure()
          b += 1
        }
      }
      let exact = 1 - CumulativeDistribution.beta(point, a: a, b: b)
      #expect(abs(tail.probability - exact) <= tail.error + 1e-13, "\(point) \(a) \(b)")
      #expect(tail.error < 1e-6)
    }
  }

  /// The slope of the quantile in the logarithm of 1 over the tail, by a difference.
  @Test(arguments: [(3, 2), (950, 60), (1, 7), (20_000, 1000)] as [(Double, Double)])
  func risesAsTheQuantileDoes(a: Double, b: Double) throws {
    let point = BetaQuantile.upper(0.01, a: a, b: b)
    let tail = try #require(BetaTail(above: point, a: a, b: b))
    let above = BetaQuantile.upper(0.01 * 0.999, a: a, b: b)
    let below = BetaQuantile.upper(0.01 * 1.001, a: a, b: b)
    #expect(abs((above - below) / 0.002 / tail.rise - 1) < 1e-4)
    #expect(abs(tail.probability - 0.01) < 1e-10)
  }

  /// A point so far out that the term underflows has no tail to follow.
  @Test func hopelessPointsAreRefused() { #expect(BetaTail(above: 0.5, a: 1e4, b: 1) == nil) }
}
