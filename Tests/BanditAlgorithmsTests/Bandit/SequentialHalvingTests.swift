import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct SequentialHalvingTests {
  /// K = 8, T = 96: 8 arms 4 times, 4 arms 8 times, 2 arms 16 times. K = 5, T = 60: 5 x 4, 3 x 6, 2 x 10, 58 pulls.
  @Test(arguments: [
    ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], 96, [4, 4, 4, 4, 12, 12, 28, 28]),
    ([0.5, 0.4, 0.3, 0.2, 0.1], 60, [20, 20, 10, 4, 4]),
  ])
  func phasesOfTheExamples(means: [Double], horizon: Int, expected: [Int]) throws {
    let learner = try SequentialHalving(BanditProblem(armCount: means.count, horizon: horizon))
    let run = BestArmRun(learner, ScriptedBandit(rewards: means.map { [$0] }), rounds: horizon)
    #expect(counts(run.arms, of: means.count) == expected)
    #expect(run.learner.recommendation == means.firstIndex(of: means.max()!))
    #expect(run.learner.stop.time == expected.reduce(0, +) && learner.caveats.isEmpty)
  }

  /// Arm 1 is better in the second phase, arm 0 in both together.
  @Test func samplesAreKeptOrForgotten() throws {
    let rewards = [
      Array(repeating: 0.9, count: 5) + Array(repeating: 0.5, count: 10),
      Array(repeating: 0.7, count: 5) + Array(repeating: 0.55, count: 10), [0.1], [0.1],
    ]
    let problem = BanditProblem(armCount: 4, horizon: 40)
    for (samples, best) in [(SequentialHalving.Samples.keep, 0), (.forget, 1)] {
      let run = BestArmRun(
        try SequentialHalving(problem, samples: samples), ScriptedBandit(rewards: rewards), rounds: 40)
      #expect(counts(run.arms, of: 4) == [15, 15, 5, 5] && run.learner.recommendation == best)
    }
  }

  @Test func leftoverPullsGoToTheLastTwo() throws {
    let learner = try SequentialHalving(BanditProblem(armCount: 5, horizon: 60), leftover: .lastTwo)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.5], [0.4], [0.3], [0.2], [0.1]]), rounds: 60)
    #expect(counts(run.arms, of: 5) == [21, 21, 10, 4, 4])
  }

  @Test func aSmallBudgetIsTold() throws {
    let learner = try SequentialHalving(BanditProblem(armCount: 8, horizon: 20))
    #expect(learner.caveats.count == 1)
    let rewards = (1...8).map { [Double($0)] }
    let run = BestArmRun(learner, ScriptedBandit(rewards: rewards), rounds: 20)
    #expect(run.learner.recommendation == 7 && run.arms.count <= 20)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["samples": .text("forget"), "leftover": .text("last-two")]) {
      try SequentialHalving($0, samples: .forget, leftover: .lastTwo)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: SequentialHalving.self, isRandomized: false) == [])
  }
}
