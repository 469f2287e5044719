import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ActionEliminationTests {
  /// n = 10, K = 4, delta = .05.
  @Test func radiusOfTheExample() throws {
    let learner = try ActionElimination(BanditProblem(armCount: 4, horizon: 100))
    #expect(abs(learner.radius(ofPhase: 10) - 0.7201906) < 5e-8)
    let wide = try ActionElimination(BanditProblem(armCount: 4, horizon: 100, rewardRange: 0...10))
    #expect(abs(wide.radius(ofPhase: 10) - 7.201906) < 5e-7)
  }

  /// Constant rewards: an arm leaves in the first phase n with 2 r(n) < gap.
  @Test func armsLeaveOnTime() throws {
    let learner = try ActionElimination(BanditProblem(armCount: 3, horizon: 5000))
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.1], [0.9], [0.5]]), rounds: 5000)
    func phase(_ gap: Double) -> Int { (1...5000).first { 2 * learner.radius(ofPhase: $0) < gap }! }
    #expect(counts(run.arms, of: 3) == [phase(0.8), phase(0.4), phase(0.4)])
    #expect(run.learner.recommendation == 1 && run.learner.stop.time == run.arms.count)
  }

  /// Equal arms are never told apart, but for an epsilon.
  @Test func epsilonEndsTheSearch() throws {
    let flat = ScriptedBandit(rewards: [[0.5], [0.5]])
    let problem = BanditProblem(armCount: 2, horizon: 3000)
    #expect(BestArmRun(try ActionElimination(problem), flat, rounds: 3000).learner.stop.time == nil)
    let run = BestArmRun(try ActionElimination(problem, epsilon: 0.2), flat, rounds: 3000)
    let phase = (1...3000).first { 2 * run.learner.radius(ofPhase: $0) < 0.2 }!
    #expect(run.learner.stop.time == 2 * phase && run.learner.recommendation == 0)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["delta": .number(0.3), "epsilon": .number(0.5), "then": .text("commit")]) {
      try ActionElimination($0, delta: 0.3, epsilon: 0.5, then: .commit)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: ActionElimination.self, isRandomized: false) == [])
  }
}
