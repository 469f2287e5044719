import BanditCards
import BanditStreams
import Foundation
import Testing

@testable import BanditGames

struct DetectionLedgerTests {
  /// A fixed prediction, and alarms in given rounds.
  struct Clockwork: DetectionLearner, DelayBounding {
    var prediction: [Double]
    var alarms: [Int: Int] = [:]
    func probability(of symbol: Int) -> Double { prediction[symbol] }
    func delayBound(gaps: [Double], after observations: Int) -> Int? { gaps == [0.75, 0.75] ? 10 + observations : nil }
    mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int? { alarms[round] }
  }

  /// Rounds 1...2 are of the law (1/4, 3/4), round 3 of (1, 0), from 4 on nothing is known.
  struct Tape: DetectionEnvironment {
    let symbolCount = 2
    let changes = [LawChange(round: 3), LawChange(round: 4)]
    let unknownFrom: Int? = 4
    var probabilities: [Double]?
    func gaps(atChange round: Int) -> [Double]? { round == 3 ? [0.75, 0.75] : nil }
    mutating func next(at round: Int, noise: inout RoundNoise) -> Int {
      probabilities = round < 3 ? [0.25, 0.75] : round == 3 ? [1, 0] : nil
      return round == 2 ? 1 : 0
    }
  }

  private func play(_ learner: Clockwork, rounds: Int, notions: [Notion] = [.dynamic]) -> DetectionLedger {
    played(learner, rounds: rounds, notions: notions).account
  }

  private func played(
    _ learner: Clockwork, rounds: Int, notions: [Notion] = [.dynamic]
  ) -> (game: DetectionGame<Tape, Clockwork>, account: DetectionLedger) {
    var game = DetectionGame(
      environment: Tape(), learner: learner, problem: DetectionProblem(symbolCount: 2, horizon: 10))
    var account = game.openAccount(for: notions, metrics: [])
    var environment = RandomStream(key: StreamKey(seed: 1))
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    }
    return (game, account)
  }

  /// The change in round 3 comes 2 rounds after the start, or one round after an alarm in round 1.
  @Test func boundsOnDelays() {
    for (alarms, bound) in [([:], 12.0), ([1: 1], 11), ([2: 1, 3: 1], 10)] {
      let (game, account) = played(Clockwork(prediction: [0.5, 0.5], alarms: alarms), rounds: 6)
      #expect(game.measure(Metric.delayBound.at(3), after: 6, account: account) == bound)
      #expect(game.measure(Metric.delayBound.at(4), after: 6, account: account) == nil)
    }
  }

  /// Divergences of (1/4, 3/4) and (1, 0) from (1/2, 1/2): .130812 and ln 2.
  @Test func regretOfPredictions() {
    let account = play(Clockwork(prediction: [0.5, 0.5]), rounds: 3)
    let entry = account.entry(for: .dynamic, group: "", after: 3)
    #expect(abs(entry.benchmark - 2 * (-0.5623351446)) < 1e-9)
    #expect(abs(entry.value + 3 * log(2)) < 1e-12 && abs(entry.reward + 3 * log(2)) < 1e-12)
    #expect(abs(entry.regret - (2 * 0.1308120359 + log(2))) < 1e-9)
    // The rewards are of the symbols that came, 0, 1, 0.
    let biased = play(Clockwork(prediction: [0.2, 0.8]), rounds: 3).entry(for: .dynamic, group: "", after: 3)
    #expect(abs(biased.reward - (2 * log(0.2) + log(0.8))) < 1e-12)
    #expect(abs(biased.value - (1.5 * log(0.2) + 1.5 * log(0.8))) < 1e-12)
  }

  @Test func theTrueLawHasNoRegret() {
    let entry = play(Clockwork(prediction: [0.25, 0.75]), rounds: 2).entry(for: .dynamic, group: "", after: 2)
    #expect(entry.regret == 0)
  }

  @Test func whatIsNotKnownIsMissing() {
    let entry = play(Clockwork(prediction: [0.5, 0.5]), rounds: 4).entry(for: .dynamic, group: "", after: 4)
    #expect(entry.regret.isNaN && abs(entry.reward + 4 * log(2)) < 1e-12)
    let unasked = play(Clockwork(prediction: [0.5, 0.5]), rounds: 4, notions: [])
    #expect(!unasked.recordsPredictions)
  }

  /// The alarm of round 2 is false, that of round 3 detects the change in it, and of that of round 5 nobody knows.
  @Test func alarms() {
    let (game, account) = played(Clockwork(prediction: [0.5, 0.5], alarms: [2: 1, 3: 2, 5: 2]), rounds: 6)
    func measure(_ metric: Metric, after round: Int) -> Double? {
      game.measure(metric, after: round, account: account)
    }
    func counts(after round: Int) -> [Double?] {
      [.restarts, .falseAlarms, .detections].map { measure($0, after: round) }
    }
    #expect(counts(after: 2) == [1, 1, 0] && counts(after: 3) == [2, 1, 1])
    #expect(counts(after: 4) == [2, nil, nil] && counts(after: 6) == [3, nil, nil])
    #expect(measure(Metric.delay.at(3), after: 6) == 1 && measure(Metric.delay.at(4), after: 6) == nil)
    #expect(measure(Metric.locationError.at(3), after: 6) == -1)
    #expect(measure(Metric.locationError.at(4), after: 6) == nil)
  }
}
