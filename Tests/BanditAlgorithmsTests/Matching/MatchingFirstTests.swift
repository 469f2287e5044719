import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingFirstTests {
  @Test func valueByEnumeration() throws {
    #expect(try value(of: MatchingFirst.self, on: WorkedMatchings.a) == 2.34375)
  }

  @Test func takesTheFirst() {
    let graph = WorkedMatchings.graph([[1, 2, 3], [2, 3], [1, 2, 3]], probability: 0.5)
    #expect(choices(of: MatchingFirst(graph.problem), on: graph, lucky: [1, nil, nil]) == [0, 1, 1])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: MatchingFirst.self, isRandomized: false) == [])
  }
}
