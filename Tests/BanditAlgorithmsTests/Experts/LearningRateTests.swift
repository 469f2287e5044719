import Testing

@testable import BanditAlgorithms

struct LearningRateTests {
  @Test func autoIsNoNumber() {
    #expect(LearningRate.given(["learningRate": .text("auto")]) == nil)
    #expect(LearningRate.given(["learningRate": .number(0.25)]) == 0.25)
    #expect(LearningRate.given(["learningRate": .whole(2)]) == 2)
  }
}
