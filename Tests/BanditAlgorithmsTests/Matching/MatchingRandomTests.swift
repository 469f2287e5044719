import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct MatchingRandomTests {
  @Test func valueByEnumeration() throws {
    #expect(try value(of: MatchingRandom.self, on: WorkedMatchings.a) == 2.3125)
  }

  /// On nested batches the value of stochastic-balance with random ties.
  @Test func nestedBatches() throws {
    let graph = WorkedMatchings.upperTriangular(3, copies: 3)
    let exact = LaminarBatches([[0, 1, 2], [1, 2], [2]], vertexCount: 3)!.value(copies: 3)
    #expect(abs(try value(of: MatchingRandom.self, on: graph) - exact) < 1e-12)
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: MatchingRandom.self, isRandomized: true) == [])
  }
}
