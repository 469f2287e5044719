import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct WeightedBalanceTests {
  @Test func valuesByEnumeration() throws {
    #expect(try value(of: WeightedBalance.self, on: WorkedMatchings.a) == 2.25)
    #expect(abs(try value(of: WeightedBalance.self, on: WorkedMatchings.x) - 3.89466624) < 1e-8)
  }

  /// Beyond a load of 1 the function is constant: vertex 0 keeps its place at loads 1.2 and 1.8.
  @Test func constantBeyondOne() throws {
    let graph = WorkedMatchings.graph(Array(repeating: [(1, 0.6), (2, 0.6)], count: 7), weights: [1, 0.99])
    #expect(choices(of: try WeightedBalance(graph.problem), on: graph) == [0, 1, 0, 1, 0, 0, 0])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: WeightedBalance.self, isRandomized: false) == [])
  }
}
