import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct RisingModelTests {
  /// One arm takes all: OPT_4 = 2, OPT_5 = 2.5 (a tie), OPT_6 = 3.4 where greedy play has 3, OPT_10 = 7 against 5.
  @Test func oneArmIsBest() throws {
    let bandit = try bandit(RisingModel.self, tables([0.5], [0.1, 0.3, 0.5, 0.7, 0.9]), horizon: 10)
    let sequences = try #require(bandit.truth.sequences)
    for (rounds, best) in [(4, 2), (5, 2.5), (6, 3.4), (10, 7)] {
      #expect(abs(sequences.optimum!.total(through: rounds) - best) < 1e-12)
      #expect(abs(sequences.bestRepeatedTotal(through: rounds) - best) < 1e-12)
    }
    #expect(greedySequence(bandit, 10) == Array(repeating: 0, count: 10))
    #expect(sequences.bestSequence == Array(repeating: 1, count: 10))
    #expect(bandit.truth.bestArm == 1)
  }

  @Test func fallingArmsAreRefused() {
    #expect(throws: InvalidSettings("arms[0]", "its means must never fall")) {
      try bandit(RisingModel.self, tables([0.6, 0.5]), horizon: 2)
    }
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try RisingModel(arms: [.table([0.5, 1]), .table([0.7])], noise: .deterministic, horizon: 6)
    #expect(
      typed.instances.prototype.means == (try bandit(RisingModel.self, tables([0.5, 1], [0.7]), horizon: 6)).means)
  }
}
