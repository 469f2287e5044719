import Testing

@testable import BanditAlgorithms

struct EliminationPhasesTests {
  /// Phases of 4, 2 and 6 rounds; constant rewards .2, .6; no arm is dropped by wide radii.
  @Test(arguments: [
    (false, [0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1]), (true, [0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]),
  ])
  func theLastPhaseMayBelongToTheBestArm(endsWithBest: Bool, expected: [Int]) {
    var phases = EliminationPhases(armCount: 2, ends: [4, 6, 12], radiusSquared: 100, endsWithBest: endsWithBest)
    let arms = (1...12).map { round in
      let arm = phases.selectArm(at: round)
      phases.observe([0.2, 0.6][arm], of: arm)
      return arm
    }
    #expect(arms == expected)
  }

  /// Without radii the worse arm goes after the first phase.
  @Test func armsLeaveBetweenPhases() {
    var phases = EliminationPhases(armCount: 2, ends: [4, 8], radiusSquared: 0, endsWithBest: false)
    let arms = (1...8).map { round in
      let arm = phases.selectArm(at: round)
      phases.observe([0.6, 0.2][arm], of: arm)
      return arm
    }
    #expect(arms == [0, 0, 1, 1, 0, 0, 0, 0])
  }
}
