import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingLastTests {
  @Test func valueByEnumeration() throws {
    #expect(try value(of: MatchingLast.self, on: WorkedMatchings.a) == 2.3125)
  }

  @Test func takesTheLast() {
    let graph = WorkedMatchings.graph([[1, 2, 3], [1, 2], [1, 2, 3]], probability: 0.5)
    #expect(choices(of: MatchingLast(graph.problem), on: graph, lucky: [nil, nil, 1]) == [2, 1, 1])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: MatchingLast.self, isRandomized: false) == [])
  }
}
