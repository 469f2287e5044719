import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct Exp3PlusPlusTests {
  /// K = 3, t = 400, L = (20, 150, 260), worked out independently.
  @Test func aRound() throws {
    var policy = try make(Exp3PlusPlus.self, arms: 3)
    policy.losses = [20, 150, 260]
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = policy.selectArm(at: 400, noise: &noise)
    #expect(distance(policy.weights, [0.83355195, 0.12963715, 0.03681090]) < 6e-9)
  }

  /// Golden numbers: `Tests/Reference/ftrl.py`. With exploration .3 the gaps matter.
  @Test func referenceTrace() throws {
    let policy = try make(Exp3PlusPlus.self, ["exploration": .number(0.3)], arms: 3, horizon: 100)
    #expect(
      distance(weights(of: policy) { $0.weights }, [0.3076868569899272, 0.421726994784343, 0.2705861482257298]) < 1e-12)
  }

  /// 4 sqrt(K t ln K): K = 4, t = 3.
  @Test func bound() throws {
    var policy = try make(Exp3PlusPlus.self, arms: 4)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...3 { policy.observe(reward: 0, of: policy.selectArm(at: round, noise: &noise), at: round) }
    #expect(abs(policy.adversarialBound! - 16.3147) < 5e-5)
  }

  @Test func regretIsBelowTheBound() throws {
    let policy = try make(Exp3PlusPlus.self, horizon: 1000)
    // Uniform play has 100, the bound is 149.
    #expect(regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 8).mean < 90)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: Exp3PlusPlus.self, isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Exp3PlusPlus.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Exp3PlusPlus.self, ["exploration": .number(3)], arms: 4, horizon: 300),
        try Exp3PlusPlus(problemOfFour, exploration: 3)))
  }
}
