import BanditCards
import BanditGames
import BanditStreams
import Testing

/// Plays arms in turn and remembers all that it was told; selecting moves a counter, too.
private struct Turns: ContextualLearner {
  var selections = 0
  var told: [[Double]] = []

  mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    selections += 1
    return (round - 1) % 2
  }

  mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    told.append([Double(round), Double(arm), reward, view.features[0], Double(view.context ?? -1)])
  }

  var propensity: Double? { 0.5 }
}

/// Draws its arms.
private struct Coin: ContextualLearner {
  mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    noise.integer(below: 2)
  }

  mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {}

  var propensity: Double? { nil }
}

struct ReplayGameTests {
  private func play<Learner: ContextualLearner>(
    _ learner: Learner, _ rows: ReplayLog.Rows, order: [Int]? = nil, key: UInt64 = 1
  ) -> (game: ReplayGame<Learner>, account: ReplayLedger) {
    let problem = ContextualProblem(armCount: 2, dimension: 1, isShared: true, horizon: rows.arms.count)
    let order = order ?? Array(rows.arms.indices)
    var game = ReplayGame(environment: ReplayLog(rows, order: order), learner: learner, problem: problem)
    var account = game.openAccount(for: [.realized], metrics: ReplayLedger.metrics)
    var environmentNoise = RandomStream(key: StreamKey(seed: key), itemCount: problem.addressCount)
    var learnerNoise = RandomStream(key: StreamKey(seed: key + 1000))
    for round in 1...order.count {
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
    return (game, account)
  }

  /// A skipped row leaves nothing behind, and the learner's clock counts rows used.
  @Test func skippedRowsLeaveNoTrace() {
    let rows = ReplayLog.Rows(
      contexts: [0, 1, 0, 1, 0], features: [10, 11, 12, 13, 14], arms: [0, 0, 1, 1, 0],
      propensities: Array(repeating: 0.5, count: 5), rewards: [1, 2, 4, 8, 16])
    let (game, account) = play(Turns(), rows)
    // Row 0 with arm 0, then arm 1 is wanted: row 2; then arm 0: row 4.
    #expect(game.learner.told == [[1, 0, 1, 10, 0], [2, 1, 4, 12, 0], [3, 0, 16, 14, 0]])
    #expect(game.learner.selections == 3)
    let entry = account.entry(for: .realized, group: "", after: 5)
    #expect(entry.rounds == 3 && entry.reward == 21 && entry.value == 21 && entry.switches == 2)
    #expect(entry.benchmark.isNaN && entry.regret.isNaN)
    #expect(account.measure(.usedRows, after: 5) == 3 && account.measure(.meanPropensity, after: 5) == 0.5)
    #expect(game.latestRound(account) == PlayedRound(action: 0, reward: 16))
    let skipped = play(Turns(), rows, order: [0, 1])
    #expect(skipped.game.latestRound(skipped.account) == PlayedRound(action: "-", reward: 0))
    let backwards = play(Turns(), rows, order: [4, 3, 2, 1, 0])
    #expect(backwards.game.learner.told.map { $0[2] } == [16, 8, 2])
  }

  /// Every row is used with the least propensity of the log, whatever the arm: two binomial tests at 4.5 standard
  /// deviations.
  @Test func unequalPropensities() {
    var stream = RandomStream(key: StreamKey(seed: 5))
    let arms = (0..<20000).map { _ in stream.uniform() < 0.8 ? 0 : 1 }
    let rows = ReplayLog.Rows(
      contexts: nil, features: Array(repeating: 1, count: 20000), arms: arms,
      propensities: arms.map { $0 == 0 ? 0.8 : 0.2 }, rewards: arms.map { Double($0) })
    let (_, account) = play(Coin(), rows)
    let used = account.measure(.usedRows, after: 20000) ?? 0
    #expect(abs(used - 4000) < 4.5 * (20000 * 0.2 * 0.8 as Double).squareRoot())
    // A fair coin's reward is 1/2 a row, though the log's mean is 0.2.
    let entry = account.entry(for: .realized, group: "", after: 20000)
    #expect(abs(entry.reward - used / 2) < 4.5 * (used / 4).squareRoot())
    #expect(account.measure(.meanPropensity, after: 20000) == nil)
    #expect(play(Coin(), rows, key: 2).account.measure(.usedRows, after: 20000) != used)
  }

  @Test func otherNotionsAreMissing() {
    let rows = ReplayLog.Rows(contexts: nil, features: [1], arms: [0], propensities: [1], rewards: [3])
    let account = play(Turns(), rows).account
    #expect(account.entry(for: .pseudo, group: "", after: 1).reward.isNaN)
    #expect(account.measure(.bestArmShare, after: 1) == nil)
    #expect(ReplayLedger.definitions.map(\.notion) == [.realized])
  }
}
