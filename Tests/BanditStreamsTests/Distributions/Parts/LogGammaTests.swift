import Foundation
import Testing

@testable import BanditStreams

struct LogGammaTests {
  /// Beside the C library's function, over fifteen decades.
  @Test func isTheLogarithmOfTheGammaFunction() {
    for step in 0...6000 {
      let number = 1e-3 * pow(1.006, Double(step))
      let (expected, _): (Double, Int) = lgamma(number)
      #expect(abs(logGamma(number) - expected) <= 1e-14 + 1e-15 * abs(expected), "\(number)")
    }
  }

  @Test func factorialsAreExactEnough() {
    var factorial = 1.0
    for number in 1...18 {
      #expect(abs(exp(logGamma(Double(number))) - factorial) < 1e-13 * factorial, "\(number)")
      factorial *= Double(number)
    }
  }
}
