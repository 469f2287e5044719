import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct RBOCPDTSTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "mixing": .number(0.2), "hazard": .text("inverse-square"), "reset": .text("all"), "search": .text("dyadic"),
    ]) {
      try RBOCPDTS($0, mixing: 0.2, hazard: .inverseSquare, reset: .all, search: .dyadic)
    }
    #expect(played.settings == played.typed)
  }

  /// Sure of its good arm, it sees the first zeros there: the alarm comes after as many as the detector's exact
  /// table has, and clears this arm alone.
  @Test func deterministicSwitch() throws {
    var policy = try make(RBOCPDTS.self, ["mixing": .number(0), "eta": .number(0.01)])
    let rewards = [Array(repeating: 1.0, count: 50) + Array(repeating: 0, count: 100), [0]]
    let arms = play(&policy, rewards: rewards, rounds: 120)
    let zeros = arms.indices.filter { place in arms[place] == 0 && arms[..<place].count { $0 == 0 } >= 50 }
    // 1/100, m = 50: two.
    #expect(policy.restarts.first == Restart(round: zeros[1] + 1, item: 0))
  }

  /// Constant rewards, nothing to detect.
  @Test func withoutAlarmsItSticksToTheBestArm() throws {
    var policy = try make(RBOCPDTS.self, ["mixing": .number(0)])
    let arms = play(&policy, rewards: [[1], [0]], rounds: 500)
    #expect(counts(arms, of: 2)[0] > 480 && policy.restarts.isEmpty)
  }

  /// The independent simulation of Tests/Reference/detecting_bandits.py, 1000 runs each; here 40. Five standard
  /// errors of the difference: level 6e-7.
  @Test(arguments: [
    (mixing: 0.05, reset: "local", regret: 91.2, sd: 41.89, restarts: 4.006, restartSD: 0.484),
    (mixing: 0, reset: "all", regret: 27.06, sd: 6.6, restarts: 2.124, restartSD: 0.347),
  ])
  func agreesWithTheSimulation(
    mixing: Double, reset: String, regret: Double, sd: Double, restarts: Double, restartSD: Double
  ) throws {
    let policy = try make(
      RBOCPDTS.self, ["mixing": .number(mixing), "reset": .text(reset)], arms: 3, horizon: 1200)
    let means = meansOnSwitchingCoins(policy, metric: .restarts, replications: 40, seed: 92)
    let scale = 5 * (1.0 / 40 + 1.0 / 1000).squareRoot()
    #expect(abs(means.regret - regret) < scale * sd)
    #expect(abs(means.metric - restarts) < scale * restartSD)
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(RBOCPDTS.self, rewards: nil) }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: RBOCPDTS.self, isRandomized: true) == [])
  }
}
