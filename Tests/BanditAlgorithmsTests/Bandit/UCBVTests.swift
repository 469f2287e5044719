import BanditAlgorithms
import BanditTesting
import Foundation
import Testing

struct UCBVTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["ties": .text("random")]) {
      try UCBV($0, ties: .random)
    }
    #expect(played.settings == played.typed)
  }

  @Test func followsTheFormula() throws {
    let policy = try make(UCBV.self, arms: 4, horizon: 1000)
    // At short horizons the term 3 ln t / n decides alone.
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 1000)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards) { rewards, round in
      let (n, logarithm) = (Double(rewards.count), log(Double(round)))
      return rewards.mean + sqrt(2 * rewards.variance * logarithm / n) + 3 * logarithm / n
    }
    #expect(off == [])
  }

  @Test(arguments: ["lowest", "random"]) func conforms(ties: String) {
    #expect(
      BanditConformance.violations(of: UCBV.self, settings: ["ties": .text(ties)], isRandomized: false) == [])
  }
}
