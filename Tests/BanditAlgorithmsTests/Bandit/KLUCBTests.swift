import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct KLUCBTests {
  /// Constant rewards .7 and .4, T = 200, worked out independently.
  @Test func constantRewards() throws {
    let policy = try make(KLUCB.self, horizon: 200)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 200)
    #expect(Array(arms.prefix(12)) == [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0])
    #expect(counts(arms, of: 2) == [180, 20])
  }

  /// The same rewards under the law gaussian with sd 1, the asymptotically optimal UCB of textbooks.
  @Test func constantRewardsOfTheNormalLaw() throws {
    let policy = try make(KLUCB.self, ["law": .text("gaussian")], horizon: 200)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 200)
    #expect(counts(arms, of: 2) == [156, 44])
  }

  /// Mean .5 after ten pulls, round 100, by mpmath (`Tests/Reference/bandit_indices.py`).
  @Test(arguments: [("bernoulli", 0.9426897921288179), ("gaussian", 1.7377399448762607)])
  func indexOfTenPulls(law: String, expected: Double) throws {
    var policy = try make(KLUCB.self, ["law": .text(law)])
    for pull in 1...10 { policy.observe(reward: pull % 2 == 0 ? 1 : 0, of: 0, at: pull) }
    let logarithm = log(100.0)
    let level = log(1 + 100 * logarithm * logarithm)
    #expect(abs(policy.index(of: 0, level: level) - expected) < 1e-14)
  }

  /// The index by halving on the divergence, against the policy's Newton steps and short cuts.
  @Test(arguments: ["bernoulli", "gaussian", "poisson", "exponential"], ["f", "log-t"])
  func followsTheDefinition(law: String, level: String) throws {
    let policy = try make(
      KLUCB.self, ["law": .text(law), "level": .text(level), "sd": .number(0.4)], arms: 4, horizon: 500)
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 500)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards, tolerance: 1e-9) { rewards, round in
      let (p, n, t) = (rewards.mean, Double(rewards.count), Double(round))
      let budget = (level == "f" ? log(1 + t * log(t) * log(t)) : log(t)) / n
      func divergence(_ q: Double) -> Double {
        switch law {
        case "bernoulli": p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))
        case "gaussian": (q - p) * (q - p) / (2 * 0.4 * 0.4)
        case "poisson": q - p + p * log(p / q)
        default: p / q - 1 - log(p / q)
        }
      }
      var (low, high) = (p, law == "bernoulli" ? 1 : 1e6)
      for _ in 0..<90 {
        let middle = (low + high) / 2
        if divergence(middle) > budget { high = middle } else { low = middle }
      }
      return low
    }
    #expect(off == [])
  }

  /// With lowest ties arms are left out without solving; with random ties every index is solved. On
  /// rewards without ties (from the fourth round on) both give the same arms.
  @Test func leavingOutArmsChangesNothing() throws {
    for seed in 0..<20 as Range<UInt64> {
      var noise = RandomStream(key: StreamKey(seed: seed))
      let rewards = (0..<12).map { arm in (0..<257).map { _ in noise.uniform() * (0.5 + 0.04 * Double(arm)) } }
      let runs = try ["lowest", "random"].map {
        playScript(learner: try make(KLUCB.self, ["ties": .text($0)], arms: 12), rewards: rewards, rounds: 2000)
      }
      #expect(runs[0] == runs[1])
    }
  }

  /// Coins tie often. The lowest of the arms with the highest index, all solved for anew, must be pulled.
  @Test(arguments: [[0.5, 0.5, 0.5, 0.5], [0.02, 0.01, 0.02], [0.99, 0.999, 1, 1], [0, 0, 0, 1]])
  func lowestOfTheTies(means: [Double]) throws {
    var noise = RandomStream(key: StreamKey(seed: 7))
    let fresh = try make(KLUCB.self, arms: means.count)
    for _ in 0..<20 {
      var policy = fresh
      for round in 1...500 {
        let arm = policy.selectArm(at: round, noise: &noise)
        if round > means.count {
          let t = Double(round)
          let indices = means.indices.map { policy.index(of: $0, level: log(1 + t * log(t) * log(t))) }
          #expect(arm == indices.firstIndex(of: indices.max()!), "round \(round)")
        }
        policy.observe(reward: noise.uniform() < means[arm] ? 1 : 0, of: arm, at: round)
      }
    }
  }

  @Test func refusesRewardsThatTheLawExcludes() throws {
    #expect(throws: InvalidSettings.self) { try make(KLUCB.self, rewards: nil) }
    #expect(throws: InvalidSettings.self) { try make(KLUCB.self, rewards: 0 ... .infinity) }
    for law in ["poisson", "exponential"] {
      #expect(throws: InvalidSettings.self) { try make(KLUCB.self, ["law": .text(law)], rewards: -1...1) }
      _ = try make(KLUCB.self, ["law": .text(law)], rewards: 0 ... .infinity)
    }
    _ = try make(KLUCB.self, ["law": .text("gaussian")], rewards: nil)
  }

  @Test(arguments: ["bernoulli", "gaussian", "poisson", "exponential"], ["lowest", "random"])
  func conforms(law: String, ties: String) {
    let settings: Settings = ["law": .text(law), "ties": .text(ties)]
    #expect(BanditConformance.violations(of: KLUCB.self, settings: settings, isRandomized: false) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          KLUCB.self, ["law": .text("gaussian"), "sd": .number(0.4), "level": .text("log-t"), "ties": .text("random")],
          arms: 4, horizon: 300),
        try KLUCB(problemOfFour, law: .gaussian, sd: 0.4, level: .logT, ties: .random)))
  }
}
