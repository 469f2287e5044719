import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct Exp3PTests {
  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTrace() throws {
    let policy = try make(Exp3P.self, arms: 3, horizon: 100)
    #expect(
      distance(weights(of: policy) { $0.weights }, [0.2785685073016208, 0.4199087336498205, 0.30152275904855863])
        < 1e-12)
  }

  /// 5.15 sqrt(K T ln(K / delta)) with K = 2, T = 3, delta = 2 / e: 5.15 sqrt(6) = 12.6149, at the horizon only.
  @Test func bound() throws {
    var policy = try make(Exp3P.self, ["delta": .number(2 * .exp(-1))], horizon: 3)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...3 {
      #expect(policy.adversarialBound == nil)
      policy.observe(reward: 0.5, of: policy.selectArm(at: round, noise: &noise), at: round)
    }
    #expect(abs(policy.adversarialBound! - 12.6149) < 5e-5)
  }

  @Test func regretIsBelowTheBound() throws {
    let policy = try make(Exp3P.self, horizon: 1000)
    // Uniform play has 100, the bound is 442.
    #expect(regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 7).mean < 90)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: Exp3P.self, isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Exp3P.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Exp3P.self, ["delta": .number(0.2)], arms: 4, horizon: 300),
        try Exp3P(problemOfFour, delta: 0.2)))
  }
}
