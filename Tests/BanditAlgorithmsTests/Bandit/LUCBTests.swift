import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LUCBTests {
  /// K = 5, n = 20, t = 50, delta = .1.
  @Test func radiusOfTheExample() throws {
    let learner = try LUCB(BanditProblem(armCount: 5, horizon: 100), delta: 0.1)
    #expect(abs(learner.radius(pulls: 20, after: 50) - 0.7032649) < 5e-8)
  }

  /// K = 3, N = (100, 100, 100), delta = .1, means (.9, .5, .3): beta = .3635895, gap .327179: it would stop for .4 and not
  /// for .3.
  @Test func gapOfTheExample() throws {
    let learner = try LUCB(BanditProblem(armCount: 3, horizon: 1000), delta: 0.1)
    #expect(abs(learner.radius(pulls: 100, after: 300) - 0.3635895) < 5e-8)
    let arms = ArmStatistics(pulls: [100, 100, 100], sums: [90, 50, 30])
    let (challenger, gap) = LUCB.challenger(of: 0, arms) { learner.radius(pulls: $0, after: 300) }
    #expect(challenger == 1 && abs(gap - 0.327179) < 5e-7)
    #expect(LUCB.challenger(of: 1, arms) { learner.radius(pulls: $0, after: 300) }.arm == 0)
  }

  /// Leader and challenger in pairs, until their bounds part.
  @Test func pairsUntilTheBoundsPart() throws {
    let learner = try LUCB(BanditProblem(armCount: 3, horizon: 5000), delta: 0.1)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.1], [0.9], [0.5]]), rounds: 5000)
    #expect(Array(run.arms.prefix(5)) == [0, 1, 2, 1, 2])
    #expect(run.learner.recommendation == 1 && run.arms.count % 2 == 1 && run.learner.stop.time == run.arms.count)
    // At the stop, and not two rounds before, the bounds part.
    func gap(_ rounds: Int) -> Double {
      let pulls = counts(Array(run.arms.prefix(rounds)), of: 3)
      let arms = ArmStatistics(pulls: pulls, sums: zip(pulls, [0.1, 0.9, 0.5]).map { Double($0) * $1 })
      return LUCB.challenger(of: 1, arms) { learner.radius(pulls: $0, after: rounds) }.gap
    }
    #expect(gap(run.arms.count) < 0 && gap(run.arms.count - 2) >= 0)
  }

  @Test func oneArmNeedsNoSearch() throws {
    let learner = try LUCB(BanditProblem(armCount: 1, horizon: 10))
    #expect(BestArmRun(learner, ScriptedBandit(rewards: [[0]]), rounds: 10).learner.stop.time == 1)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["delta": .number(0.3), "epsilon": .number(0.5), "sigma": .number(0.2)]) {
      try LUCB($0, delta: 0.3, epsilon: 0.5, sigma: 0.2)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: LUCB.self, isRandomized: false) == [])
  }
}
