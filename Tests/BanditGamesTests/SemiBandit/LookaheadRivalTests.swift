import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct LookaheadRivalTests {
  /// Plays given sets and reads `lookahead_regret` after each period.
  private func regrets(_ tables: [[Double]], _ capacity: Int, lookahead: Int, sets: [[Int]]) -> [Double?] {
    let truth = SemiBanditTruth(curves: tables.map { RecoveryCurve($0) }, capacity: capacity, lookahead: lookahead)
    var game = SemiBanditGame(
      environment: NoiselessCurves(truth: truth), learner: Sets(sets: sets),
      problem: NoiselessCurves(truth: truth).problem(horizon: 10))
    var account = game.openAccount(for: [], metrics: [.lookaheadRegret])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: tables.count)
    var other = RandomStream(key: StreamKey(seed: 2))
    return sets.indices.map { place in
      game.play(round: place + 1, environmentNoise: &noise, learnerNoise: &other, account: &account)
      return game.measure(.lookaheadRegret, after: place + 1, account: account)
    }
  }

  struct Sets: SemiBanditLearner {
    let sets: [[Int]]
    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      for arm in sets[round - 1] { selection.add(arm) }
    }
  }

  /// R_0 = .6, R_1 = (.1, .7, 1.4), by hand: on the history 1, 0, 0, 1 the best of each moment is .6, .6, .7, 1.4.
  @Test func oneStepByHand() throws {
    let found = regrets([[0.6], [0.1, 0.7, 1.4]], 1, lookahead: 1, sets: [[1], [0], [0], [1]])
    let expected = [0.5, 0.5, 0.6, 0.6]
    for (found, expected) in zip(found, expected) { #expect(abs(try #require(found) - expected) < 1e-12) }
  }

  /// Two steps: from the start the best pair is 0, 1 with 1.3; after 1, 0 (.7) it is 0, 1 with .6 + 1.4, played 1, 0 with
  /// .7 + .6. Blocks count when they are over, by halves.
  @Test func twoStepsByHand() throws {
    let found = regrets([[0.6], [0.1, 0.7, 1.4]], 1, lookahead: 2, sets: [[1], [0], [1], [0]])
    let expected = [0, 0.3, 0.3, 0.3 + 0.35]
    for (found, expected) in zip(found, expected) { #expect(abs(try #require(found) - expected) < 1e-12) }
  }

  /// A set may be smaller than the rival's, which always has K arms.
  @Test func setsOfSeveralArms() throws {
    let found = regrets([[0.6], [0.1, 0.7], [0.3]], 2, lookahead: 1, sets: [[0], [1, 2]])
    // .6 + .3 against .6; then .6 + .7 against .7 + .3.
    #expect(abs(try #require(found[1]) - (0.3 + 0.3)) < 1e-12)
  }

  @Test func missingWhereThereAreTooManySequences() {
    let tables = Array(repeating: [0.1, 0.2], count: 30)
    #expect(regrets(tables, 2, lookahead: 8, sets: [[0]]) == [nil])
  }
}
