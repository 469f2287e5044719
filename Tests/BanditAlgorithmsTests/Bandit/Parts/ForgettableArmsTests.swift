import Testing

@testable import BanditAlgorithms

struct ForgettableArmsTests {
  /// Means .75, .5 and 1 of 2, 1 and 1 pulls: with width w, .75 + sqrt(w / 2), .5 + sqrt(w), 1 + sqrt(w).
  @Test func theHighestBoundAndForgetting() {
    var arms = ForgettableArms(armCount: 3)
    #expect(arms.highestBound(squaredWidth: 1) == 0)
    for (arm, reward) in [(0, 1.0), (0, 0.5), (1, 0.5)] { arms.observe(reward, of: arm) }
    #expect(arms.highestBound(squaredWidth: 1) == 2)
    arms.observe(1, of: 2)
    #expect(arms.total == 4 && arms.pulls == [2, 1, 1])
    #expect(arms.highestBound(squaredWidth: 0) == 2)
    arms.observe(0, of: 2)
    #expect(arms.highestBound(squaredWidth: 0) == 0)
    #expect(arms.highestBound(squaredWidth: 4) == 1)
    arms.forget(0)
    #expect(arms.total == 3 && arms.pulls == [0, 1, 2])
    #expect(arms.highestBound(squaredWidth: 4) == 0)
  }
}
