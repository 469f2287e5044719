import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RandomPolicyTests {
  /// Binomial: five standard deviations.
  @Test func everyActionIsTakenAlike() throws {
    let path = RecordedPath(
      learner: try make(RandomPolicy.self, states: 3, actions: 2, horizon: 10_000),
      environment: ScriptedProcess([(1, Processes.chain)]), steps: 10_000)
    let ones = path.transitions.count { $0.action == 1 }
    #expect(abs(Double(ones) - 5000) < 250, "\(ones)")
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: RandomPolicy.self, isRandomized: true) == [])
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 4)
    #expect(throws: InvalidSettings.self) { try RandomPolicy(settings: ["ties": "random"], problem: problem) }
  }
}
