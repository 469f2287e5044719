import BanditAlgorithms
import BanditTesting
import Testing

struct SuccessiveEliminationTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["confidenceScale": .number(0.3)]) {
      try SuccessiveElimination($0, confidenceScale: 0.3)
    }
    #expect(played.settings == played.typed)
  }

  /// Constant rewards: the phase in which the worse arm leaves follows from 2 sqrt(2 ln T / n) < gap.
  @Test(arguments: [
    (rewards: [0.7, 0.4], horizon: 2000, last: 676), (rewards: [0.9, 0.1], horizon: 1000, last: 87),
  ])
  func theWorseArmLeavesOnTime(rewards: [Double], horizon: Int, last: Int) throws {
    let policy = try make(SuccessiveElimination.self, horizon: horizon)
    let arms = playScript(learner: policy, rewards: rewards.map { [$0] }, rounds: horizon)
    #expect(counts(arms, of: 2) == [horizon - last, last])
    #expect(Array(arms.prefix(6)) == [0, 1, 0, 1, 0, 1])
    #expect(arms[(2 * last)...].allSatisfy { $0 == 0 })
  }

  @Test func aSmallerScaleEliminatesEarlier() throws {
    let policy = try make(SuccessiveElimination.self, ["confidenceScale": .number(0.5)], horizon: 2000)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 2000)
    // 2 * 0.5 * sqrt(2 ln 2000 / n) < 0.3 first holds for n = 169.
    #expect(counts(arms, of: 2) == [1831, 169])
  }

  @Test func equalArmsStay() throws {
    let policy = try make(SuccessiveElimination.self, arms: 3, horizon: 900)
    let arms = playScript(learner: policy, rewards: [[0.5], [0.5], [0.5]], rounds: 900)
    #expect(counts(arms, of: 3) == [300, 300, 300])
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: SuccessiveElimination.self, isRandomized: false) == [])
  }
}
