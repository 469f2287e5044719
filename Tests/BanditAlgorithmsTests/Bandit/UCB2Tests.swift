import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct UCB2Tests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["alpha": .number(0.1)]) {
      try UCB2($0, alpha: 0.1)
    }
    #expect(played.settings == played.typed)
  }

  /// alpha = .5: tau = 1, 2, 3, 4, 6, 8, 12, 18, 26, 39; bonuses after 10 rounds 1.573829 (r = 0) and .742289 (r = 2).
  @Test func epochsAndBonuses() {
    #expect((0..<10).map { UCB2.length($0, alpha: 0.5) } == [1, 2, 3, 4, 6, 8, 12, 18, 26, 39])
    #expect(abs(UCB2.bonus(epoch: 0, rounds: 10, alpha: 0.5) - 1.573829) < 5e-7)
    #expect(abs(UCB2.bonus(epoch: 2, rounds: 10, alpha: 0.5) - 0.742289) < 5e-7)
  }

  /// Rewards 1 and 0, alpha = 1: epochs of 1, 2, 4, ... rounds. Both once; then arm 0 (1 + 1.30 against 1.30) for 1;
  /// after 3 rounds 1 + sqrt((1 + ln 1.5) / 2) = 1.84 against sqrt(1 + ln 3) = 1.45: for 2; after 5: 1 + sqrt((1 + ln
  /// 1.25)/4) = 1.55 against 1.62: arm 1 for 1; after 6: 1.59 against sqrt((1 + ln 3)/2) = 1.02: arm 0 for 4.
  @Test func scriptedRun() throws {
    let policy = try make(UCB2.self, ["alpha": .number(1)])
    let arms = playScript(learner: policy, rewards: [[1], [0]], rounds: 10)
    #expect(arms == [0, 1, 0, 0, 0, 1, 0, 0, 0, 0])
  }

  /// A small alpha has epochs without rounds, which are passed over.
  @Test func emptyEpochsArePassedOver() throws {
    let arms = playScript(learner: try make(UCB2.self, ["alpha": .number(0.01)]), rewards: [[1], [0]], rounds: 200)
    #expect(counts(arms, of: 2)[0] > 150)
  }

  /// Each arm has an epoch for each factor 1 + alpha of its pulls at most.
  @Test func switchesAreLogarithmic() throws {
    let arms = playScript(learner: try make(UCB2.self, arms: 4, horizon: 5000), rewards: unevenRewards, rounds: 5000)
    #expect(zip(arms, arms.dropFirst()).count { $0 != $1 } < 4 * 22)
  }

  @Test func conforms() { #expect(BanditConformance.violations(of: UCB2.self, isRandomized: false) == []) }
}
