import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SwitchingBudgetEliminationTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["switches": .whole(7)]) {
      try SwitchingBudgetElimination($0, switches: 7)
    }
    #expect(played.settings == played.typed)
  }

  /// K = 2, T = 10000: S = 2: 584, 10000; S = 3: 259, 2961, 10000.
  @Test func intervals() {
    #expect(SwitchingBudgetElimination.ends(switches: 2, armCount: 2, horizon: 10_000) == [584, 10_000])
    #expect(SwitchingBudgetElimination.ends(switches: 3, armCount: 2, horizon: 10_000) == [259, 2961, 10_000])
    #expect(SwitchingBudgetElimination.ends(switches: 1, armCount: 2, horizon: 10_000) == [10_000])
    #expect(SwitchingBudgetElimination.ends(switches: 9, armCount: 1, horizon: 10) == [10])
    #expect(SwitchingBudgetElimination.ends(switches: .max, armCount: 2, horizon: 10).last == 10)
  }

  /// K = 2, S = 2, T = 10000: 292 rounds each, then the better one.
  @Test func scriptedRun() throws {
    let policy = try make(SwitchingBudgetElimination.self, ["switches": .whole(2)], horizon: 10_000)
    let arms = playScript(learner: policy, rewards: [[0.5], [0.6]], rounds: 1000)
    #expect(arms.elementsEqual((0..<1000).map { $0 < 292 ? 0 : 1 }))
  }

  /// Never more than S switches, whatever the rewards.
  @Test(arguments: 0..<14) func keepsTheLimit(switches: Int) throws {
    for horizon in [7, 50, 2000] {
      let policy = try make(
        SwitchingBudgetElimination.self, ["switches": .whole(switches)], arms: 4, horizon: horizon)
      let arms = playScript(learner: policy, rewards: unevenRewards, rounds: horizon)
      #expect(zip(arms, arms.dropFirst()).count { $0 != $1 } <= switches)
    }
  }

  @Test func conforms() {
    #expect(
      BanditConformance.violations(
        of: SwitchingBudgetElimination.self, settings: ["switches": .whole(9)], isRandomized: false, isSymmetric: false)
        == [])
  }
}
