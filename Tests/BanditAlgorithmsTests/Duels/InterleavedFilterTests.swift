import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct InterleavedFilterTests {
  /// The pairs of a run in which a script says whether the first arm wins.
  private func pairs(
    _ learner: InterleavedFilter, rounds: Int, seed: UInt64, firstWins: (DuelPair, Int) -> Bool
  ) -> [DuelPair] {
    var learner = learner
    var met: [DuelPair: Int] = [:]
    return (1...rounds).map { round in
      var noise = RandomStream(key: StreamKey(seed: seed))
      let pair = learner.selectPair(at: round, noise: &noise)
      met[pair, default: 0] += 1
      learner.observe(firstWon: firstWins(pair, met[pair] ?? 0), of: pair, at: round)
      return pair
    }
  }

  /// delta = 1/9000 and scale 1: the radius falls below 1/2 after 37 passes (ln 9000 / 37 = .24607, ln 9000 / 36 =
  /// .25291). Lower indices win. Candidate 0 filters both others at once; candidate 1 filters arm 2 and loses to 0,
  /// which is then alone; candidate 2 loses to both, and 0 takes 37 more duels to filter 1.
  @Test func passesAreCounted() throws {
    let learner = try InterleavedFilter(DuelsProblem(armCount: 3, horizon: 1000), scale: 1)
    var seen: Set<Int> = []
    for seed in 1...12 as ClosedRange<UInt64> {
      let played = pairs(learner, rounds: 150, seed: seed) { pair, _ in pair.first < pair.second }
      let candidate = played[0].first
      seen.insert(candidate)
      let others = (0..<3).filter { $0 != candidate }
      var expected = (0..<74).map { DuelPair(candidate, others[$0 % 2]) }
      if candidate == 2 { expected += Array(repeating: DuelPair(0, 1), count: 37) }
      expected += Array(repeating: DuelPair(0, 0), count: 150 - expected.count)
      #expect(played == expected)
    }
    #expect(seen == [0, 1, 2])
  }

  /// Candidate 2 loses all against arm 1 and wins three of five against arm 0: with pruning arm 0 goes with it, without
  /// it is the next rival of arm 1.
  @Test(arguments: [true, false]) func pruning(_ prunes: Bool) throws {
    let learner = try InterleavedFilter(DuelsProblem(armCount: 3, horizon: 1000), pruning: prunes, scale: 1)
    let seed = try #require(
      (1...50).first { seed in
        pairs(learner, rounds: 1, seed: UInt64(seed)) { _, _ in true }[0].first == 2
      })
    let played = pairs(learner, rounds: 80, seed: UInt64(seed)) { pair, n in pair == DuelPair(2, 0) && n % 5 < 3 }
    #expect(played[73] == DuelPair(2, 1) && played[74] == (prunes ? DuelPair(1, 1) : DuelPair(1, 0)))
  }

  /// A wider radius takes as many times more passes as its scale says: four times 37, less what rounding left.
  @Test func theScaleIsOfTheSquare() throws {
    let learner = try InterleavedFilter(DuelsProblem(armCount: 3, horizon: 1000))
    let played = pairs(learner, rounds: 600, seed: 1) { pair, _ in pair.first == 0 }
    // 4 ln 9000 / n < 1/4 from n = 146 on; arm 0 may have to be found first.
    let first = try #require(played.firstIndex { $0.first == $0.second })
    #expect([292, 292 + 146].contains(first))
  }

  @Test func typedCallsAreChecked() throws {
    #expect(throws: InvalidSettings.self) { try InterleavedFilter(DuelsProblem(armCount: 2, horizon: 9), scale: 0) }
  }

  @Test(arguments: [true, false]) func conforms(_ prunes: Bool) {
    #expect(
      DuelsConformance.violations(
        of: InterleavedFilter.self, settings: ["pruning": .flag(prunes), "scale": 0.1], isRandomized: true) == [])
  }
}
