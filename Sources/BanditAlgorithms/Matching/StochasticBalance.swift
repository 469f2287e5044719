import BanditCards
import BanditComparators
import BanditGames

/// Tries the neighbour that was tried least.
public struct StochasticBalance: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "stochastic-balance", family: .matching,
    summary: "Tries the available neighbour with the fewest failed attempts.",
    setting: "Equal probabilities, no weights: the fewest attempts are then the least load.",
    rewards: .free,
    rule: ["u = argmin (failed attempts at u) over the neighbours of v that have not succeeded."],
    parameters: [BestNeighbors.ties],
    example: ["ties": "random"],
    swift: "try StochasticBalance(problem, ties: .random)",
    guarantee:
      """
      For equal probabilities p without weights, of matching-lp on average: (1 + (1 - p)^(2/p)) / 2, 0.567 as p \
      vanishes, and no more than 0.588 (Mehta and Panigrahi 2012); 0.576 as p vanishes (Huang and Zhang 2020). Of the \
      stochastic benchmark: 0.611 as p vanishes, 0.613 if p is also equal (arXiv 2309.10289).
      """,
    complexity: "O(degree) per arrival.", randomness: "None, or a uniform number where attempts tie.",
    numerics: "Attempts are whole numbers: ties are exact.", deviations: "None.",
    guide:
      """
      The reference for equal small probabilities. On nested batches (matching-gk, matching-star, matching-nested) it \
      earns the same as any rule that treats available neighbours alike. It is blind to weights: use weighted-balance.
      """,
    reference:
      """
      A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012; Z. Huang and Q. Zhang, Online \
      primal dual meets online matching with stochastic rewards: configuration LP to the rescue, STOC 2020.
      """)

  public var moves: [MatchingMove] = []
  private let ties: TieBreaking
  private var attempts: [Int]

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, ties: settings[BestNeighbors.ties])
  }

  /// Creates the learner: `StochasticBalance(problem, ties: .random)`.
  public init(_ problem: MatchingProblem, ties: TieBreaking = .lowest) throws(InvalidSettings) {
    self.ties = ties
    attempts = Array(repeating: 0, count: problem.vertexCount)
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: ties) { -Double(attempts[$0.vertex]) }
  }

  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {
    if !success { attempts[edge.vertex] += 1 }
  }
}
