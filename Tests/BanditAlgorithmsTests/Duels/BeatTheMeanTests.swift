import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct BeatTheMeanTests {
  /// Every round of a run against the rule, written out on its own from a table of duels: who may duel, and who
  /// leaves.
  @Test func followsItsRule() throws {
    let problem = DuelsProblem(armCount: 4, horizon: 900)
    // Of b and b': duels of b as the first arm, and those that it won.
    var table = Array(repeating: Array(repeating: (n: 0, wins: 0), count: 4), count: 4)
    var active = Set(0..<4)
    var exits = 0
    playDuels(try BeatTheMean(problem, gamma: 0.3), cycleBelow, rounds: 900) { before, pair, won, after, _ in
      #expect(Set(before.active) == active && active.contains(pair.first) && active.contains(pair.second))
      func count(_ arm: Int) -> (n: Int, wins: Int) {
        active.reduce((0, 0)) { ($0.0 + table[arm][$1].n, $0.1 + table[arm][$1].wins) }
      }
      if active.count > 1 {
        #expect(count(pair.first).n == active.map { count($0).n }.min()!)
        table[pair.first][pair.second].n += 1
        if won { table[pair.first][pair.second].wins += 1 }
        func share(_ arm: Int) -> Double {
          let (n, wins) = count(arm)
          return n == 0 ? 0.5 : Double(wins) / Double(n)
        }
        let least = active.map { count($0).n }.min()!
        let level: Double = log(2.0 * 900 * 4)
        let radius: Double = least == 0 ? 1 : 0.27 * (level / Double(least)).squareRoot()
        let (low, high) = (active.map(share).min()!, active.map(share).max()!)
        if low + radius <= high - radius {
          let worst = active.filter { share($0) == low }.min()!
          active.remove(worst)
          exits += 1
        }
      } else {
        #expect(pair.first == pair.second)
      }
      #expect(Set(after.active) == active)
      for arm in active where active.count > 1 {
        #expect(after.duelCounts[arm] == count(arm).n && after.winCounts[arm] == count(arm).wins)
      }
    }
    #expect(exits >= 2)
  }

  /// The first arm has duelled least, ties at random; the second one is any that is left, itself among them.
  @Test func pairsAreDrawnAsTheRuleSays() throws {
    var learner = try BeatTheMean(DuelsProblem(armCount: 3, horizon: 100))
    learner.observe(firstWon: true, of: DuelPair(1, 2), at: 1)
    let counts = choices(of: learner, at: 2, keys: 3000)
    #expect(counts.count == 6 && !counts.keys.contains { $0.first == 1 })
    #expect(counts.values.allSatisfy { isLikely($0, of: 3000, 1.0 / 6) })
  }

  /// ln(2 * 100 * 2) = 5.9915; arm 0 wins all its duels as the first, arm 1 none. With gamma 1/2 the radius is
  /// .75 sqrt(5.9915 / n), at most 1/2 from n = 14 on: the duel after which both have 14.
  @Test func theRadius() throws {
    var learner = try BeatTheMean(DuelsProblem(armCount: 2, horizon: 100), gamma: 0.5)
    for round in 1...28 {
      #expect(learner.active.count == 2)
      // Arm 1 loses in odd rounds, arm 0 wins in even ones.
      learner.observe(firstWon: round % 2 == 0, of: DuelPair(round % 2, 1 - round % 2), at: round)
    }
    #expect(learner.active == [0])
  }

  @Test func typedCallsAreChecked() throws {
    #expect(throws: InvalidSettings.self) { try BeatTheMean(DuelsProblem(armCount: 2, horizon: 9), gamma: 0) }
  }

  @Test func conforms() {
    #expect(DuelsConformance.violations(of: BeatTheMean.self, settings: ["gamma": 0.2], isRandomized: true) == [])
  }
}
