import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct Exp3Tests {
  /// Loss-based estimates, eta = .4: arm, reward and the distribution after each, worked out independently.
  @Test func lossBasedTrace() throws {
    var policy = try make(Exp3.self, ["learningRate": .number(0.4)])
    #expect(distribution(policy) == [0.5, 0.5])
    let trace = [
      (arm: 0, reward: 0.3, after: [0.36354746, 0.63645254]), (arm: 1, reward: 0.9, after: [0.37821028, 0.62178972]),
      (arm: 0, reward: 0, after: [0.17439921, 0.82560079]),
    ]
    for (place, step) in trace.enumerated() {
      policy.observe(reward: step.reward, of: step.arm, at: place + 1)
      #expect(distance(distribution(policy), step.after) < 5e-9)
    }
  }

  /// Losses .6 of arm 0 and .4 of arm 1 under eta = .5, worked out independently.
  @Test func secondLossBasedTrace() throws {
    var policy = try make(Exp3.self, ["learningRate": .number(0.5)])
    policy.observe(reward: 0.4, of: 0, at: 1)
    #expect(distance(distribution(policy), [0.354344, 0.645656]) < 5e-7)
    policy.observe(reward: 0.6, of: 1, at: 2)
    #expect(distance(distribution(policy), [0.427946, 0.572054]) < 5e-7)
  }

  /// eta = sqrt(2 ln 10 / 10000) = .0214597: arm 0 loses 1 from the uniform distribution.
  @Test func fixedRate() throws {
    var policy = try make(Exp3.self, arms: 10, horizon: 1000)
    policy.observe(reward: 0, of: 0, at: 1)
    let weight = exp(-0.0214597 * 10)
    // The rate is given to seven digits; the probability moves by .9 times what it is off.
    #expect(abs(policy.probability(of: 0) - weight / (weight + 9)) < 5e-8)
  }

  /// Gains, K = 3, T = 1000: gamma = .04379612; arm 0 gains 1 from the uniform distribution.
  @Test func mixingTrace() throws {
    var policy = try make(Exp3.self, ["schedule": .text("mixing")], arms: 3, horizon: 1000)
    policy.observe(reward: 1, of: 0, at: 1)
    #expect(distance(distribution(policy, arms: 3), [0.34270648, 0.32864676, 0.32864676]) < 5e-9)
  }

  /// eta_t = sqrt(ln 2 / (2 t)): after a loss of 1 from (.5, .5) the estimates are (2, 0), and round 2 and
  /// round 8 differ by their rates alone.
  @Test func anytimeRates() throws {
    var noise = RandomStream(key: StreamKey(seed: 1))
    var policy = try make(Exp3.self, ["schedule": .text("anytime")])
    _ = policy.selectArm(at: 1, noise: &noise)
    policy.observe(reward: 0, of: 0, at: 1)
    for round in [2, 8] {
      _ = policy.selectArm(at: round, noise: &noise)
      let weight = exp(-2 * sqrt(log(2) / (2 * Double(round))))
      #expect(abs(policy.probability(of: 0) - weight / (1 + weight)) < 1e-15)
    }
  }

  @Test func anytimeRunsArePrefixes() throws {
    let arms = try [100, 200].map {
      playScript(
        learner: try make(Exp3.self, ["schedule": .text("anytime")], arms: 4, horizon: $0), rewards: unevenRewards,
        rounds: $0)
    }
    #expect(arms[1].starts(with: arms[0]))
  }

  /// Thousands of rounds of kept weights and totals against the definition, from the estimates of a plain
  /// recursion in which every weight is taken anew each round.
  @Test(arguments: ["fixed", "mixing"], [0.003, 0.3, 20])
  func keptWeightsFollowTheDefinition(schedule: String, rate: Double) throws {
    var noise = RandomStream(key: StreamKey(seed: 9))
    var policy = try make(
      Exp3.self, ["schedule": .text(schedule), "learningRate": .number(rate)], arms: 4, horizon: 5000)
    let mixing = schedule == "mixing" ? min(1, sqrt(4 * log(4) / ((M_E - 1) * 5000))) : 0
    var estimates = [0.0, 0, 0, 0]
    for round in 1...5000 {
      let arm = policy.selectArm(at: round, noise: &noise)
      let weights = estimates.map { exp(rate * ($0 - estimates.max()!)) }
      let expected = weights.map { (1 - mixing) * $0 / weights.reduce(0, +) + mixing / 4 }
      #expect(distance(distribution(policy, arms: 4), expected) < 1e-9, "round \(round)")
      let reward = noise.uniform() < 0.2 * Double(arm + 1) ? 1.0 : 0
      estimates[arm] += (schedule == "mixing" ? reward : reward - 1) / policy.probability(of: arm)
      policy.observe(reward: reward, of: arm, at: round)
    }
  }

  /// The first arm is drawn uniformly, with and without mixing: binomial, two-sided level 1e-6 each.
  @Test(arguments: ["fixed", "mixing"]) func drawsByTheDistribution(schedule: String) throws {
    var policy = try make(Exp3.self, ["schedule": .text(schedule)], arms: 3, horizon: 30)
    policy.observe(reward: schedule == "mixing" ? 1 : 0, of: 1, at: 1)
    let arms = playScript(learner: Frozen(policy: policy), rewards: [[0], [0], [0]], rounds: 60_000)
    for arm in 0..<3 {
      let test = BinomialTest(
        successes: counts(arms, of: 3)[arm], trials: 60_000, probability: policy.probability(of: arm))
      #expect(test.pValue > 1e-6)
    }
  }

  /// The bound sqrt(2 K T ln K) holds for the expected regret; here K = 2, T = 2000, rewards .6 and .4: 74.5.
  /// The mean of 200 runs is far below it, as the gap is constant; uniform play would have 200.
  @Test(arguments: ["fixed", "anytime", "mixing"]) func regretIsBelowTheBound(schedule: String) throws {
    let policy = try make(Exp3.self, ["schedule": .text(schedule)], horizon: 2000)
    let regrets = (0..<200).map { replication in
      let game = RecordedGame(
        learner: policy, environment: CoinsForTests(means: [0.6, 0.4]), rounds: 2000,
        key: StreamKey(seed: 3).child(index: replication))
      return 0.2 * Double(game.arms.count { $0 == 1 })
    }
    let factor = ["fixed": sqrt(2), "anytime": 2, "mixing": 2 * sqrt(M_E - 1)][schedule]!
    #expect(regrets.mean < factor * sqrt(2 * 2000 * log(2)))
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Exp3.self, rewards: nil) }
    #expect(throws: InvalidSettings.self) { try make(Exp3.self, rewards: 0 ... .infinity) }
  }

  @Test(arguments: ["fixed", "anytime", "mixing"]) func conforms(schedule: String) {
    #expect(
      BanditConformance.violations(of: Exp3.self, settings: ["schedule": .text(schedule)], isRandomized: true) == [])
  }

  private func distribution(_ policy: Exp3, arms: Int = 2) -> [Double] {
    (0..<arms).map { policy.probability(of: $0) }
  }

  private func distance(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).map { abs($0 - $1) }.max()!
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Exp3.self, ["schedule": .text("mixing"), "learningRate": .number(0.02)], arms: 4, horizon: 300),
        try Exp3(problemOfFour, schedule: .mixing, learningRate: 0.02)))
  }
}
