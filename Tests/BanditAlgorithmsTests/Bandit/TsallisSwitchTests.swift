import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct TsallisSwitchTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["switchingCost": .number(0.2)]) {
      try TsallisSwitch($0, switchingCost: 0.2)
    }
    #expect(played.settings == played.typed)
  }

  /// c = 1, K = 4: lengths 1,2,2,2,2,2,2,3,3,3; rates 1.616244, .970563, .710294, .565685.
  @Test func blocks() {
    let blocks = (1...10).map { TsallisSwitch.block($0, armCount: 4, switchingCost: 1) }
    #expect(blocks.map(\.length) == [1, 2, 2, 2, 2, 2, 2, 3, 3, 3])
    let rates = [1.616244, 0.970563, 0.710294, 0.565685]
    #expect(zip(blocks, rates).allSatisfy { abs($0.rate - $1) < 5e-7 })
    #expect(TsallisSwitch.block(5, armCount: 4, switchingCost: 0).length == 1)
    #expect(TsallisSwitch.block(1, armCount: 1, switchingCost: 1e9).length == 1_500_000_000)
  }

  /// The sum of a block's losses over the weight of its arm: after block 1 with loss 1 from uniform weights of K = 2, S
  /// = (2, 0); then w solves 4 / (eta (S - x))^2 with sum 1 at eta_2 for c = 1, K = 2, a_2 = 1.5: eta = .8.
  @Test func estimatesAreOfWholeBlocks() throws {
    var policy = try make(TsallisSwitch.self)
    var noise = RandomStream(key: StreamKey(seed: 1))
    let arm = policy.selectArm(at: 1, noise: &noise)
    #expect(policy.weights == [0.5, 0.5])
    // a_1 = 1.06: two rounds.
    policy.observe(reward: 0.5, of: arm, at: 1)
    #expect(policy.selectArm(at: 2, noise: &noise) == arm)
    policy.observe(reward: 0.5, of: arm, at: 2)
    _ = policy.selectArm(at: 3, noise: &noise)
    let roots = policy.weights.map { 2 / (0.8 * $0.squareRoot()) }
    #expect(abs(policy.weights.reduce(0, +) - 1) < 1e-12)
    #expect(abs(roots[arm] - roots[1 - arm] - 2) < 1e-9)
  }

  @Test func switchesSeldomAndFindsTheBestArm() throws {
    let policy = try make(TsallisSwitch.self, arms: 3)
    for seed in 0..<10 {
      let arms = playScript(learner: policy, rewards: [[0.2], [0.9], [0.2]], rounds: 3000, seed: UInt64(seed))
      #expect(counts(arms, of: 3)[1] > 2000)
      // Blocks of ceil(1.5 sqrt(n/3)) rounds: 3000 rounds take about 300 of them.
      #expect(zip(arms, arms.dropFirst()).count { $0 != $1 } < 300)
    }
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(TsallisSwitch.self, rewards: nil) }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: TsallisSwitch.self, isRandomized: true) == [])
  }
}
