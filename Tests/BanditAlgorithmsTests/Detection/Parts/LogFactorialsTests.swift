import Foundation
import Testing

@testable import BanditAlgorithms

struct LogFactorialsTests {
  @Test func agreesWithTheGammaFunction() {
    var table = LogFactorials()
    table.reach(5000)
    #expect(table[0] == 0 && table[1] == 0)
    for integer in [2, 10, 170, 171, 5000] {
      #expect(abs(table[integer] - lgamma(Double(integer) + 1)) <= 1e-14 * table[integer])
    }
  }
}
