import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct RankingTests {
  private func exact(_ graph: MatchingGraph) -> Double {
    let orders = permutations(Array(graph.weights.indices))
    let learners = orders.map { (learner: Ranking(ranks: $0.map(Double.init)), probability: 1 / Double(orders.count)) }
    return ExactMatching(of: learners, on: graph)?.reward ?? .nan
  }

  @Test func valuesOverAllOrders() {
    #expect(abs(exact(WorkedMatchings.a) - 2.3072916667) < 1e-10)
    #expect(abs(exact(WorkedMatchings.x) - 3.72373248) < 1e-8)
    // On nested batches the value of stochastic-balance with random ties.
    #expect(abs(exact(WorkedMatchings.upperTriangular(3, copies: 2)) - 3 * 0.6649305556) < 1e-9)
  }

  @Test func keepsItsOrder() {
    let graph = WorkedMatchings.graph([[1, 2, 3], [1, 3], [1, 2, 3], [1, 2]], probability: 0.5)
    #expect(choices(of: Ranking(ranks: [2, 0, 1]), on: graph, lucky: [nil, 1, 2]) == [1, 2, 2, 0])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: Ranking.self, isRandomized: true) == [])
  }
}
