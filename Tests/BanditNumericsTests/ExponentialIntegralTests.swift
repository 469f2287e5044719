import BanditNumerics
import Testing

struct ExponentialIntegralTests {
  /// SciPy's exp1 times exp.
  @Test(
    arguments: [
      (0.5, 0.9229106324837305), (1, 0.5963473623231946), (2, 0.36132861688822265), (10, 0.09156333393978809),
      (50, 0.01961510993011487),
    ])
  func agreesWithAnotherLibrary(x: Double, value: Double) {
    #expect(abs(ExponentialIntegral.scaledE1(x) / value - 1) < 1e-14)
  }

  /// Where E1 underflows the scaled one is 1/x (1 - 1/x + 2/x^2 - ...).
  @Test func largeArguments() {
    #expect(abs(ExponentialIntegral.scaledE1(1e6) * 1e6 - (1 - 1e-6 + 2e-12)) < 1e-15)
  }
}
