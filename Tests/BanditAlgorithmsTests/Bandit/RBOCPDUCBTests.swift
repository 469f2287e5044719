import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct RBOCPDUCBTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "exploration": .number(0.5), "changes": .whole(3), "eta": .number(0.1), "search": .object(["best": .whole(4)]),
    ]) {
      try RBOCPDUCB($0, exploration: 0.5, changes: 3, hazard: .constant(0.1), search: .best(4))
    }
    #expect(played.settings == played.typed)
  }

  /// Greedy, without exploration: the good arm pays m ones, then zeros; the alarm comes after as many zeros as the
  /// detector's exact table has, and clears this arm alone.
  @Test(arguments: [(ones: 2, zeros: 4), (ones: 3, zeros: 3), (ones: 4, zeros: 2), (ones: 10, zeros: 2)])
  func deterministicSwitch(ones: Int, zeros: Int) throws {
    var policy = try make(
      RBOCPDUCB.self,
      ["exploration": .number(0), "mixing": .number(0), "hazard": .text("inverse-run-length")])
    let rewards = [Array(repeating: 1.0, count: ones) + Array(repeating: 0, count: 100), [0]]
    let arms = play(&policy, rewards: rewards, rounds: ones + zeros + 2)
    #expect(arms.prefix(2) == [0, 1] && arms.dropFirst(2).allSatisfy { $0 == 0 })
    #expect(policy.restarts == [Restart(round: 1 + ones + zeros, item: 0)])
  }

  /// The index from all rewards since each arm's latest restart.
  @Test(arguments: ["local", "all"]) func followsTheFormula(reset: String) throws {
    var policy = try make(
      RBOCPDUCB.self,
      [
        "exploration": .number(1), "mixing": .number(0), "hazard": .text("inverse-run-length"),
        "reset": .text(reset),
      ], arms: 3)
    let rewards: [[Double]] = [
      (0..<600).map { $0 / 12 % 2 == 0 ? 1 : 0 }, (0..<600).map { $0 % 2 == 0 ? 1 : 0 },
      (0..<600).map { $0 / 20 % 2 == 0 ? 0 : 1 },
    ]
    let arms = play(&policy, rewards: rewards, rounds: 600)
    #expect(policy.restarts.count > 5)
    var pulls = [0, 0, 0]
    var seen: [[Double]] = [[], [], []]
    for (place, arm) in arms.enumerated() {
      if let empty = seen.firstIndex(of: []) {
        #expect(arm == empty)
      } else {
        let level = log(Double(seen.reduce(0) { $0 + $1.count }))
        let indices = seen.map { $0.mean + sqrt(2 * level / Double($0.count)) }
        #expect(indices[arm] >= indices.max()! - 1e-12, "round \(place + 1)")
      }
      seen[arm].append(rewards[arm][pulls[arm]])
      pulls[arm] += 1
      for restart in policy.restarts where restart.round == place + 1 {
        for other in seen.indices where restart.item == nil || restart.item == other { seen[other] = [] }
      }
    }
  }

  /// The independent simulation of Tests/Reference/detecting_bandits.py, 1000 runs each; here 40. Five standard
  /// errors of the difference: level 6e-7.
  @Test(arguments: [
    (reset: "local", regret: 100.39, sd: 19.03, restarts: 4.119, restartSD: 0.342),
    (reset: "all", regret: 88.84, sd: 8.52, restarts: 2.122, restartSD: 0.336),
  ])
  func agreesWithTheSimulation(reset: String, regret: Double, sd: Double, restarts: Double, restartSD: Double) throws {
    let policy = try make(
      RBOCPDUCB.self, ["mixing": .number(0.05), "reset": .text(reset)], arms: 3, horizon: 1200)
    let means = meansOnSwitchingCoins(policy, metric: .restarts, replications: 40, seed: 91)
    let scale = 5 * (1.0 / 40 + 1.0 / 1000).squareRoot()
    #expect(abs(means.regret - regret) < scale * sd)
    #expect(abs(means.metric - restarts) < scale * restartSD)
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(RBOCPDUCB.self, rewards: nil) }
  }

  @Test(arguments: ["exact", "dyadic"]) func conforms(search: String) {
    let settings: Settings = ["search": .text(search)]
    #expect(BanditConformance.violations(of: RBOCPDUCB.self, settings: settings, isRandomized: true) == [])
  }
}

/// Plays the n-th of an arm's rewards at its n-th pull and returns the arms.
func play<Policy: BanditLearner>(_ policy: inout Policy, rewards: [[Double]], rounds: Int) -> [Int] {
  var noise = RandomStream(key: StreamKey(seed: 17))
  var pulls = rewards.map { _ in 0 }
  return (1...rounds).map { round in
    noise.move(to: 0, occurrence: round)
    let arm = policy.selectArm(at: round, noise: &noise)
    policy.observe(reward: rewards[arm][pulls[arm] % rewards[arm].count], of: arm, at: round)
    pulls[arm] += 1
    return arm
  }
}
