import BanditAlgorithms
import BanditTesting
import Foundation
import Testing

struct UCBTunedTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["ties": .text("random")]) {
      try UCBTuned($0, ties: .random)
    }
    #expect(played.settings == played.typed)
  }

  @Test func followsTheFormula() throws {
    let policy = try make(UCBTuned.self, arms: 4, horizon: 500)
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 500)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards) { rewards, round in
      let (n, logarithm) = (Double(rewards.count), log(Double(round)))
      return rewards.mean + sqrt(logarithm / n * min(0.25, rewards.variance + sqrt(2 * logarithm / n)))
    }
    #expect(off == [])
  }

  @Test(arguments: ["lowest", "random"]) func conforms(ties: String) {
    #expect(
      BanditConformance.violations(of: UCBTuned.self, settings: ["ties": .text(ties)], isRandomized: false) == [])
  }
}
