import BanditNumerics
import Testing

struct ExponentialTests {
  /// e^x - 1 = x + x^2/2 + ...: the difference of rounded numbers would lose ten digits.
  @Test func lessOneKeepsItsDigitsNearZero() {
    #expect(abs(Double.expMinusOne(1e-10) - 1.00000000005e-10) < 1e-25)
    #expect(Double.expMinusOne(-.infinity) == -1)
  }
}
