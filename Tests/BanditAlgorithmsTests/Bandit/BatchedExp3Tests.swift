import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct BatchedExp3Tests {
  /// K = 4, T = 20000: N* = 1035 for c = 1, 353 for c = 5; eta = sqrt(2 ln 4 / (4 N)).
  @Test func tunesItself() throws {
    let policy = try make(BatchedExp3.self, arms: 4, horizon: 20_000)
    #expect(policy.batches == 1035 && abs(policy.rate - (2 * log(4) / (4 * 1035)).squareRoot()) < 1e-15)
    #expect(try make(BatchedExp3.self, ["switchingCost": .number(5)], arms: 4, horizon: 20_000).batches == 353)
    #expect(try make(BatchedExp3.self, ["switchingCost": .number(0)], arms: 4, horizon: 200).batches == 200)
  }

  /// Two batches of two rounds, eta = .5; the first pays rewards .5 and .3: average loss .6, est = 1.2, so that p of
  /// the arm is 1 / (1 + exp(.6)) = .354344.
  @Test func averagesABatch() throws {
    var policy = try make(BatchedExp3.self, ["batches": .whole(2), "learningRate": .number(0.5)], horizon: 4)
    var noise = RandomStream(key: StreamKey(seed: 1))
    let arm = policy.selectArm(at: 1, noise: &noise)
    policy.observe(reward: 0.5, of: arm, at: 1)
    #expect(policy.selectArm(at: 2, noise: &noise) == arm)
    policy.observe(reward: 0.3, of: arm, at: 2)
    _ = policy.selectArm(at: 3, noise: &noise)
    #expect(abs(policy.probability(of: arm) - 0.354344) < 5e-7)
  }

  /// One round of a batch is looked at, each of two in half of the runs; binomial, level 1e-6.
  @Test func samplesARound() throws {
    var first = 0
    for seed in 0..<2000 {
      var policy = try make(
        BatchedExp3.self, ["batches": .whole(2), "learningRate": .number(0.5), "feed": .text("sampled")], horizon: 4)
      var noise = RandomStream(key: StreamKey(seed: UInt64(seed)))
      let arm = policy.selectArm(at: 1, noise: &noise)
      policy.observe(reward: 0.4, of: arm, at: 1)
      policy.observe(reward: 1, of: arm, at: 2)
      _ = policy.selectArm(at: 3, noise: &noise)
      let probability = policy.probability(of: arm)
      #expect(abs(probability - 0.354344) < 5e-7 || probability == 0.5)
      if probability < 0.4 { first += 1 }
    }
    #expect(BinomialTest(successes: first, trials: 2000, probability: 0.5).pValue > 1e-6)
  }

  /// With a batch for each round it is exp3: the same probabilities, the same arms.
  @Test func ofSingleRoundsItIsExp3() throws {
    let batched = try make(BatchedExp3.self, ["batches": .whole(300)], arms: 4, horizon: 300)
    let plain = try make(Exp3.self, arms: 4, horizon: 300)
    #expect(
      playScript(learner: batched, rewards: unevenRewards, rounds: 300)
        == playScript(learner: plain, rewards: unevenRewards, rounds: 300))
  }

  /// 11 rounds in 4 batches of 3, 3, 3 and 2.
  @Test func batchesOfUnequalLengths() throws {
    let policy = try make(BatchedExp3.self, ["batches": .whole(4)], arms: 8, horizon: 11)
    var starts: Set<Int> = []
    for seed in 0..<40 {
      let arms = playScript(learner: policy, rewards: Array(repeating: [1], count: 8), rounds: 11, seed: UInt64(seed))
      for round in 1..<11 where arms[round] != arms[round - 1] { starts.insert(round) }
    }
    #expect(starts == [3, 6, 9])
  }

  /// T = 2000, rewards .7 and .3: mean regret of 100 runs below ceil(T/N) ln K / eta + eta T K / 2, switches below N.
  @Test func regretIsBelowTheBound() throws {
    let policy = try make(BatchedExp3.self, horizon: 2000)
    let runs = (0..<100).map { playScript(learner: policy, rewards: [[0.7], [0.3]], rounds: 2000, seed: $0) }
    let regret = runs.map { 0.4 * Double($0.count { $0 == 1 }) }.mean
    #expect(regret < (policy.adversarialBound ?? 0))
    #expect(runs.allSatisfy { zip($0, $0.dropFirst()).count { $0 != $1 } < policy.batches })
    let batch = (2000 / Double(policy.batches)).rounded(.up)
    #expect(abs((policy.adversarialBound ?? 0) - (batch * log(2) / policy.rate + policy.rate * 2000)) < 1e-9)
  }

  @Test func refusesUnboundedRewardsAndTooManyBatches() {
    #expect(throws: InvalidSettings.self) { try make(BatchedExp3.self, rewards: nil) }
    #expect(throws: InvalidSettings("batches", "found 11; accepted: at most one for each of the 10 rounds")) {
      try make(BatchedExp3.self, ["batches": .whole(11)], horizon: 10)
    }
  }

  @Test(arguments: ["average", "sampled"]) func conforms(feed: String) {
    #expect(
      BanditConformance.violations(of: BatchedExp3.self, settings: ["feed": .text(feed)], isRandomized: true) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          BatchedExp3.self, ["batches": .whole(30), "feed": .text("sampled"), "learningRate": .number(0.2)], arms: 4,
          horizon: 300),
        try BatchedExp3(problemOfFour, batches: 30, feed: .sampled, learningRate: 0.2)))
    let tuned = try make(BatchedExp3.self, ["switchingCost": .number(5)], arms: 4, horizon: 300)
    #expect(try BatchedExp3(problemOfFour, switchingCost: 5).batches == tuned.batches)
  }
}
