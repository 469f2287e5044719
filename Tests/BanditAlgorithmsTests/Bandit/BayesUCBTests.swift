import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct BayesUCBTests {
  /// The quantile by halving on the integral of the density, against the policy's short cuts.
  @Test func followsTheDefinition() throws {
    let rewards = [[1, 0, 0.0], [0, 1.0], [1, 0, 1, 0, 0.0]]
    let policy = try make(BayesUCB.self, arms: 3, horizon: 60)
    let arms = playScript(learner: policy, rewards: rewards, rounds: 60)
    // Simpson's rule on 400 intervals leaves an error far below the tolerance; ties of equal posteriors
    // are within it.
    let off = roundsOffTheIndex(arms, rewards: rewards, tolerance: 1e-7) { rewards, round in
      let successes = rewards.reduce(0, +)
      return upperQuantile(1 / Double(round), successes, Double(rewards.count) - successes)
    }
    #expect(off == [])
  }

  /// Of the Beta(1 + s, 1 + f) distribution.
  private func upperQuantile(_ tail: Double, _ s: Double, _ f: Double) -> Double {
    func mass(above x: Double) -> Double {
      let width = (1 - x) / 400
      return (0...400).reduce(0) { sum, place in
        let y = x + Double(place) * width
        let weight = place == 0 || place == 400 ? 1.0 : place % 2 == 1 ? 4 : 2
        return sum + weight * pow(y, s) * pow(1 - y, f) * width / 3
      }
    }
    let total = mass(above: 0)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if mass(above: middle) > tail * total { low = middle } else { high = middle }
    }
    return low
  }

  /// With lowest ties arms are left out without inverting; with random ties every quantile is found. On
  /// rewards without ties both give the same arms.
  @Test func leavingOutArmsChangesNothing() throws {
    for seed in 0..<5 as Range<UInt64> {
      var noise = RandomStream(key: StreamKey(seed: seed))
      let rewards = (0..<8).map { arm in (0..<257).map { _ in noise.uniform() * (0.5 + 0.04 * Double(arm)) } }
      let runs = try ["lowest", "random"].map {
        playScript(learner: try make(BayesUCB.self, ["ties": .text($0)], arms: 8), rewards: rewards, rounds: 1000)
      }
      #expect(runs[0] == runs[1])
    }
  }

  /// Equal posteriors: the lowest arm, whichever was pulled last.
  @Test func tiesGoToTheLowest() throws {
    let policy = try make(BayesUCB.self, arms: 4)
    #expect(playScript(learner: policy, rewards: [[0], [0], [0], [0]], rounds: 8) == [0, 1, 2, 3, 0, 1, 2, 3])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(BayesUCB.self, rewards: nil) }
    #expect(throws: InvalidSettings.self) { try make(BayesUCB.self, rewards: 0 ... .infinity) }
  }

  @Test(arguments: ["lowest", "random"]) func conforms(ties: String) {
    #expect(
      BanditConformance.violations(of: BayesUCB.self, settings: ["ties": .text(ties)], isRandomized: false) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(BayesUCB.self, ["ties": .text("random")], arms: 4, horizon: 300),
        try BayesUCB(problemOfFour, ties: .random)))
  }
}
