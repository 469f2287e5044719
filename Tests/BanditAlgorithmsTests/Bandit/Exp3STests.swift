import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct Exp3STests {
  /// Two arms, mixing .5, share .1, by hand: an arm drawn with probability .5 that pays 1 gets the weight e^.5 and
  /// both .1 e; its probability is then .5 * 1.920549 / 3.192379 + .25 = .550802.
  @Test func oneStepByHand() throws {
    for arm in 0...1 {
      var policy = try make(Exp3S.self, ["mixing": .number(0.5), "share": .number(0.1)])
      #expect(policy.probability(of: arm) == 0.5)
      policy.observe(reward: 1, of: arm, at: 1)
      #expect(abs(policy.probability(of: arm) - 0.550802) < 1e-6)
    }
    var policy = try make(Exp3S.self, ["mixing": .number(0.5), "share": .number(0.1)])
    policy.observe(reward: 0, of: 0, at: 1)
    #expect(policy.probability(of: 0) == 0.5)
  }

  /// Weights that were scaled down again and again, against weights relative to their sum in every step.
  @Test func rescalingChangesNothing() throws {
    var policy = try make(Exp3S.self, ["mixing": .number(0.3), "share": .number(0.01)], arms: 3)
    var weights = [1.0, 1, 1]
    for round in 1...5000 {
      let arm = round / 700 % 3
      let sum = weights.reduce(0, +)
      let probability = 0.7 * weights[arm] / sum + 0.1
      #expect(abs(policy.probability(of: arm) / probability - 1) < 1e-9)
      weights[arm] *= exp(0.3 / (probability * 3))
      weights = weights.map { ($0 + exp(1) * 0.01 / 3 * sum) / sum }
      policy.observe(reward: 1, of: arm, at: round)
    }
  }

  /// The tuning for 3 arms and 1200 rounds: sqrt(3 ln 3600 / 1200) = .14308 and 1/1200.
  @Test func tuning() throws {
    let policy = try make(Exp3S.self, arms: 3, horizon: 1200)
    #expect(abs(policy.mixing - 0.143079) < 1e-6 && policy.share == 1.0 / 1200)
  }

  /// The independent simulation of Tests/Reference/detecting_bandits.py, 1000 runs; here 100. Five standard errors
  /// of the difference: level 6e-7.
  @Test func agreesWithTheSimulation() throws {
    let policy = try make(Exp3S.self, arms: 3, horizon: 1200)
    let means = meansOnSwitchingCoins(policy, metric: .restarts, replications: 100, seed: 94)
    let tolerance = 5 * 25.85 * (1.0 / 100 + 1.0 / 1000).squareRoot()
    #expect(abs(means.regret - 223.77) < tolerance)
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Exp3S.self, rewards: nil) }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: Exp3S.self, isRandomized: true) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Exp3S.self, ["mixing": .number(0.3), "share": .number(0.01)], arms: 4, horizon: 300),
        try Exp3S(problemOfFour, mixing: 0.3, share: 0.01)))
  }
}
