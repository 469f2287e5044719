import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingGreedyTests {
  @Test func valuesByEnumeration() throws {
    #expect(try value(of: MatchingGreedy.self, on: WorkedMatchings.a) == 2.34375)
    #expect(abs(try value(of: MatchingGreedy.self, on: WorkedMatchings.x) - 3.93987072) < 1e-8)
    #expect(abs(try value(of: MatchingGreedy.self, on: WorkedMatchings.y) - 4.314104) < 1e-6)
  }

  /// The largest p w among those that have not succeeded; ties go to the lowest index.
  @Test func triesThePromisingOne() throws {
    let graph = WorkedMatchings.graph(
      [[(1, 0.5), (2, 0.3), (3, 0.25)], [(1, 0.2), (2, 0.4)], [(1, 0.4), (3, 0.1)], [(2, 0.5)]], weights: [1, 2, 2.4])
    #expect(choices(of: try MatchingGreedy(graph.problem), on: graph, lucky: [nil, 2, 1]) == [1, 1, 0, -1])
    let tie = WorkedMatchings.graph([[(1, 0.5), (2, 0.25), (3, 0.5)]], weights: [1, 2, 1])
    #expect(choices(of: try MatchingGreedy(tie.problem), on: tie) == [0])
  }

  /// Scores that differ by rounding tie: 0.1 3 and 0.3 1.
  @Test func roundingIsATie() throws {
    let graph = WorkedMatchings.graph([[(1, 0.3), (2, 0.1)], [(1, 0.1), (2, 0.3)]], weights: [1, 3])
    var moves: [MatchingMove] = []
    var learner = try MatchingGreedy(graph.problem, ties: .random)
    let view = MatchingView(edges: graph.arrivals[0], weights: graph.weights, isAvailable: [true, true])
    learner.writeMoves(&moves, for: view, at: 1)
    #expect(moves.map(\.vertex) == [0, 1] && moves.map(\.probability) == [0.5, 0.5])
    #expect(choices(of: try MatchingGreedy(graph.problem), on: graph) == [0, 1])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: MatchingGreedy.self, isRandomized: false) == [])
    #expect(
      MatchingConformance.violations(of: MatchingGreedy.self, settings: ["ties": "random"], isRandomized: true) == [])
  }
}
