import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import Testing

struct DuelsGameTests {
  /// Keeps the luck of each round; the first arm wins in odd rounds.
  private struct Arms: DuelsEnvironment {
    let truth: DuelsTruth
    var luck: [Double] = []
    mutating func duel(_ pair: DuelPair, at round: Int, noise: inout RoundNoise) -> Bool {
      luck.append(noise.uniform())
      return !round.isMultiple(of: 2)
    }
  }

  /// Plays given pairs and keeps what it is told.
  private struct Listener: DuelsLearner {
    let pairs: [DuelPair]
    var heard: [Bool] = []
    mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair { pairs[round - 1] }
    mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
      #expect(pair == pairs[round - 1])
      heard.append(firstWon)
    }
  }

  private static let order = [[0.5, 0.25, 0.4], [0.75, 0.5, 0.9], [0.6, 0.1, 0.5]]

  private func play(
    _ rows: [[Double]], _ pairs: [DuelPair]
  ) -> (game: DuelsGame<Arms, Listener>, account: DuelsLedger) {
    let problem = DuelsProblem(armCount: rows.count, horizon: pairs.count)
    var game = DuelsGame(
      environment: Arms(truth: DuelsTruth(PreferenceMatrix(rows))), learner: Listener(pairs: pairs), problem: problem)
    var account = game.openAccount(for: DuelsLedger.notions, metrics: DuelsLedger.metrics)
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: problem.addressCount)
    var own = RandomStream(key: StreamKey(seed: 5))
    for round in 1...pairs.count {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account)
    }
    return (game, account)
  }

  /// All notions and metrics by sums written out, on random pairs of random matrices.
  @Test func accountsAgreeWithSums() {
    var noise = RandomStream(key: StreamKey(seed: 7))
    for count in [1, 2, 3, 5] {
      for hasWinner in [true, false] where hasWinner || count > 2 {
        var rows = (0..<count).map { _ in Array(repeating: 0.5, count: count) }
        for first in 0..<count {
          for second in (first + 1)..<max(count, first + 1) {
            rows[first][second] = noise.uniform()
            rows[second][first] = 1 - rows[first][second]
          }
        }
        let winner = count - 1
        for other in 0..<winner {
          rows[winner][other] = hasWinner ? 0.51 + 0.49 * noise.uniform() : rows[winner][other]
          rows[other][winner] = 1 - rows[winner][other]
        }
        if !hasWinner {
          // A cycle of the first three.
          for (first, second) in [(0, 1), (1, 2), (2, 0)] {
            rows[first][second] = 0.8
            rows[second][first] = 0.2
            for other in 3..<max(3, count) {
              rows[first][other] = 0.6
              rows[other][first] = 0.4
            }
          }
        }
        let pairs = (0..<40).map { _ in DuelPair(noise.integer(below: count), noise.integer(below: count)) }
        let account = play(rows, pairs).account
        var borda = Array(repeating: 0.5, count: count)
        for arm in 0..<count where count > 1 {
          var sum = 0.0
          for other in 0..<count where other != arm { sum += rows[arm][other] }
          borda[arm] = sum / Double(count - 1)
        }
        var expected: [Notion: Double] = [.borda: 0, .strong: 0, .weak: 0, .average: 0]
        for pair in pairs {
          let one: Double = rows[winner][pair.first] - 0.5
          let other: Double = rows[winner][pair.second] - 0.5
          let score: Double = (borda[pair.first] + borda[pair.second]) / 2
          expected[.strong]! += max(one, other)
          expected[.weak]! += min(one, other)
          expected[.average]! += (one + other) / 2
          expected[.borda]! += borda.max()! - score
        }
        for (notion, regret) in expected {
          let entry = account.entry(for: notion, group: "", after: 40)
          if notion == .borda || hasWinner {
            #expect(abs(entry.regret - regret) < 1e-12, "\(notion.id) of \(rows)")
          } else {
            #expect(entry.benchmark.isNaN && entry.value.isNaN)
          }
          #expect(entry.rounds == 40 && entry.reward.isNaN)
        }
        var places = Array(repeating: 0, count: count)
        for pair in pairs {
          places[pair.first] += 1
          places[pair.second] += 1
        }
        let shares: [Double] = places.map { Double($0) / 80 }
        for arm in 0..<count { #expect(account.measure(.duelShare.at(arm), after: 40) == shares[arm]) }
        #expect(account.measure(.winnerShare, after: 40) == (hasWinner ? shares[winner] : nil))
        let selfDuels = pairs.count { $0.first == $0.second }
        #expect(account.measure(.selfDuels, after: 40) == Double(selfDuels) / 40)
      }
    }
  }

  /// The luck of a round is the same whoever duels; the result reaches the learner; the order of a pair is no change.
  @Test func roundsShareTheirLuck() {
    let one = play(Self.order, [DuelPair(0, 1), DuelPair(1, 0), DuelPair(2, 2), DuelPair(2, 2)])
    let other = play(Self.order, [DuelPair(2, 1), DuelPair(1, 1), DuelPair(0, 2)])
    #expect(Array(one.game.environment.luck.prefix(3)) == other.game.environment.luck)
    #expect(Set(one.game.environment.luck).count == 4)
    #expect(one.game.learner.heard == [true, false, true, false])
    #expect(one.account.entry(for: .weak, group: "", after: 4).switches == 1)
    #expect(one.game.latestRound(one.account).action == "2 2" && one.game.latestRound(one.account).reward == nil)
    #expect(other.account.entry(for: .weak, group: "", after: 3).switches == 2)
    #expect(other.game.latestRound(other.account).action == "0 2")
  }

  /// The best arm against itself costs exactly nothing.
  @Test func theWinnerAloneHasNoRegret() {
    let account = play(Self.order, Array(repeating: DuelPair(1, 1), count: 1000)).account
    for notion in DuelsLedger.notions { #expect(account.entry(for: notion, group: "", after: 1000).regret == 0) }
    #expect(account.measure(.winnerShare, after: 1000) == 1)
    // With one place of it: nothing in weak regret, half of the other's gap on average, all of it in strong regret.
    let half = play(Self.order, Array(repeating: DuelPair(1, 0), count: 100)).account
    #expect(half.entry(for: .weak, group: "", after: 100).regret == 0)
    #expect(abs(half.entry(for: .average, group: "", after: 100).regret - 12.5) < 1e-9)
    #expect(abs(half.entry(for: .strong, group: "", after: 100).regret - 25) < 1e-9)
  }

  /// Any type of arms and learner, behind the erased ones.
  @Test func erased() throws {
    let arms = Arms(truth: DuelsTruth(PreferenceMatrix(Self.order)))
    var duels = try #require(AnyDuels(erasing: arms))
    var learner = try #require(AnyDuelsLearner(erasing: Listener(pairs: [DuelPair(2, 0)])))
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(duels.truth == arms.truth && AnyDuels.erases(Arms.self) && !AnyDuels.erases(Listener.self))
    #expect(AnyDuels(erasing: 1) == nil && AnyDuelsLearner(erasing: 1) == nil)
    let pair = learner.selectPair(at: 1, noise: &noise)
    let won = duels.duel(pair, at: 1, noise: &noise)
    learner.observe(firstWon: won, of: pair, at: 1)
    #expect(pair == DuelPair(2, 0) && won)
    #expect((learner.erased as? Listener)?.heard == [true] && (duels.erased as? Arms)?.luck.count == 1)
  }
}
