import BanditCards
import BanditComparators
import BanditGames

/// Tries the neighbour that promises most at once.
public struct MatchingGreedy: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "matching-greedy", family: .matching,
    summary: "Tries the available neighbour with the largest p w.",
    setting: "Any graph, weights and probabilities.",
    rewards: .free,
    rule: ["u = argmax p_uv w_u over the neighbours of v that have not succeeded."],
    parameters: [BestNeighbors.ties],
    example: ["ties": "random"],
    swift: "try MatchingGreedy(problem, ties: .random)",
    guarantee:
      """
      Half of matching-lp on average for equal probabilities without weights, as every rule that never passes up a \
      neighbour (Mehta and Panigrahi 2012).
      """,
    complexity: "O(degree) per arrival.", randomness: "None, or a uniform number where scores tie.",
    numerics: "Scores tie within a relative 1e-12.", deviations: "None.",
    guide: "The line to beat. With unequal weights it is often good on average; it ignores who will be needed later.",
    reference: "Folklore; A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012.")

  public var moves: [MatchingMove] = []
  private let ties: TieBreaking

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, ties: settings[BestNeighbors.ties])
  }

  /// Creates the learner: `MatchingGreedy(problem, ties: .random)`.
  public init(_ problem: MatchingProblem, ties: TieBreaking = .lowest) throws(InvalidSettings) {
    self.ties = ties
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: ties) { $0.probability * view.weights[$0.vertex] }
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
