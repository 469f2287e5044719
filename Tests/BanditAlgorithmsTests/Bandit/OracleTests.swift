import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct OracleTests {
  @Test func typedCallsAgreeWithSettings() {
    let truth = BanditTruth(means: [0.2, 0.7, 0.1])
    let policy = Oracle(BanditProblem(armCount: 3, horizon: 3), truth: truth)
    #expect(playScript(learner: policy, rewards: [[0], [0], [0]], rounds: 3) == arms(truth, rounds: 3))
  }

  private func arms(_ truth: BanditTruth, rounds: Int) -> [Int] {
    let policy = Oracle(
      settings: [:], problem: BanditProblem(armCount: 3, horizon: 10, rewardRange: 0...1), truth: truth)
    return playScript(learner: policy, rewards: truth.means.map { [$0] }, rounds: rounds)
  }

  @Test func pullsTheLowestOfTheBestArms() {
    #expect(arms(BanditTruth(means: [0.2, 0.7, 0.7]), rounds: 3) == [1, 1, 1])
  }

  @Test func followsTheBestArmOfEachRound() {
    let truth = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.2, 0.7, 0.7]), .init(firstRound: 3, means: [0.2, 0.1, 0]),
      .init(firstRound: 4, means: [0, 0.1, 0.2]),
    ])
    #expect(arms(truth, rounds: 6) == [1, 1, 0, 2, 2, 2])
  }

  @Test func conforms() { #expect(BanditConformance.violations(of: Oracle.self, isRandomized: false) == []) }
}
