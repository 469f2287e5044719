import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct StoppingTests {
  /// Plays arms in turn and stops after some rounds; recommends the last arm.
  private struct Quitter: BanditLearner, Stopping, Recommending, Reporting {
    let rounds: Int
    var stop: StopRecord
    var calls = 0

    init(after rounds: Int, then: StopRecord.Then) {
      self.rounds = rounds
      stop = StopRecord(then: then)
    }

    var recommendation: Int? { stop.hasStopped ? 1 : nil }

    func measure(_ metric: Metric) -> Double? { stop.measure(metric) }

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      calls += 1
      return stop.hasStopped ? 1 : (round - 1) % 2
    }

    mutating func observe(reward: Double, of arm: Int, at round: Int) {
      calls += 1
      if round == rounds { stop.stop(after: round) }
    }
  }

  private typealias Play = BanditGame<ScriptedBandit, Quitter>

  private func block(_ rounds: [Int], then: StopRecord.Then) -> InTurn<Play> {
    let problem = BanditProblem(armCount: 2, horizon: 100)
    return InTurn<Play>(
      rounds.count, coupling: .pulls,
      game: {
        Play(
          environment: ScriptedBandit(rewards: [[0.25], [0.75]]), learner: Quitter(after: rounds[$0], then: then),
          problem: problem)
      },
      account: { $0.openAccount(for: [.pseudo, .simple, .misidentification], metrics: [.recommendation]) },
      environmentNoise: { RandomStream(key: StreamKey(seed: 1).child(index: $0), itemCount: 2) },
      learnerNoise: { RandomStream(key: StreamKey(seed: 2).child(index: $0)) })
  }

  /// Alone and beside others: nothing is asked or told after the stop, and checkpoints repeat the accounts.
  @Test(arguments: [[6], [6, 9, 100]])
  func nothingHappensAfterTheStop(rounds: [Int]) {
    var block = block(rounds, then: .stop)
    block.play(1...50)
    block.play(51...100)
    for lane in rounds.indices {
      block.show(lane) { game, account in
        let (game, account) = (game.pointee, account.pointee)
        #expect(game.learner.calls == 2 * rounds[lane] && game.isOver)
        #expect(game.rounds(through: 100) == rounds[lane] && game.rounds(through: 3) == 3)
        let played = game.rounds(through: 100)
        let entry = game.entry(for: .pseudo, group: "", after: played, account: account)
        #expect(entry.rounds == Double(rounds[lane]) && entry.regret == 0.5 * Double((rounds[lane] + 1) / 2))
        #expect(game.measure(.stoppingTime, after: played, account: account) == Double(rounds[lane]))
      }
    }
  }

  /// The decision is played on: only its time is kept.
  @Test func aDecisionIsPlayedOn() {
    var block = block([6], then: .commit)
    block.play(1...100)
    block.show(0) { game, account in
      #expect(!game.pointee.isOver && game.pointee.rounds(through: 100) == 100)
      #expect(game.pointee.learner.measure(.stopped) == 1 && game.pointee.learner.measure(.stoppingTime) == 6)
      let entry = game.pointee.entry(for: .pseudo, group: "", after: 100, account: account.pointee)
      #expect(entry.regret == 1.5)
    }
  }

  /// What the learner recommends, not the arm with the highest mean, decides `simple`; without a say it is missing.
  @Test func recommendationsAreTheLearners() {
    var block = block([6], then: .stop)
    block.play(1...4)
    block.show(0) { game, account in
      let (game, account) = (game.pointee, account.pointee)
      #expect(game.entry(for: .simple, group: "", after: 4, account: account).regret.isNaN)
      #expect(game.measure(.recommendation, after: 4, account: account) == nil)
      #expect(account.entry(for: .simple, group: "", after: 4).regret == 0)
      #expect(game.learner.measure(.stopped) == 0 && game.learner.measure(.stoppingTime) == nil)
    }
    block.play(5...6)
    block.show(0) { game, account in
      let (game, account) = (game.pointee, account.pointee)
      #expect(game.entry(for: .simple, group: "", after: 6, account: account).regret == 0)
      #expect(game.entry(for: .misidentification, group: "", after: 6, account: account).regret == 0)
      #expect(game.measure(.recommendation, after: 6, account: account) == 1)
    }
  }

  /// The same through a learner whose type is not known.
  @Test func erasedLearnersStopToo() throws {
    let learner = try #require(AnyBanditLearner(erasing: Quitter(after: 6, then: .stop)))
    let environment = try #require(AnyBandit(erasing: ScriptedBandit(rewards: [[0.25], [0.75]])))
    var game = BanditGame(
      environment: environment, learner: learner, problem: BanditProblem(armCount: 2, horizon: 20))
    var account = game.openAccount(for: [.misidentification], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...6 {
      #expect(!game.isOver)
      game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account)
    }
    #expect(game.isOver && game.rounds(through: 20) == 6)
    #expect(game.entry(for: .misidentification, group: "", after: 6, account: account).regret == 0)
    #expect(game.measure(.stopped, after: 6, account: account) == 1)
  }
}
