import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ExactMatchingTests {
  /// Tries the first neighbour with probability 1/4, the last one else; notes how often it was lucky.
  private struct Torn: MatchingRule {
    var moves: [MatchingMove] = []
    var luck = 0
    mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
      let available = view.edges.filter { view.isAvailable[$0.vertex] }
      guard let first = available.first, let last = available.last else { return moves.append(MatchingMove(nil)) }
      moves.append(MatchingMove(first.vertex, probability: 0.25))
      moves.append(MatchingMove(last.vertex, probability: 0.75))
    }
    mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) { if success { luck += 1 } }
  }

  /// By hand: vertex 0 with 1/4 0.5, vertex 1 with 3/4 0.25; then the second arrival has vertex 1 alone.
  @Test func byHand() throws {
    let graph = WorkedMatchings.graph([[(1, 0.5), (2, 0.25)], [(2, 0.5)]], weights: [1, 2])
    let exact = try #require(ExactMatching(of: Torn(), on: graph))
    let second = 0.75 * 0.25 + (1 - 0.75 * 0.25) * 0.5
    #expect(exact.successes == [0.125, second] && abs(exact.reward - (0.125 + 2 * second)) < 1e-15)
  }

  /// A mixture of learners is the mean of their values; too many runs are refused.
  @Test func mixturesAndLimits() throws {
    let graph = WorkedMatchings.a
    let one = try #require(ExactMatching(of: Torn(), on: graph)).reward
    let mixed = try #require(ExactMatching(of: [(Torn(), 0.5), (Torn(), 0.5)], on: graph)).reward
    #expect(abs(one - mixed) < 1e-14)
    #expect(ExactMatching(of: Torn(), on: graph, limit: 20) == nil)
  }

  /// Draws follow the probabilities of the moves: 20000 draws of a probability of 1/4, exact binomial test, level 1e-6.
  @Test func drawsFollowTheLaw() {
    let graph = WorkedMatchings.graph([[1, 2]], probability: 0.5, weights: [1, 1])
    let view = MatchingView(edges: graph.arrivals[0], weights: [1, 1], isAvailable: [true, true])
    var learner = Torn()
    var noise = RandomStream(key: StreamKey(seed: 8))
    var count = 0
    for round in 1...20_000 {
      noise.move(to: 0, occurrence: round)
      if learner.selectVertex(view, at: round, noise: &noise) == 0 { count += 1 }
    }
    #expect(BinomialTest(successes: count, trials: 20_000, probability: 0.25).pValue > 1e-6)
  }
}
