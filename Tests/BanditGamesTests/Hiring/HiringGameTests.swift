import BanditCards
import BanditGames
import BanditStreams
import Testing

struct HiringGameTests {
  /// The closed form: q = .8, c = .1 gives w* = 1/3, an expected pay of 4/15 and .533333 for the principal; q = .9, c = .15
  /// gives .375, .3375 and .5625. Where work is dear or says nothing, nobody is hired.
  @Test func closedForm() throws {
    for (accuracy, cost, pay, expected, value) in [
      (0.8, 0.1, 1.0 / 3, 4.0 / 15, 0.533333), (0.9, 0.15, 0.375, 0.3375, 0.5625),
    ] {
      let truth = HiringTruth(accuracy: accuracy, cost: cost, largestPay: 1)
      let best = try #require(truth.bestPay)
      #expect(abs(best - pay) < 1e-12 && abs(best * accuracy - expected) < 1e-12)
      #expect(abs(truth.bestValue - value) < 6e-7)
    }
    for (accuracy, cost, largest) in [(0.8, 0.2, 1.0), (0.5, 0.1, 1), (0.8, 0.1, 0.3), (0.6, 0.1, 5)] {
      let truth = HiringTruth(accuracy: accuracy, cost: cost, largestPay: largest)
      #expect(truth.bestPay == nil && truth.bestValue == 0.5)
    }
    // Work for nothing, also of an agent who learns nothing by it.
    #expect(HiringTruth(accuracy: 0.8, cost: 0, largestPay: 1).bestValue == 0.8)
    #expect(HiringTruth(accuracy: 0.5, cost: 0, largestPay: 1).bestValue == 0.5)
  }

  /// No pay on a fine grid is worth more than the closed form, whether work is cheap or dear.
  @Test func noPayIsBetter() {
    for place in 0..<400 {
      let truth = HiringTruth(
        accuracy: 0.5 + Double(place % 20) / 40, cost: Double(place / 20) / 50, largestPay: place % 3 == 0 ? 0.5 : 1)
      var best = 0.5
      for step in 0...2000 {
        let pay = truth.largestPay * Double(step) / 2000
        // Both of the agent's choices, compared as the agent does.
        let works = pay * truth.accuracy - truth.cost >= pay / 2
        best = max(best, works ? truth.accuracy * (1 - pay) : (1 - pay) / 2)
      }
      #expect(best <= truth.bestValue + 1e-12 && best >= truth.bestValue - 0.001, "\(truth)")
    }
  }

  /// Pays that were listed, rewards by the accounts.
  @Test func accounts() {
    struct Listed: HiringLearner {
      let pays: [Double?]
      var heard: [Bool?] = []
      mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? { pays[round - 1] }
      mutating func observe(report: Bool?, state: Bool, at round: Int) { heard.append(report.map { $0 == state }) }
    }
    struct Agent: HiringEnvironment {
      let truth = HiringTruth(accuracy: 0.8, cost: 0.09, largestPay: 1)
      mutating func play(_ pay: Double?, at round: Int, noise: inout RoundNoise) -> HiringOutcome {
        let isRight = round % 2 == 1
        return HiringOutcome(
          report: pay == nil ? nil : isRight, state: true, worked: pay.map(truth.works) ?? false,
          mean: truth.value(of: pay), reward: isRight ? 1 - (pay ?? 0) : 0)
      }
    }
    let pays: [Double?] = [1, 0.5, 0.2, nil, nil]
    var game = HiringGame(
      environment: Agent(), learner: Listed(pays: pays), problem: HiringProblem(largestPay: 1, horizon: 5))
    var account = game.openAccount(for: [.pseudo, .realized], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1))
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...5 {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    #expect(game.learner.heard == [true, false, true, nil, nil])
    // Work for 1 and 0.5 (w* = 0.3), none for 0.2: 0 + 0.4 + 0.4 + 0.5 + 0.5, of 0.56 a round.
    let pseudo = account.entry(for: .pseudo, group: "", after: 5)
    #expect(abs(pseudo.benchmark - 2.8) < 1e-12 && abs(pseudo.value - 1.8) < 1e-12 && pseudo.switches == 3)
    let realized = account.entry(for: .realized, group: "", after: 5)
    #expect(abs(realized.value - (0 + 0 + 0.8 + 0 + 1)) < 1e-12 && realized.reward == realized.value)
    #expect(account.measure(.hiredShare, after: 5) == 0.6 && account.measure(.workedShare, after: 5) == 0.4)
    #expect(game.latestRound(account) == PlayedRound(action: "-", reward: 1))
  }
}
