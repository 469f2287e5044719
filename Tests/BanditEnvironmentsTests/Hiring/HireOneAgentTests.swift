import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct HireOneAgentTests {
  private func rounds(_ pay: Double?, _ count: Int = 4000) throws -> [HiringOutcome] {
    let model = try HireOneAgentModel(horizon: count)
    var noise = RandomStream(key: StreamKey(seed: 4))
    var agent = model.instance(of: 0, from: &noise)
    return (1...count).map { round in
      noise.move(to: 0, occurrence: round)
      return agent.play(pay, at: round, noise: &noise)
    }
  }

  /// Reports are right as often as work or none makes them, and states are fair (binomial tests at 1e-6, fixed key).
  @Test func reports() throws {
    for (pay, works, accuracy, mean) in [
      (0.334, true, 0.8, 0.8 * 0.666), (0.333, false, 0.5, 0.3335), (1, true, 0.8, 0),
    ] {
      let outcomes = try rounds(pay)
      #expect(outcomes.allSatisfy { $0.worked == works && abs($0.mean - mean) < 1e-12 })
      let right = outcomes.filter { $0.report == $0.state }.count
      #expect(BinomialTest(successes: right, trials: 4000, probability: accuracy).pValue > 1e-6)
      #expect(outcomes.allSatisfy { $0.reward == ($0.report == $0.state ? 1 - pay : 0) })
      #expect(BinomialTest(successes: outcomes.filter(\.state).count, trials: 4000, probability: 0.5).pValue > 1e-6)
    }
    let alone = try rounds(nil)
    #expect(alone.allSatisfy { $0.report == nil && !$0.worked && $0.mean == 0.5 })
    #expect(
      BinomialTest(successes: alone.filter { $0.reward == 1 }.count, trials: 4000, probability: 0.5).pValue > 1e-6)
  }

  /// A larger pay never spoils a report: the luck of a round is the same for all.
  @Test func luckIsShared() throws {
    let (idle, working) = (try rounds(0.1, 500), try rounds(0.9, 500))
    #expect(zip(idle, working).allSatisfy { $0.state == $1.state })
    #expect(zip(idle, working).allSatisfy { $0.report != $0.state || $1.report == $1.state })
  }

  @Test func refusals() {
    for (settings, message) in [
      (["q": 0.4] as Settings, "q: found 0.4; accepted: a number in [0.5, 1]"),
      (["c": -1], "c: found -1; accepted: a number in [0, 1000000]"),
      (["M": 0], "M: found 0; accepted: a number in [1e-06, 1000000]"),
    ] {
      do throws(InvalidSettings) {
        _ = try HireOneAgentModel(settings: settings, horizon: 10)
        Issue.record("accepted")
      } catch { #expect(error.description == message) }
    }
  }

  @Test func facts() throws {
    #expect(
      try HireOneAgentModel(q: 1, c: 0.125, horizon: 10).facts == ["the best pay is 0.25, worth 0.75 a round"])
    #expect(try HireOneAgentModel(c: 0.3, horizon: 10).facts == ["it is best to hire nobody, worth 0.5 a round"])
    #expect(
      try HireOneAgentModel(q: 0.9, c: 0.15, horizon: 10).facts == ["the best pay is 0.375, worth 0.5625 a round"])
    // The worst contract pays 1 for work, or just too little for it.
    #expect(try HireOneAgentModel(q: 1, c: 0.125, horizon: 10).largestGap == 0.75)
  }
}
