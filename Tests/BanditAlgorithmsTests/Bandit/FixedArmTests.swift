import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct FixedArmTests {
  @Test func pullsItsArm() throws {
    let policy = try make(FixedArm.self, ["arm": .whole(1)], arms: 3)
    #expect(playScript(learner: policy, rewards: [[1], [0], [1]], rounds: 5) == [1, 1, 1, 1, 1])
  }

  @Test func refusesAnArmThatIsNotThere() {
    #expect(throws: InvalidSettings("arm", "found 3; accepted: an arm in 0...2")) {
      try make(FixedArm.self, ["arm": .whole(3)], arms: 3)
    }
  }

  @Test func conforms() {
    #expect(
      BanditConformance.violations(of: FixedArm.self, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(FixedArm.self, ["arm": .whole(2)], arms: 4, horizon: 300),
        try FixedArm(problemOfFour, arm: 2)))
    #expect(throws: InvalidSettings.self) { try FixedArm(problemOfFour, arm: -1) }
  }
}
