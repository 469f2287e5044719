import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct DoubleThompsonTests {
  private func learner(_ arms: Int, _ won: [(Int, Int, times: Int)]) throws -> DoubleThompson {
    var learner = try DoubleThompson(DuelsProblem(armCount: arms, horizon: 10_000))
    for (winner, loser, times) in won {
      for _ in 0..<times { learner.observe(firstWon: true, of: DuelPair(winner, loser), at: 1) }
    }
    return learner
  }

  /// Two arms, 5 to 3: both draws are of Beta(6, 4), whose mass above 1/2 is 382/512, so that the law of the pair is
  /// known.
  @Test func twoArmsExactly() throws {
    let above = 382.0 / 512
    let counts = choices(of: try learner(2, [(0, 1, 5), (1, 0, 3)]), at: 20, keys: 4000)
    let expected = [
      DuelPair(0, 0): above * above, DuelPair(0, 1): above * (1 - above),
      DuelPair(1, 0): (1 - above) * above, DuelPair(1, 1): (1 - above) * (1 - above),
    ]
    for (pair, probability) in expected { #expect(isLikely(counts[pair] ?? 0, of: 4000, probability), "\(pair)") }
  }

  /// Arms that can no longer beat as many others are no first arms.
  @Test func hopelessArmsAreNotFirst() throws {
    let counts = choices(of: try learner(3, [(0, 1, 60), (0, 2, 60), (1, 2, 5)]), at: 200, keys: 300)
    #expect(Set(counts.keys.map(\.first)) == [0] && Set(counts.keys.map(\.second)) == [0])
    // A little less is known: still only arm 0, which all pairs say is the best.
    let early = choices(of: try learner(3, [(0, 1, 9), (0, 2, 9)]), at: 20, keys: 300)
    #expect(Set(early.keys.map(\.first)) == [0])
  }

  /// Whoever is known to beat the first arm does not meet it: nothing would be learned. Here each arm is known to beat
  /// one.
  @Test func certainVictorsAreNotSecond() throws {
    let cycle = try learner(3, [(0, 1, 200), (1, 2, 200), (2, 0, 200)])
    let counts = choices(of: cycle, at: 1000, keys: 600)
    #expect(Set(counts.keys) == [DuelPair(0, 0), DuelPair(1, 1), DuelPair(2, 2)])
    // Ties of the first draw are broken at random.
    #expect(counts.values.allSatisfy { isLikely($0, of: 600, 1.0 / 3) })
  }

  /// Before anything is known the number of arms that an arm beats in the draw decides: by symmetry all alike.
  @Test func beginsAnywhere() throws {
    let counts = choices(of: try learner(4, []), at: 1, keys: 4000)
    for arm in 0..<4 {
      #expect(isLikely(counts.filter { $0.key.first == arm }.values.reduce(0, +), of: 4000, 0.25))
      // Three uniform draws against 1/2: an arm meets itself with probability 1/8.
      #expect(isLikely(counts.filter { $0.key.first == $0.key.second }.values.reduce(0, +), of: 4000, 0.125))
    }
  }

  @Test func findsTheBestArm() throws {
    let pairs = playDuels(try DoubleThompson(DuelsProblem(armCount: 4, horizon: 1500)), cycleBelow, rounds: 1500).pairs
    #expect(pairs.suffix(300).count { $0 == DuelPair(3, 3) } > 200)
  }

  @Test func typedCallsAreChecked() throws {
    #expect(throws: InvalidSettings.self) { try DoubleThompson(DuelsProblem(armCount: 2, horizon: 9), alpha: 0) }
  }

  @Test func conforms() {
    #expect(DuelsConformance.violations(of: DoubleThompson.self, isRandomized: true) == [])
  }
}
