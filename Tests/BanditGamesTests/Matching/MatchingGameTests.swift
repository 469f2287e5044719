import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct MatchingGameTests {
  /// Succeeds if the first uniform of the address is below the probability.
  private struct Coins: MatchingEnvironment {
    let truth: MatchingTruth
    mutating func attempt(_ edge: MatchingEdge, at round: Int, noise: inout RoundNoise) -> Bool {
      noise.uniform() < edge.probability
    }
  }

  /// Tries given vertices and keeps what it is shown and told.
  private struct Listener: MatchingLearner {
    let vertices: [Int?]
    var seen: [[Bool]] = []
    var heard: [Bool?] = []
    mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
      seen.append(view.isAvailable)
      heard.append(nil)
      return vertices[round - 1]
    }
    mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) { heard[round - 1] = success }
  }

  private func play(
    _ vertices: [Int?], _ graph: MatchingGraph, _ coupling: Coupling = .pulls, seed: UInt64
  ) -> (learner: Listener, account: MatchingLedger) {
    var game = MatchingGame(
      environment: Coins(truth: MatchingTruth(graph)), learner: Listener(vertices: vertices),
      problem: MatchingProblem(vertexCount: graph.vertexCount, horizon: vertices.count), coupling: coupling)
    var account = game.openAccount(for: [.matchingLP], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: seed), itemCount: graph.vertexCount)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...vertices.count {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game.learner, account)
  }

  /// The n-th attempt at a vertex meets the same luck, whoever makes it and when; under `rounds` the attempt of a
  /// round.
  @Test func attemptsShareTheirLuck() {
    let graph = WorkedMatchings.graph(Array(repeating: [1, 2], count: 8), probability: 0.4, weights: [1, 1])
    var differs = false
    for seed: UInt64 in 1...20 {
      let early = play([0, 0, 0, 0, nil, nil, nil, nil], graph, seed: seed).learner.heard
      let late = play([nil, 0, nil, 0, 1, 0, 1, 0], graph, seed: seed).learner.heard
      #expect(early.prefix(4).map { $0 } == [1, 3, 5, 7].map { late[$0] })
      let rounds = play([nil, 0, nil, 0, 1, 0, 1, 0], graph, .rounds, seed: seed).learner.heard
      #expect(rounds[1] == play([1, 0], graph, .rounds, seed: seed).learner.heard[1])
      if rounds != late { differs = true }
    }
    #expect(differs)
  }

  /// A success removes its vertex; what is no available neighbour is not tried, and nobody hears of it.
  @Test func successesAreRemoved() {
    let graph = WorkedMatchings.graph(
      [[(1, 1), (2, 0)], [(1, 1), (2, 0)], [(2, 1)], [(1, 1)], [(2, 1)]], weights: [2, 3])
    let (learner, account) = play([0, 0, 0, nil, 1], graph, seed: 1)
    #expect(learner.heard == [true, nil, nil, nil, true])
    #expect(learner.seen == [[true, true], [false, true], [false, true], [false, true], [false, true]])
    #expect(account.entry(for: .matchingLP, group: "", after: 5).value == 5)
    #expect(account.measure(.successes, after: 5) == 2 && account.measure(.matchingLoad, after: 5) == 2)
    var game = MatchingGame(
      environment: Coins(truth: MatchingTruth(graph)), learner: learner,
      problem: MatchingProblem(vertexCount: 2, horizon: 5))
    var fresh = game.openAccount(for: [], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 4), itemCount: 2)
    var other = RandomStream(key: StreamKey(seed: 5))
    game.play(round: 1, environmentNoise: &noise, learnerNoise: &other, account: &fresh)
    #expect(game.latestRound(fresh) == PlayedRound(action: 0, reward: 2))
    game.play(round: 2, environmentNoise: &noise, learnerNoise: &other, account: &fresh)
    #expect(game.latestRound(fresh) == PlayedRound(action: "-", reward: 0))
  }

  @Test func viewsFindEdges() {
    let view = MatchingView(
      edges: [(1, 0.5), (4, 0.25), (7, 1)].map { MatchingEdge(vertex: $0.0, probability: $0.1) },
      weights: Array(repeating: 1, count: 9), isAvailable: Array(repeating: true, count: 9))
    #expect((0..<9).map { view.edge(to: $0)?.probability } == [nil, 0.5, nil, nil, 0.25, nil, nil, 1, nil])
    #expect(view.edge(to: 100) == nil && view.edge(to: -1) == nil && view.vertexCount == 9)
  }
}
