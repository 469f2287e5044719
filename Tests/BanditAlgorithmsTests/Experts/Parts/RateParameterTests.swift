import Testing

@testable import BanditAlgorithms

struct RateParameterTests {
  @Test func autoIsNoNumber() {
    #expect(RateParameter.given(["learningRate": .text("auto")]) == nil)
    #expect(RateParameter.given(["learningRate": .number(0.25)]) == 0.25)
    #expect(RateParameter.given(["learningRate": .whole(2)]) == 2)
  }
}
