import Testing

@testable import BanditNumerics

struct GaussHermiteTests {
  /// Moments of a standard normal number: 1, 0, 1, 0, 3, 0, 15, exact up to degree 2 n - 1.
  @Test(arguments: [4, 8, 33]) func moments(count: Int) {
    let rule = GaussHermite(count: count)
    let moments = [1.0, 0, 1, 0, 3, 0, 15]
    for (degree, moment) in moments.enumerated() {
      let mean = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * .pow($1.0, Double(degree)) }
      #expect(abs(mean - moment) < 1e-12)
    }
    #expect(rule.nodes == rule.nodes.sorted() && rule.nodes.count == count)
  }

  /// E[e^Z] = e^(1/2).
  @Test func exponential() {
    let rule = GaussHermite(count: 20)
    let mean = zip(rule.nodes, rule.weights).reduce(0) { $0 + $1.1 * .exp($1.0) }
    #expect(abs(mean - .exp(0.5)) < 1e-12)
    #expect(GaussHermite(count: 1).nodes == [0])
  }
}
