import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct MUCBTests {
  @Test func tuningsAgreeWithSettings() throws {
    let problem = BanditProblem(armCount: 5, horizon: 20_000)
    let typed = try MUCB(problem, gap: 0.4, changes: 5)
    let read = try MUCB(settings: ["gap": .number(0.4), "changes": .whole(5)], problem: problem)
    #expect(typed.window == read.window && typed.threshold == read.threshold && typed.mixing == read.mixing)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["window": .whole(10), "threshold": .number(1), "mixing": .number(0.3)]) {
      try MUCB($0, window: 10, threshold: 1, mixing: 0.3)
    }
    #expect(played.settings == played.typed)
  }

  /// The rule from all rewards since the latest restart.
  @Test func followsTheRule() throws {
    var policy = try make(
      MUCB.self, ["window": .whole(10), "threshold": .number(2.5), "mixing": .number(0.3)], arms: 3)
    let rewards: [[Double]] = [
      (0..<600).map { $0 / 40 % 2 == 0 ? 1 : 0 }, (0..<600).map { $0 % 2 == 0 ? 1 : 0 },
      (0..<600).map { $0 / 25 % 2 == 0 ? 0 : 1 },
    ]
    let arms = play(&policy, rewards: rewards, rounds: 600)
    var pulls = [0, 0, 0]
    var seen: [[Double]] = [[], [], []]
    var tau = 0
    var restarts: [Restart] = []
    for (place, arm) in arms.enumerated() {
      let turn = (place - tau) % 10
      if turn < 3 {
        #expect(arm == turn)
      } else {
        let indices = seen.map { $0.mean + sqrt(2 * log(Double(place + 1 - tau)) / Double($0.count)) }
        #expect(indices[arm] >= indices.max()! - 1e-12, "round \(place + 1)")
      }
      seen[arm].append(rewards[arm][pulls[arm]])
      pulls[arm] += 1
      let last = Array(seen[arm].suffix(10))
      if last.count == 10, abs(last[5...].reduce(0, +) - last[..<5].reduce(0, +)) > 2.5 {
        seen = [[], [], []]
        tau = place + 1
        restarts.append(Restart(round: tau))
      }
    }
    #expect(restarts.count > 5 && policy.restarts == restarts)
  }

  /// K = 5, T = 20000, gap = .5, 5 changes: w = 16 (sqrt(ln 4e9) + sqrt(ln 40000))^2 = 1013.1, taken as 1014;
  /// b = sqrt(1014 ln(4e9) / 2) = 105.875; mixing = sqrt(25 (2 b + 3 sqrt 1014) / 40000) = .43824.
  @Test func tuning() throws {
    let policy = try make(MUCB.self, ["changes": .whole(5)], arms: 5, horizon: 20_000)
    #expect(policy.window == 1014)
    #expect(abs(policy.threshold - 105.8751) < 1e-4 && abs(policy.mixing - 0.438235) < 1e-6)
  }

  /// A window longer than the run is never filled, and takes no memory.
  @Test func aHugeWindowIsUCB() throws {
    var policy = try make(MUCB.self, ["gap": .number(0.001), "mixing": .number(0)], arms: 4)
    let arms = play(&policy, rewards: unevenRewards, rounds: 500)
    #expect(arms == playScript(learner: try make(UCB1.self, arms: 4), rewards: unevenRewards, rounds: 500))
  }

  /// The independent simulation of Tests/Reference/detecting_bandits.py, 1000 runs; here 60. Five standard errors
  /// of the difference: level 6e-7.
  @Test func agreesWithTheSimulation() throws {
    let policy = try make(
      MUCB.self, ["window": .whole(60), "threshold": .number(14), "mixing": .number(0.1)], arms: 3,
      horizon: 1200)
    let means = meansOnSwitchingCoins(policy, metric: .restarts, replications: 60, seed: 93)
    let scale = 5 * (1.0 / 60 + 1.0 / 1000).squareRoot()
    #expect(abs(means.regret - 108.77) < scale * 9.93)
    #expect(abs(means.metric - 1.470) < scale * 0.499)
  }

  @Test func refusesOddWindowsAndTooMuchMemory() {
    #expect(throws: InvalidSettings("window", "found 7; accepted: an even number, as halves are compared")) {
      try make(MUCB.self, ["window": .whole(7)])
    }
    #expect(throws: InvalidSettings.self) {
      try make(MUCB.self, ["window": .whole(100_000_000)], horizon: 1_000_000_000)
    }
    #expect(throws: InvalidSettings.self) { try make(MUCB.self, rewards: nil) }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: MUCB.self, isRandomized: false, isSymmetric: false) == [])
  }
}
