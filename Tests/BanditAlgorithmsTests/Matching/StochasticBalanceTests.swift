import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct StochasticBalanceTests {
  @Test func valuesByEnumeration() throws {
    #expect(try value(of: StochasticBalance.self, on: WorkedMatchings.a) == 2.25)
    #expect(try value(of: StochasticBalance.self, ["ties": "random"], on: WorkedMatchings.a) == 2.28125)
    #expect(abs(try value(of: StochasticBalance.self, on: WorkedMatchings.x) - 3.69808896) < 1e-8)
  }

  /// On nested batches ties matter: at random they give the value of the exact solver, to the lowest index another one.
  @Test func nestedBatches() throws {
    for (k, copies) in [(2, 1), (3, 1), (2, 2), (3, 2), (2, 3), (3, 3)] {
      let graph = WorkedMatchings.upperTriangular(k, copies: copies)
      let exact = LaminarBatches((0..<k).map { Array($0..<k) }, vertexCount: k)!.value(copies: copies)
      let random = try value(of: StochasticBalance.self, ["ties": "random"], on: graph)
      #expect(abs(random - exact) < 1e-12)
    }
    let lowest = try value(of: StochasticBalance.self, on: WorkedMatchings.upperTriangular(3, copies: 2)) / 3
    #expect(abs(lowest - 0.71875) < 1e-12)
  }

  /// Failed attempts count, successes and probabilities do not.
  @Test func triesTheLeastTried() throws {
    let graph = WorkedMatchings.graph(
      Array(repeating: [(1, 0.1), (2, 0.5), (3, 0.3)], count: 6), weights: [1, 1, 1])
    #expect(choices(of: try StochasticBalance(graph.problem), on: graph, lucky: [nil, 2, nil]) == [0, 1, 2, 0, 1, 2])
    #expect(choices(of: try StochasticBalance(graph.problem), on: graph, lucky: [1, nil, nil]) == [0, 1, 2, 1, 2, 1])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: StochasticBalance.self, isRandomized: false) == [])
    #expect(
      MatchingConformance.violations(of: StochasticBalance.self, settings: ["ties": "random"], isRandomized: true) == []
    )
  }
}
