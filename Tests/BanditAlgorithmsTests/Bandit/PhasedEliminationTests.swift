import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct PhasedEliminationTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([:]) {
      try PhasedElimination($0)
    }
    #expect(played.settings == played.typed)
  }

  /// T = 10000: 100, 1000, 3163, 5624, 7499, ..., T.
  @Test func phases() {
    let ends = PhasedElimination.ends(horizon: 10_000)
    #expect(Array(ends.prefix(5)) == [100, 1000, 3163, 5624, 7499] && ends.last == 10_000)
    #expect(zip(ends, ends.dropFirst()).allSatisfy(<))
    #expect(PhasedElimination.ends(horizon: 1) == [1])
    #expect(PhasedElimination.ends(horizon: 2) == [2])
    #expect(PhasedElimination.ends(horizon: 1_000_000_000).last == 1_000_000_000)
  }

  /// T = 10000, rewards 1, 0, 1 for K = 3: 34, 33 and 33 rounds of the first phase; then arm 1 is gone, as 2 r = 2
  /// sqrt(ln(60000 P)/66) < 1, and the others share what is left.
  @Test func scriptedRun() throws {
    let policy = try make(PhasedElimination.self, arms: 3, horizon: 10_000)
    let arms = playScript(learner: policy, rewards: [[1], [0], [1]], rounds: 10_000)
    #expect(arms.prefix(100).elementsEqual((0..<100).map { $0 < 34 ? 0 : $0 < 67 ? 1 : 2 }))
    #expect(arms[100..<1000].elementsEqual((0..<900).map { $0 < 450 ? 2 : 0 }))
    #expect(!arms.dropFirst(100).contains(1))
  }

  /// Two arms that pay 0 and 1, twice as far apart on a scale of 2 as on one of 4: the sooner one is dropped.
  @Test func radiiFollowTheScale() throws {
    func pulls(sigma: Double) throws -> Int {
      let policy = try PhasedElimination(
        BanditProblem(armCount: 2, horizon: 1000, rewardRange: nil), sigma: sigma)
      return playScript(learner: policy, rewards: [[0], [1]], rounds: 1000).count { $0 == 0 }
    }
    // 13 phases: r^2 = (2 sigma)^2 ln(52000) / (2 n). Means 0 and 1 part when 2 r < 1, so n > 8 sigma^2 ln(52000): 21.7
    // pulls of each arm for sigma 1/2, 347.4 for sigma 2. Phases end after 32, 178, 422, 650, 806 rounds: the first
    // with as many pulls of each arm are those that end after 178 and 806.
    #expect(try pulls(sigma: 0.5) == 89)
    #expect(try pulls(sigma: 2) == 403)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: PhasedElimination.self, isRandomized: false, isSymmetric: false) == [])
  }
}
