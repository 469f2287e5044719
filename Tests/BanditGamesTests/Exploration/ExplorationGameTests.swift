import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import Testing

struct ExplorationGameTests {
  private static let truth = ExplorationTruth(
    .sets(FeasibleSets(SubsetOracle(elementCount: 3, size: 1)), isMatroid: true), means: [0.2, 0.9, 0.5])
  private static let problem = ExplorationProblem(truth.structure, noise: .gaussian(sd: 1), horizon: 20)

  /// Answers with the luck of the address.
  private struct Luck: ExplorationEnvironment {
    var truth: ExplorationTruth { ExplorationGameTests.truth }
    mutating func respond(to query: Int, at round: Int, noise: inout RoundNoise) -> Double { noise.uniform() }
  }

  /// Asks a list of queries, keeps what it hears, stops after some rounds.
  private struct Listener: ExplorationLearner, Stopping {
    let queries: [Int]
    let last: Int
    var heard: [Double] = []
    var answer: [Int] { heard.count < 3 ? [2] : [1] }
    var stop = StopRecord()
    mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int { queries[round - 1] }
    mutating func observe(_ response: Double, to query: Int, at round: Int) {
      heard.append(response)
      if round == last { stop.stop(after: round) }
    }
  }

  private func play(
    _ queries: [Int], _ coupling: Coupling = .pulls, last: Int = 99
  ) -> (game: ExplorationGame<Luck, Listener>, account: ExplorationLedger) {
    var game = ExplorationGame(
      environment: Luck(), learner: Listener(queries: queries, last: last), problem: Self.problem, coupling: coupling)
    var account = game.openAccount(for: ExplorationLedger.notions, metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: 3)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...queries.count where !game.isOver {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game, account)
  }

  /// The n-th response to a query is the same, whoever asks and when; under `rounds` that of the round.
  @Test func responsesAreShared() {
    let first = play([0, 1, 0, 1]).game.learner.heard
    let second = play([1, 1, 2, 0, 0]).game.learner.heard
    #expect(first[0] == second[3] && first[2] == second[4] && first[1] == second[0] && first[3] == second[1])
    let rounds = play([0, 1, 0], .rounds).game.learner.heard
    #expect(play([1, 1, 0], .rounds).game.learner.heard.suffix(2) == rounds.suffix(2))
    #expect(rounds[2] != first[2])
  }

  @Test func answersAreJudgedAtCheckpoints() {
    let (early, first) = play([0, 1])
    #expect(early.entry(for: .misidentification, group: "", after: 2, account: first).regret == 1)
    #expect(abs(early.entry(for: .simple, group: "", after: 2, account: first).regret - 0.4) < 1e-15)
    let (game, account) = play([0, 1, 1, 1])
    #expect(game.entry(for: .misidentification, group: "", after: 4, account: account).regret == 0)
    #expect(game.entry(for: .simple, group: "", after: 4, account: account).regret == 0)
    #expect(game.entry(for: .simple, group: "", after: 4, account: account).rounds == 4)
    #expect(game.measureTogether(Metric.pulls.at(1), after: 4, account: account) == 0.75)
    // A set has no number.
    #expect(game.measureTogether(.recommendation, after: 4, account: account) == nil)
    #expect(game.measureTogether(.complexity, after: 4, account: account) == Self.truth.complexity)
    let latest = game.latestRound(account)
    #expect(latest.action == "1" && latest.reward == game.learner.heard[3])
  }

  @Test func aStopEndsTheGame() {
    let (game, _) = play([0, 1, 2, 0, 1], last: 3)
    #expect(game.isOver && game.learner.heard.count == 3)
    #expect(game.rounds(through: 5) == 3 && game.rounds(through: 2) == 2)
    #expect(play([0, 1, 2]).game.rounds(through: 3) == 3)
  }
}
