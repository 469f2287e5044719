import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

struct MOSSTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["horizon": .text("anytime"), "exploration": .number(2), "ties": .text("random")]) {
      try MOSS($0, horizon: .anytime, exploration: 2, ties: .random)
    }
    #expect(played.settings == played.typed)
  }

  /// Constant rewards .7 and .4, T = 200, worked out independently.
  @Test func constantRewards() throws {
    let policy = try make(MOSS.self, horizon: 200)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 200)
    #expect(counts(arms, of: 2) == [159, 41])
  }

  @Test(arguments: ["known", "anytime"], [1.0, 4.0])
  func followsTheFormula(horizon: String, exploration: Double) throws {
    let policy = try make(
      MOSS.self, ["horizon": .text(horizon), "exploration": .number(exploration)], arms: 4, horizon: 500)
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 500)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards) { rewards, round in
      let (n, time) = (Double(rewards.count), horizon == "known" ? 500 : Double(round))
      return rewards.mean + sqrt(exploration / n * max(0, log(time / (4 * n))))
    }
    #expect(off == [])
  }

  /// The anytime form does not look at the horizon.
  @Test func anytimeRunsArePrefixes() throws {
    let arms = try [100, 200].map {
      playScript(
        learner: try make(MOSS.self, ["horizon": .text("anytime")], arms: 4, horizon: $0), rewards: unevenRewards,
        rounds: $0)
    }
    #expect(arms[1].starts(with: arms[0]))
  }

  @Test(arguments: ["known", "anytime"], ["lowest", "random"]) func conforms(horizon: String, ties: String) {
    let settings: Settings = ["horizon": .text(horizon), "ties": .text(ties)]
    #expect(BanditConformance.violations(of: MOSS.self, settings: settings, isRandomized: false) == [])
  }
}
