import BanditAlgorithms
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SuccessiveRejectsTests {
  private let four = BanditProblem(armCount: 4, horizon: 40)

  /// K = 4, T = 40: logbar = 1.5833333, n = (6, 8, 12), 38 pulls.
  @Test func phasesOfTheExample() throws {
    let run = BestArmRun(
      try SuccessiveRejects(four), ScriptedBandit(rewards: [[0.4], [0.1], [0.3], [0.2]]), rounds: 40)
    #expect(counts(run.arms, of: 4) == [12, 6, 12, 8])
    #expect(run.arms.count == 38 && run.learner.stop.time == 38 && run.learner.isOver)
    #expect(Array(run.arms.prefix(8)) == [0, 1, 2, 3, 0, 1, 2, 3] && Array(run.arms[24..<30]) == [0, 2, 3, 0, 2, 3])
    #expect(run.learner.recommendation == 0)
  }

  /// Means are those of all rewards of an arm, and decide at the end.
  @Test func theLastTwoAreComparedOverAllPhases() throws {
    // Arm 1 pays less at first and more in the end: 6 times 0.5, then 1.
    let late = Array(repeating: 0.5, count: 8) + Array(repeating: 1, count: 6)
    let run = BestArmRun(
      try SuccessiveRejects(four), ScriptedBandit(rewards: [[0.6], late, [0.1], [0.2]]), rounds: 40)
    // (8 * 0.5 + 4) / 12 = 0.667.
    #expect(run.learner.recommendation == 1 && counts(run.arms, of: 4) == [12, 12, 6, 8])
  }

  @Test func leftoverPullsGoToTheLastTwo() throws {
    let run = BestArmRun(
      try SuccessiveRejects(four, leftover: .lastTwo), ScriptedBandit(rewards: [[0.4], [0.1], [0.3], [0.2]]),
      rounds: 40)
    #expect(counts(run.arms, of: 4) == [13, 6, 13, 8] && run.learner.stop.time == 40)
  }

  /// Once committed, it plays its arm and learns nothing.
  @Test func committed() throws {
    let learner = try SuccessiveRejects(four, then: .commit)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.4], [0.1], [0.3], [0.2]]), rounds: 40)
    #expect(run.arms.count == 40 && run.arms.suffix(2) == [0, 0] && run.learner.stop.time == 38)
    #expect(!run.learner.isOver && run.learner.measure(.stopped) == 1 && run.learner.measure(.stoppingTime) == 38)
  }

  /// Ties: the lowest index stays, or each of the equal ones with the same probability; level 1e-6.
  @Test func ties() throws {
    let flat = ScriptedBandit(rewards: Array(repeating: [0.5], count: 4))
    #expect(BestArmRun(try SuccessiveRejects(four), flat, rounds: 40).learner.recommendation == 0)
    var found = [0, 0, 0, 0]
    for run in 0..<2000 {
      let played = BestArmRun(
        try SuccessiveRejects(four, ties: .random), flat, rounds: 40, key: StreamKey(seed: 3).child(index: run))
      found[played.learner.recommendation ?? 0] += 1
    }
    #expect(ChiSquareTest(counts: found, probabilities: [0.25, 0.25, 0.25, 0.25]).pValue > 1e-6)
  }

  @Test(arguments: [1, 3, 4])
  func aBudgetBelowTheArms(horizon: Int) throws {
    let learner = try SuccessiveRejects(BanditProblem(armCount: 4, horizon: horizon))
    #expect(learner.caveats.count == 1)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.1], [0.2], [0.6], [0.4]]), rounds: horizon)
    #expect(run.arms == Array(0..<horizon) && run.learner.recommendation == [0, 0, 2, 2][horizon - 1])
    #expect(run.learner.stop.time == (horizon == 4 ? 4 : nil))
  }

  /// Never more pulls than the budget, n_1 of every arm at least.
  @Test(arguments: 2...9)
  func theBudgetIsKept(arms: Int) throws {
    for horizon in [arms + 1, 2 * arms, 57, 200] {
      let learner = try SuccessiveRejects(BanditProblem(armCount: arms, horizon: horizon))
      let rewards = (0..<arms).map { [Double($0)] }
      let run = BestArmRun(learner, ScriptedBandit(rewards: rewards), rounds: horizon + 50)
      #expect(run.arms.count <= horizon && run.learner.stop.hasStopped && run.learner.recommendation == arms - 1)
      #expect(Set(run.arms).count == arms)
    }
  }

  /// P(wrong) on coins (.6, .4, .4, .4, .4) with T = 100: .220 in a run of 40000 elsewhere, round robin .260, sequential
  /// halving .241, each to 0.01. Four standard deviations of 6000 runs are 0.022.
  @Test func shareOfErrors() throws {
    let coins = try [0.6, 0.4, 0.4, 0.4, 0.4].map { ScalarLaw.bernoulli(try Bernoulli(p: $0)) }
    let rejects = try bestArmErrors(coins, rounds: 100, runs: 6000, seed: 5) {
      try SuccessiveRejects($0, ties: .random)
    }
    let halving = try bestArmErrors(coins, rounds: 100, runs: 6000, seed: 5) {
      try SequentialHalving($0, ties: .random)
    }
    let turns = bestArmErrors(coins, rounds: 100, runs: 6000, seed: 5) { UniformAllocation($0) }
    #expect(abs(Double(rejects.errors) / 6000 - 0.220) < 0.032)
    #expect(abs(Double(halving.errors) / 6000 - 0.241) < 0.032)
    #expect(abs(Double(turns.errors) / 6000 - 0.260) < 0.032)
    #expect(rejects.errors < turns.errors)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["leftover": .text("last-two"), "ties": .text("random"), "then": .text("commit")]) {
      try SuccessiveRejects($0, leftover: .lastTwo, ties: .random, then: .commit)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: SuccessiveRejects.self, isRandomized: false) == [])
  }
}
