import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct RUCBTests {
  /// Before anything is known any two different arms duel, all pairs alike.
  @Test func beginsAnywhere() throws {
    let counts = choices(of: try RUCB(DuelsProblem(armCount: 3, horizon: 10)), at: 1, keys: 3000)
    #expect(counts.keys.allSatisfy { $0.first != $0.second } && counts.count == 6)
    #expect(counts.values.allSatisfy { isLikely($0, of: 3000, 1.0 / 6) })
  }

  /// Every round of a run against the rule, written out on its own from the victories: the candidates, the
  /// hypothesis and the challengers that are allowed.
  @Test func followsItsRule() throws {
    let problem = DuelsProblem(armCount: 4, horizon: 500)
    var wins = Array(repeating: Array(repeating: 0.0, count: 4), count: 4)
    var hypothesis: Set<Int> = []
    var sizes: Set<Int> = []
    playDuels(try RUCB(problem, alpha: 0.6), cycleBelow, rounds: 500) { _, pair, won, after, round in
      func bound(_ arm: Int, _ other: Int) -> Double {
        let met = wins[arm][other] + wins[other][arm]
        if arm == other { return 0.5 }
        if met == 0 { return 1 }
        let spread: Double = 0.6 * log(Double(round))
        return wins[arm][other] / met + (spread / met).squareRoot()
      }
      let candidates = Set((0..<4).filter { arm in (0..<4).allSatisfy { bound(arm, $0) >= 0.5 } })
      hypothesis.formIntersection(candidates)
      if candidates.count == 1 { hypothesis = candidates }
      sizes.insert(candidates.count)
      #expect(after.hypothesis == hypothesis.first)
      #expect(candidates.isEmpty || candidates.contains(pair.first))
      let rivals = (0..<4).map { bound($0, pair.first) }
      #expect(rivals[pair.second] > (rivals.max() ?? 0) - 1e-12)
      let best = rivals.max()!
      let isTied = rivals.count { $0 == best } > 1
      #expect(!isTied || pair.second != pair.first)
      if pair.first != pair.second {
        wins[won ? pair.first : pair.second][won ? pair.second : pair.first] += 1
      }
    }
    #expect(sizes.isSuperset(of: [1, 2, 3, 4]))
  }

  /// The hypothesised best arm is the champion every other time, the other candidates share the rest.
  @Test func championsAreDrawnAsTheRuleSays() throws {
    var learner = try RUCB(DuelsProblem(armCount: 3, horizon: 1000))
    // Round 9: arm 0 is the only candidate; later the bonus has grown and all are.
    for _ in 0..<5 {
      learner.observe(firstWon: true, of: DuelPair(0, 1), at: 1)
      learner.observe(firstWon: true, of: DuelPair(0, 2), at: 1)
    }
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.selectPair(at: 9, noise: &noise).first == 0 && learner.hypothesis == 0)
    // .51 ln 900 / 5 = .69: u is at least .83 for all.
    let counts = choices(of: learner, at: 900, keys: 4000)
    let champions = (0..<3).map { arm in counts.filter { $0.key.first == arm }.values.reduce(0, +) }
    #expect(isLikely(champions[0], of: 4000, 0.5))
    #expect(isLikely(champions[1], of: 4000, 0.25) && isLikely(champions[2], of: 4000, 0.25))
    // Without a hypothesis they are alike.
    var fresh = try RUCB(DuelsProblem(armCount: 3, horizon: 1000))
    for pair in [DuelPair(0, 1), DuelPair(1, 2), DuelPair(2, 0)] { fresh.observe(firstWon: true, of: pair, at: 1) }
    let alike = choices(of: fresh, at: 900, keys: 3000)
    for arm in 0..<3 {
      #expect(isLikely(alike.filter { $0.key.first == arm }.values.reduce(0, +), of: 3000, 1.0 / 3))
    }
  }

  @Test func typedCallsAreChecked() throws {
    #expect(throws: InvalidSettings.self) { try RUCB(DuelsProblem(armCount: 2, horizon: 9), alpha: -1) }
  }

  @Test func conforms() {
    #expect(DuelsConformance.violations(of: RUCB.self, isRandomized: true) == [])
  }
}
