import BanditCards
import Testing

@testable import BanditAlgorithms

struct RateParameterTests {
  @Test func autoIsNoNumber() throws {
    #expect(try RateParameter.parameter.value(of: .text("auto")) == nil)
    #expect(try RateParameter.parameter.value(of: .whole(2)) == 2)
    let parameter = RateParameter.parameter
    #expect(try parameter.value(of: "auto") == nil && parameter.value(of: nil) == nil)
    #expect(try parameter.value(of: 0.25) == 0.25 && parameter.value(of: 2) == 2)
    #expect(throws: InvalidSettings.self) { try parameter.value(of: 0) }
    #expect(throws: InvalidSettings.self) { try parameter.value(of: "fast") }
  }
}
