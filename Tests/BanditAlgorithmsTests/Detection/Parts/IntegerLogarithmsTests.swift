import Foundation
import Testing

@testable import BanditAlgorithms

struct IntegerLogarithmsTests {
  @Test func growsAndKeepsWhatItHas() {
    var table = IntegerLogarithms()
    table.reach(40_000)
    for integer in [1, 2, 16_383, 16_384, 40_000] { #expect(table[integer] == log(Double(integer))) }
    #expect(table[0] == -.infinity)
    table.withTable { #expect($0[40_000] == log(40_000)) }
  }
}
