import Testing

@testable import BanditAlgorithms

struct RateParameterTests {
  @Test func autoIsNoNumber() throws {
    #expect(try RateParameter.parameter.value(of: .text("auto")) == nil)
    #expect(try RateParameter.parameter.value(of: .whole(2)) == 2)
    #expect(RateParameter.given(["learningRate": .text("auto")]) == nil)
    #expect(RateParameter.given(["learningRate": .number(0.25)]) == 0.25)
    #expect(RateParameter.given(["learningRate": .whole(2)]) == 2)
  }
}
