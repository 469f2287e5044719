import BanditComparators
import BanditTesting
import Testing

struct MatchingClairvoyantTests {
  @Test func smallGraphs() throws {
    for (graph, value) in [
      (WorkedMatchings.a, 2.40625), (WorkedMatchings.x, 3.93987072), (WorkedMatchings.y, 4.314104),
    ] {
      #expect(abs(try #require(MatchingClairvoyant(graph).value) - value) < 1e-8)
    }
  }

  @Test func agreesWithARecursion() throws {
    for reference in ReferenceGraph.all {
      #expect(abs(try #require(MatchingClairvoyant(reference.graph).value) - reference.clairvoyant) < 1e-12)
    }
  }

  /// By hand for two batches of two: the first two arrivals try vertex 1 while it is alive, then vertex 2, which gets
  /// two arrivals of its own. With sure successes, everything.
  @Test func upperTriangular() {
    #expect(MatchingClairvoyant(WorkedMatchings.upperTriangular(2, copies: 2)).value == 1.5625)
    for k in 1...5 { #expect(MatchingClairvoyant(WorkedMatchings.upperTriangular(k, copies: 1)).value == Double(k)) }
  }

  @Test func reach() {
    let large = MatchingGraph(weights: Array(repeating: 1, count: 13), arrivals: [[]])
    #expect(!MatchingClairvoyant.reaches(large) && MatchingClairvoyant(large).value == nil)
    #expect(MatchingClairvoyant.reaches(MatchingGraph(weights: Array(repeating: 1, count: 12), arrivals: [[]])))
  }
}
