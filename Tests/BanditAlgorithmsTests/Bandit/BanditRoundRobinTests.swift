import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct BanditRoundRobinTests {
  @Test func armsTakeTurns() {
    let problem = BanditProblem(armCount: 3, horizon: 8)
    let run = BestArmRun(
      BanditRoundRobin(problem), ScriptedBandit(rewards: [[0.2], [0, 1], [0.5]]), rounds: 8)
    #expect(run.arms == [0, 1, 2, 0, 1, 2, 0, 1])
    // (0 + 1 + 0) / 3 is below 1/2.
    #expect(run.learner.recommendation == 2)
    #expect(BanditRoundRobin(problem).recommendation == nil)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: BanditRoundRobin.self, isRandomized: false) == [])
  }
}
