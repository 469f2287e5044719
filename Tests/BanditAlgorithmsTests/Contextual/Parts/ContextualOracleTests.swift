import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ContextualOracleTests {
  @Test func hasNoRegret() {
    let world = WorkedWorlds.disjoint(rounds: 100)
    let run = RecordedContexts(learner: ContextualOracle(world.truth.problem, truth: world.truth), world: world)
    #expect(Set(run.arms).count > 1)
    #expect(run.account.entry(for: .pseudo, group: "", after: 100).regret == 0)
    #expect(run.account.measure(.bestArmShare, after: 100) == 1)
  }

  @Test func fixedArmsPlayThroughAnAdapter() throws {
    let world = WorkedWorlds.disjoint(rounds: 10)
    let learner = Contextless(try FixedArm(world.truth.problem.withoutContexts, arm: 2))
    let run = RecordedContexts(learner: learner, world: world)
    #expect(Set(run.arms) == [2])
    #expect(throws: InvalidSettings.self) {
      try Contextless<FixedArm>(settings: ["arm": 3], problem: world.truth.problem)
    }
  }
}
