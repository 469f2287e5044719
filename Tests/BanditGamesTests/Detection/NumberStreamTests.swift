import BanditCards
import BanditStreams
import Testing

@testable import BanditGames

struct NumberStreamTests {
  private struct Ramp: NumberStreamEnvironment {
    var changes: [LawChange] { [LawChange(round: 3)] }
    var unknownFrom: Int?
    func logDensity(of value: Double) -> Double? { unknownFrom == nil ? value / 4 : nil }
    mutating func next(at round: Int, noise: inout RoundNoise) -> Double { Double(round) }
  }

  /// Predicts -value, and raises an alarm in round 4.
  private struct Watcher: NumberStreamLearner {
    var latestScore: Double? { 0.5 }
    func logDensity(of value: Double) -> Double { -value }
    mutating func observe(_ value: Double, at round: Int, noise: inout RoundNoise) -> Int? { round == 4 ? 2 : nil }
  }

  private func play(unknownFrom: Int?) -> (NumberStreamGame<Ramp, Watcher>, DetectionLedger) {
    var game = NumberStreamGame(
      environment: Ramp(unknownFrom: unknownFrom), learner: Watcher(),
      problem: DetectionProblem(symbolCount: 0, horizon: 5))
    var account = game.openAccount(for: [.realized], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1))
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...5 { game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account) }
    return (game, account)
  }

  @Test func predictionsAndAlarmsAreKept() {
    let (game, account) = play(unknownFrom: nil)
    let entry = account.entry(for: .realized, group: "", after: 5)
    #expect(entry.benchmark == 15.0 / 4 && entry.value == -15 && entry.reward == -15)
    #expect(account.entry(for: .dynamic, group: "", after: 5).benchmark.isNaN)
    #expect(game.alarms(account) == [RaisedAlarm(round: 4, location: 2, score: 0.5)])
    #expect(game.measure(.delay.at(3), after: 5, account: account) == 2)
    #expect(game.measure(.locationError.at(3), after: 5, account: account) == -1)
    let given = play(unknownFrom: 1)
    #expect(given.1.entry(for: .realized, group: "", after: 5).benchmark.isNaN)
    #expect(given.0.measure(.falseAlarms, after: 5, account: given.1) == nil)
  }
}
