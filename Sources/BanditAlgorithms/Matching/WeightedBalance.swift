import BanditCards
import BanditComparators
import BanditGames

/// Balances weights and loads by the function of the configuration LP's analysis.
public struct WeightedBalance: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "weighted-balance", family: .matching,
    summary: "Tries the available neighbour with the largest p w (1 - f(load of its failed attempts)).",
    setting: "Equal probabilities; weights.",
    rewards: .free,
    rule: [
      "u = argmax p_uv w_u (1 - f(l_u)) over the neighbours of v that have not succeeded; after a failure l_u += p_uv;",
      "f' = (f - 1 + e^-x) / (2 - x - e^-x) on [0, 1] with f(1) = 1 - 1/e, and 1 - 1/e beyond.",
    ],
    parameters: [BestNeighbors.ties],
    example: ["ties": "random"],
    swift: "try WeightedBalance(problem, ties: .random)",
    guarantee:
      """
      For equal probabilities, as they vanish: 1 - f(0) = 0.576 of matching-lp on average (Huang and Zhang 2020, \
      algorithm 2, equation (5)). None for unequal ones.
      """,
    complexity: "O(degree) per arrival; a value of f per failure.",
    randomness: "None, or a uniform number where scores tie.",
    numerics:
      """
      f is solved once by Runge and Kutta's method of order 4 from 1 down, with an error below 1e-12. It is constant \
      beyond a load of 1: there scores of equal p w tie.
      """,
    deviations: "None.",
    guide:
      "For equal probabilities with weights; without weights it is stochastic-balance, as long as no load passes 1.",
    reference:
      """
      Z. Huang and Q. Zhang, Online primal dual meets online matching with stochastic rewards: configuration LP to the \
      rescue, STOC 2020.
      """)

  public var moves: [MatchingMove] = []
  private let ties: TieBreaking
  private var scores: LoadScores

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, ties: settings[BestNeighbors.ties])
  }

  /// Creates the learner: `WeightedBalance(problem, ties: .random)`.
  public init(_ problem: MatchingProblem, ties: TieBreaking = .lowest) throws(InvalidSettings) {
    self.ties = ties
    scores = LoadScores(.f, vertexCount: problem.vertexCount)
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: ties) {
      $0.probability * view.weights[$0.vertex] * scores.factors[$0.vertex]
    }
  }

  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {
    if !success { scores.fail(edge) }
  }
}
