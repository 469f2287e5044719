import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct UniformAllocationTests {
  @Test func armsTakeTurns() {
    let problem = BanditProblem(armCount: 3, horizon: 8)
    let run = BestArmRun(
      UniformAllocation(problem), ScriptedBandit(rewards: [[0.2], [0, 1], [0.5]]), rounds: 8)
    #expect(run.arms == [0, 1, 2, 0, 1, 2, 0, 1])
    // (0 + 1 + 0) / 3 is below 1/2.
    #expect(run.learner.recommendation == 2)
    #expect(UniformAllocation(problem).recommendation == nil)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: UniformAllocation.self, isRandomized: false) == [])
  }
}
