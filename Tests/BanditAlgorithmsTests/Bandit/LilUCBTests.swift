import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LilUCBTests {
  /// n = 10, (1 - confidence) / 5 = .01; infinite at n = 1.
  @Test func bonusOfTheExample() throws {
    let learner = try LilUCB(BanditProblem(armCount: 5, horizon: 100), delta: 0.05)
    #expect(abs(learner.bonus(pulls: 10) - 1.564494) < 5e-7)
    #expect(learner.bonus(pulls: 1) == .infinity && learner.bonus(pulls: 2) < 10)
  }

  /// Every arm twice, as an index after one pull is infinite; then it stops once the pulls of the best arm are 1 + (1 + 10 /
  /// K) times those of all others.
  @Test func oneArmOutweighsTheOthers() throws {
    let learner = try LilUCB(BanditProblem(armCount: 2, horizon: 100_000), delta: 0.1)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.1], [0.9]]), rounds: 100_000)
    #expect(Array(run.arms.prefix(4)) == [0, 1, 0, 1])
    let pulls = counts(run.arms, of: 2)
    #expect(run.learner.stop.time == run.arms.count && run.learner.recommendation == 1)
    #expect(pulls[1] >= 1 + 6 * pulls[0] && pulls[1] - 1 < 1 + 6 * pulls[0])
  }

  @Test func oneArmNeedsNoSearch() throws {
    let learner = try LilUCB(BanditProblem(armCount: 1, horizon: 10))
    #expect(BestArmRun(learner, ScriptedBandit(rewards: [[0]]), rounds: 10).learner.stop.time == 1)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["delta": .number(0.3), "sigma": .number(0.2)]) {
      try LilUCB($0, delta: 0.3, sigma: 0.2)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: LilUCB.self, isRandomized: false) == [])
  }
}
