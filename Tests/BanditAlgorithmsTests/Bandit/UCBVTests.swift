import BanditAlgorithms
import BanditGames
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

  /// The paper's constants c and zeta, which are 1 by default.
  @Test(arguments: [(0.1, 1.0), (1.0, 1.2), (0.5, 0.3), (0.0, 0.0)]) func constantsAreThoseOfThePaper(
    c: Double, zeta: Double
  ) throws {
    let policy = try make(UCBV.self, ["c": .number(c), "zeta": .number(zeta)], arms: 4, horizon: 1000)
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 1000)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards) { rewards, round in
      let (n, exploration) = (Double(rewards.count), zeta * log(Double(round)))
      return rewards.mean + sqrt(2 * rewards.variance * exploration / n) + 3 * c * exploration / n
    }
    #expect(off == [])
    let typed = try UCBV(BanditProblem(armCount: 4, horizon: 1000, rewardRange: 0...1), c: c, zeta: zeta)
    #expect(playScript(learner: typed, rewards: unevenRewards, rounds: 1000) == arms)
    #expect(Set(arms).count == 4)
  }

  /// 10 sum (variance / gap + 2 b) ln t with the largest variance of a law with the mean: in [0, 2], means 0.5, 1 and 1.5,
  /// (0.5 * 1.5 / 1 + 4) + (1 * 1 / 0.5 + 4) = 10.75, after two rounds times 10 ln 2.
  @Test func boundIsThatOfThePaper() throws {
    func bound(_ c: Double, _ zeta: Double, means: [Double] = [0.5, 1, 1.5], rounds: Int = 2) throws -> Double? {
      var policy = try UCBV(
        BanditProblem(armCount: 3, horizon: 100, rewardRange: 0...2), c: c, zeta: zeta)
      for round in 1...rounds { policy.observe(reward: 1, of: 0, at: round) }
      return policy.regretBound(on: BanditTruth(means: means))?.value
    }
    let early = try bound(1, 1.2) ?? .nan
    #expect(abs(early - 107.5 * log(2.0)) < 1e-9)
    let late = try bound(1, 1.2, rounds: 50) ?? .nan
    #expect(abs(late - 107.5 * log(50.0)) < 1e-9)
    #expect(try bound(1, 1.2, means: [1, 1, 1]) == 0)
    #expect(try bound(1, 1) == nil && bound(0.5, 1.2) == nil)
  }

  @Test(arguments: ["lowest", "random"]) func conforms(ties: String) {
    #expect(
      BanditConformance.violations(of: UCBV.self, settings: ["ties": .text(ties)], isRandomized: false) == [])
  }
}
