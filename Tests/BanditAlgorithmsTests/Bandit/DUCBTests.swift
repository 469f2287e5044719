import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct DUCBTests {
  /// The formula with every weight computed anew from the whole history.
  @Test(arguments: [Setting.number(0.9), .text("auto")])
  func followsTheFormula(discount: Setting) throws {
    let policy = try make(
      DUCB.self, ["discount": discount, "exploration": .number(0.3)], arms: 4, horizon: 400)
    let game = RecordedGame(
      learner: policy, environment: ScriptedBandit(rewards: unevenRewards), rounds: 400, key: StreamKey(seed: 0))
    let gamma = discount.asNumber ?? 1 - 1 / (4 * sqrt(400))
    #expect(Array(game.arms.prefix(4)) == [0, 1, 2, 3])
    for place in 4..<400 {
      var (weights, sums) = ([0.0, 0, 0, 0], [0.0, 0, 0, 0])
      for past in 0..<place {
        let weight = pow(gamma, Double(place - 1 - past))
        weights[game.arms[past]] += weight
        sums[game.arms[past]] += weight * game.rewards[past]
      }
      let level = log(weights.reduce(0, +))
      let indices = zip(weights, sums).map { $1 / $0 + sqrt(2 * 0.3 * level / $0) }
      #expect(indices[game.arms[place]] >= indices.max()! - 1e-12, "round \(place + 1)")
    }
  }

  /// Without discount n is the number of rounds done; the formula of UCB1 with that in the logarithm.
  @Test func withoutDiscountItForgetsNothing() throws {
    let policy = try make(DUCB.self, ["discount": .number(1)], arms: 4)
    let arms = playScript(learner: policy, rewards: unevenRewards, rounds: 500)
    let off = roundsOffTheIndex(arms, rewards: unevenRewards) { rewards, round in
      rewards.mean + sqrt(2 * log(Double(round - 1)) / Double(rewards.count))
    }
    #expect(off == [])
  }

  /// A greedy policy never comes back to arm 0 until its weight .5^n has vanished, after 1074 rounds.
  @Test func aVanishedWeightIsAnUnknownArm() throws {
    let policy = try make(DUCB.self, ["discount": .number(0.5), "exploration": .number(0)], horizon: 3000)
    let arms = playScript(learner: policy, rewards: [[0], [1]], rounds: 1200)
    #expect(arms[1...].firstIndex(of: 0) == 1076)
  }

  @Test(arguments: [Setting.text("auto"), .number(0.8)], ["lowest", "random"])
  func conforms(discount: Setting, ties: String) {
    let settings: Settings = ["discount": discount, "ties": .text(ties)]
    #expect(BanditConformance.violations(of: DUCB.self, settings: settings, isRandomized: false) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          DUCB.self, ["discount": .number(0.9), "exploration": .number(0.3), "ties": .text("random")], arms: 4,
          horizon: 300),
        try DUCB(problemOfFour, discount: 0.9, exploration: 0.3, ties: .random)))
  }
}
