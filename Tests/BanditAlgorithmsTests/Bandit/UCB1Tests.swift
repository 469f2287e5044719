import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct UCB1Tests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "exploration": .number(0.5), "level": .text("horizon"), "bonus": .text("constant"), "ties": .text("random"),
    ]) {
      try UCB1($0, exploration: 0.5, level: .horizon, bonus: .constant, ties: .random)
    }
    #expect(played.settings == played.typed)
  }

  /// A dictionary of settings is checked as a scenario file is: the first mistake is named, with what is accepted.
  @Test func settingsThatAreWrongAreRefused() throws {
    let problem = BanditProblem(armCount: 2, horizon: 200)
    func refusal(_ settings: Settings) -> String? {
      do throws(InvalidSettings) {
        _ = try UCB1(settings: settings, problem: problem)
        return nil
      } catch { return "\(error.path): \(error.message)" }
    }
    let mistakes: [(Settings, String)] = [
      (
        ["exploration": .number(-1), "level": .text("horizn")], "exploration: found -1.0; accepted: a number, 0 or more"
      ),
      (["level": .text("horizn")], #"level: found "horizn"; accepted: one of "t", "horizon""#),
      (["ties": .text("Random")], #"ties: found "Random"; accepted: one of "lowest", "random""#),
      (
        ["exploraton": .number(1)],
        #"exploraton: unknown parameter; accepted: "exploration", "level", "bonus", "ties", "sigma", "start"; did you mean "exploration"?"#
      ), (["exploration": .text("1")], #"exploration: found "1"; accepted: a number, 0 or more"#),
    ]
    for (settings, sentence) in mistakes { #expect(refusal(settings) == sentence) }
    #expect(refusal(["exploration": .number(1), "ties": .text("random")]) == nil)
  }

  /// Constant rewards .7 and .4, T = 200: worked out independently (textbook UCB1 with ln T).
  @Test func constantRewardsUnderTheHorizonLevel() throws {
    let policy = try make(UCB1.self, ["level": .text("horizon")], horizon: 200)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 200)
    #expect(Array(arms.prefix(12)) == [0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1])
    #expect(counts(arms, of: 2) == [165, 35])
  }

  /// The same rewards under the confidence level 1 / T^2, sqrt(2 ln(T^2) / n): exploration 2.
  @Test func constantRewardsUnderTheSquaredHorizon() throws {
    let policy = try make(UCB1.self, ["exploration": .number(2), "level": .text("horizon")], horizon: 200)
    let arms = playScript(learner: policy, rewards: [[0.7], [0.4]], rounds: 200)
    #expect(counts(arms, of: 2) == [153, 47])
  }

  /// The formula evaluated plainly, arm by arm, against the policy's shared and cached roots.
  @Test(arguments: ["t", "horizon"], ["log", "constant"])
  func followsTheTextbookFormula(level: String, bonus: String) throws {
    let rewards = [[0.2, 0.9, 0.1], [0.55, 0.35], [0.8, 0.05, 0.45, 0.6], [0.3]]
    let policy = try make(
      UCB1.self, ["exploration": .number(0.7), "level": .text(level), "bonus": .text(bonus)], arms: 4, horizon: 500)
    let arms = playScript(learner: policy, rewards: rewards, rounds: 500)
    var sums = [0.0, 0, 0, 0]
    var pulls = [0, 0, 0, 0]
    for (place, arm) in arms.enumerated() {
      let round = place + 1
      if round <= 4 {
        #expect(arm == place)
      } else {
        let level = level == "t" ? Double(round) : 500
        let indices = (0..<4).map { arm in
          let squared = bonus == "log" ? 2 * 0.7 * log(level) : 0.7
          return sums[arm] / Double(pulls[arm]) + (squared / Double(pulls[arm])).squareRoot()
        }
        // The two ways to round may differ where two indices agree to 15 digits.
        #expect(indices[arm] >= indices.max()! - 1e-12, "round \(round)")
      }
      sums[arm] += rewards[arm][pulls[arm] % rewards[arm].count]
      pulls[arm] += 1
    }
  }

  /// Slivkins, theorem 1.15 and its proof: on the clean event, of probability 1 - 2/T^2, every suboptimal
  /// arm is pulled at most 8 ln T / gap^2 + 1 times. One violation in 200 runs would have probability 1e-4.
  @Test func pullsOfSuboptimalArmsAreBounded() throws {
    let means = [0.9, 0.6, 0.5]
    let horizon = 2000
    let policy = try make(UCB1.self, ["level": .text("horizon")], arms: 3, horizon: horizon)
    for replication in 0..<200 {
      let game = RecordedGame(
        learner: policy, environment: CoinsForTests(means: means), rounds: horizon,
        key: StreamKey(seed: 115).child(index: replication))
      for arm in 1...2 {
        let gap = 0.9 - means[arm]
        let bound = 8 * log(Double(horizon)) / (gap * gap) + 1
        #expect(Double(game.arms.count { $0 == arm }) <= bound)
      }
    }
  }

  /// With equal constant rewards the fourth round is a tie of three: each arm must come up.
  @Test func randomTiesReachEveryArm() throws {
    let policy = try make(UCB1.self, ["ties": .text("random")], arms: 3)
    let fourth = (0..<100).map { playScript(learner: policy, rewards: [[1], [1], [1]], rounds: 4, seed: $0)[3] }
    #expect(Set(fourth) == [0, 1, 2])
    let lowest = try make(UCB1.self, arms: 3)
    #expect(playScript(learner: lowest, rewards: [[1], [1], [1]], rounds: 4)[3] == 0)
  }

  @Test(arguments: ["lowest", "random"]) func conforms(ties: String) {
    let settings: Settings = ["ties": .text(ties)]
    #expect(
      BanditConformance.violations(of: UCB1.self, settings: settings, isRandomized: false) == [])
  }
}

/// Coins for tests of algorithms, which do not see the environments' target.
struct CoinsForTests: BanditEnvironment {
  let means: [Double]
  var armCount: Int { means.count }
  var truth: BanditTruth { BanditTruth(means: means) }
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    ArmOutcome(reward: noise.uniform() < means[arm] ? 1 : 0, mean: means[arm], bestMean: means.max()!)
  }
}
