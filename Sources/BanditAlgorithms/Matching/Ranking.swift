import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// One random order of the vertices, once for all arrivals.
public struct Ranking: DrawnAtStart, Configurable {
  public static let card = AlgorithmCard(
    id: "ranking", family: .matching,
    summary: "Tries the available neighbour that comes first in one random order of the vertices.",
    setting: "Equal probabilities, no weights.",
    rewards: .free,
    rule: ["y_u uniform in [0, 1], drawn once;", "u = argmin y_u over the neighbours of v that have not succeeded."],
    swift: "Ranking(problem)",
    guarantee:
      """
      For equal probabilities p without weights, of matching-lp on average: (1 - 1/e) - (1 - 2/e) (1 - p)^(1/p), which \
      is 0.632 for p = 1 and 0.534 as p vanishes (Mehta and Panigrahi 2012).
      """,
    complexity: "O(degree) per arrival.", randomness: "A uniform number for each vertex before the first arrival.",
    numerics: "Nothing is computed.",
    deviations: "None. Probabilities do not enter the order, as in the paper.",
    guide:
      """
      Best for large equal probabilities: its ratio passes that of stochastic-balance near p = 0.26. It is blind to \
      weights: use perturbed-greedy, which draws the same numbers and is the same rule for equal probabilities and \
      weights.
      """,
    reference:
      """
      R. M. Karp, U. V. Vazirani and V. V. Vazirani, An optimal algorithm for on-line bipartite matching, STOC 1990; \
      with stochastic rewards A. Mehta and D. Panigrahi, FOCS 2012.
      """)

  public var moves: [MatchingMove] = []
  private var luck: VertexLuck

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `Ranking(problem)`.
  public init(_ problem: MatchingProblem) { luck = VertexLuck(count: problem.vertexCount) }

  /// Creates the learner with its order.
  ///
  /// - Parameter ranks: the rank of each vertex, different numbers; the smallest is tried first.
  public init(ranks: [Double]) { luck = VertexLuck(ranks) }

  /// The numbers are drawn at the first arrival.
  public mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
    luck.draw(from: &noise)
    return view.edges.lazy.filter { view.isAvailable[$0.vertex] }.min {
      luck.numbers[$0.vertex] < luck.numbers[$1.vertex]
    }?
    .vertex
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: .lowest) { -luck.numbers[$0.vertex] }
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
