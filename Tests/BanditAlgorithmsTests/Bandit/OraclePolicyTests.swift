import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct OraclePolicyTests {
  @Test func pullsTheLowestOfTheBestArms() {
    let means = [0.2, 0.7, 0.7]
    let policy = OraclePolicy(
      settings: [:], problem: BanditProblem(armCount: 3, horizon: 10, rewardRange: 0...1),
      truth: BanditTruth(means: means))
    #expect(playScript(policy: policy, rewards: means.map { [$0] }, rounds: 3) == [1, 1, 1])
  }
}
