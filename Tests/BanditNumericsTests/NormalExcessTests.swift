import Testing

@testable import BanditNumerics

struct NormalExcessTests {
  /// z Phi(z) + phi(z) and its logarithm by mpmath, with 60 digits.
  @Test(arguments: [
    (-12.0, 1.4605201169845548e-34, -77.909100545007348), (-10.000001, 7.4744840564438721e-25, -55.553132230505873),
    (-10, 7.474560254589328e-25, -55.553122036122356), (-5, 5.346165533832815e-8, -16.74430116266099),
    (-1, 0.083315470587686298, -2.4851210257126413), (0, 0.39894228040143268, -0.91893853320467274),
    (0.5, 0.69779655740130603, -0.35982768374506382), (3, 3.0003821543170477, 1.0987396653277078),
  ])
  func values(z: Double, value: Double, logarithm: Double) {
    #expect(abs(NormalExcess.mean(z) / value - 1) < 1e-12)
    #expect(abs(NormalExcess.logMean(z) - logarithm) < 1e-12 * max(1, abs(logarithm)))
  }

  /// Where the value is 0 in double precision, its logarithm is not.
  @Test func farBelow() {
    #expect(NormalExcess.mean(-60) == 0 && abs(NormalExcess.logMean(-40) + 808.29856835661996) < 1e-9)
    #expect(NormalExcess.logMean(-1e200) == -.infinity && NormalExcess.mean(-.infinity) == 0)
    #expect(NormalExcess.logImprovement(-50, sd: 1) > NormalExcess.logImprovement(-51, sd: 1))
  }

  /// D = 0.5, s = 1: the tutorial's formula as printed gives 0.5063341.
  @Test func improvements() {
    #expect(abs(NormalExcess.improvement(0.5, sd: 1) - 0.6977966) < 5e-8)
    #expect(abs(NormalExcess.improvement(1, sd: 2) - 2 * 0.69779655740130603) < 1e-14)
    #expect(NormalExcess.improvement(0.5, sd: 0) == 0.5 && NormalExcess.improvement(-0.5, sd: 0) == 0)
    #expect(abs(NormalExcess.logImprovement(1, sd: 2) - .log(2 * 0.69779655740130603)) < 1e-14)
    #expect(NormalExcess.logImprovement(-0.5, sd: 0) == -.infinity)
  }
}
