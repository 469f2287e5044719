import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct TsallisINFTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["estimator": .text("iw")]) {
      try TsallisINF($0, estimator: .iw)
    }
    #expect(played.settings == played.typed)
  }

  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTrace() throws {
    let script = [
      "iw": [0.08773228148766611, 0.8694498328699358, 0.042817885642398114],
      "rv": [0.0065967165962934355, 0.9925507649130949, 0.000852518490611682],
    ]
    for (estimator, expected) in script {
      let policy = try make(TsallisINF.self, ["estimator": .text(estimator)], arms: 3, horizon: 100)
      #expect(distance(weights(of: policy) { $0.weights }, expected) < 1e-10, "\(estimator)")
    }
  }

  /// K = 2, round 4 has eta = 1 under iw: L = (0, 1) has the weights (.66458323, .33541677), worked out
  /// independently.
  @Test func aRoundOfTheLeader() throws {
    let half = try make(TsallisINF.self, ["estimator": .text("iw")])
    let found = weights(of: half, after: [(0, 0), (1, 0), (0, 0)]) { $0.weights }
    #expect(distance(found, [0.5, 0.5]) < 1e-15)
    var policy = half
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = policy.selectArm(at: 1, noise: &noise)
    // Half a loss from weight 1/2 is an estimate of 1.
    policy.observe(reward: 0.5, of: 1, at: 1)
    _ = policy.selectArm(at: 4, noise: &noise)
    #expect(distance(policy.weights, [0.66458323, 0.33541677]) < 6e-9)
  }

  /// K = 5, T = 10^4: 895 and 1107, to the digits given.
  @Test(arguments: [("iw", 895.0), ("rv", 1107)]) func bound(estimator: String, expected: Double) throws {
    let policy = try make(TsallisINF.self, ["estimator": .text(estimator)], arms: 5, horizon: 10_000)
    let game = weights(of: policy, after: Array(repeating: (arm: 0, loss: 0.5), count: 9999)) { policy in
      var policy = policy
      policy.observe(reward: 0.5, of: 0, at: 10_000)
      return [policy.adversarialBound!]
    }
    #expect(game[0] >= expected && game[0] < expected + 1, "\(game)")
  }

  /// 60 runs of 2000 rounds on the same coins: the mean of the paired differences is more than 4.9 of its
  /// standard errors below 0 (one-sided normal level 1e-6 against equal means).
  @Test func reducedVarianceHasLessRegret() throws {
    let found = try ["rv", "iw"].map { estimator in
      regrets(
        of: try make(TsallisINF.self, ["estimator": .text(estimator)], arms: 5, horizon: 2000),
        means: [0.6, 0.5, 0.5, 0.5, 0.5], rounds: 2000, replications: 60, seed: 4)
    }
    let differences = zip(found[0], found[1]).map { $0 - $1 }
    let mean = differences.mean
    let spread = differences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    #expect(mean < -4.9 * (spread / (60 * 59)).squareRoot())
    #expect(found[1].mean < 4 * (5 * 2000.0).squareRoot() + 1)
  }

  @Test(arguments: ["rv", "iw"]) func conforms(estimator: String) {
    #expect(
      BanditConformance.violations(of: TsallisINF.self, settings: ["estimator": .text(estimator)], isRandomized: true)
        == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(TsallisINF.self, rewards: nil) }
    #expect(throws: InvalidSettings.self) { try make(TsallisINF.self, rewards: 0 ... .infinity) }
  }
}
