import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct SWUCBTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["window": .whole(30), "exploration": .number(0.3), "ties": .text("random")]) {
      try SWUCB($0, window: 30, exploration: 0.3, ties: .random)
    }
    #expect(played.settings == played.typed)
  }

  /// The formula from the last 30 rounds of the game alone.
  @Test func followsTheFormula() throws {
    let policy = try make(
      SWUCB.self, ["window": .whole(30), "exploration": .number(0.3)], arms: 4, horizon: 500)
    let game = RecordedGame(
      learner: policy, environment: ScriptedBandit(rewards: unevenRewards), rounds: 500, key: StreamKey(seed: 0))
    for place in 4..<500 {
      let recent = max(0, place - 30)..<place
      let seen = (0..<4).map { arm in recent.filter { game.arms[$0] == arm }.map { game.rewards[$0] } }
      if let missing = seen.firstIndex(of: []) {
        #expect(game.arms[place] == missing)
      } else {
        let level = log(Double(min(place + 1, 30)))
        let indices = seen.map { $0.mean + sqrt(2 * 0.3 * level / Double($0.count)) }
        #expect(indices[game.arms[place]] >= indices.max()! - 1e-12, "round \(place + 1)")
      }
    }
  }

  /// A window that holds the whole run forgets nothing: UCB1.
  @Test func anEndlessWindowIsUCB1() throws {
    let settings: Settings = ["window": .whole(10_000_000)]
    let arms = playScript(
      learner: try make(SWUCB.self, settings, arms: 4), rewards: unevenRewards, rounds: 1000)
    #expect(arms == playScript(learner: try make(UCB1.self, arms: 4), rewards: unevenRewards, rounds: 1000))
  }

  /// Arm 0 pays 1 in its first 300 pulls and 0 from then on; arm 1 pays .5. A window of 50 has forgotten
  /// the good times after 50 rounds, when UCB1 still clings to them.
  @Test func forgets() throws {
    let rewards = [Array(repeating: 1.0, count: 300) + Array(repeating: 0, count: 3000), [0.5]]
    let window = playScript(
      learner: try make(SWUCB.self, ["window": .whole(50), "exploration": .number(0.1)]), rewards: rewards,
      rounds: 450)
    let whole = playScript(
      learner: try make(UCB1.self, ["exploration": .number(0.1)]), rewards: rewards, rounds: 450)
    #expect(counts(Array(window.suffix(100)), of: 2)[1] > 80)
    #expect(counts(Array(whole.suffix(100)), of: 2)[1] < 20)
  }

  /// ceil(2 sqrt(T ln T)): 166.2 for T = 1000. Never below the number of arms.
  @Test(arguments: [(arms: 2, horizon: 1000, window: 167), (arms: 5, horizon: 1, window: 5)])
  func tunedWindow(arms: Int, horizon: Int, window: Int) throws {
    #expect(try make(SWUCB.self, arms: arms, horizon: horizon).window == window)
  }

  @Test func refusesAWindowBelowTheNumberOfArms() throws {
    #expect(throws: InvalidSettings("window", "found 4; accepted: at least the number of arms, 5")) {
      try make(SWUCB.self, ["window": .whole(4)], arms: 5)
    }
    _ = try make(SWUCB.self, ["window": .whole(5)], arms: 5)
  }

  @Test(arguments: [Setting.text("auto"), .whole(10)], ["lowest", "random"])
  func conforms(window: Setting, ties: String) {
    let settings: Settings = ["window": window, "ties": .text(ties)]
    #expect(BanditConformance.violations(of: SWUCB.self, settings: settings, isRandomized: false) == [])
  }
}
