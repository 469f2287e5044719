import BanditCards
import BanditComparators
import BanditGames

/// Tries the available neighbour with the highest index.
public struct MatchingLast: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "matching-last", family: .matching,
    summary: "Tries the available neighbour with the highest index.",
    setting: "Any.",
    rewards: .free,
    rule: ["u = max over the neighbours of v that have not succeeded."],
    swift: "MatchingLast(problem)",
    guarantee:
      """
      Half of matching-lp on average for equal probabilities without weights, as every rule that never passes up a \
      neighbour (Mehta and Panigrahi 2012).
      """,
    complexity: "O(degree) per arrival.", randomness: "None.", numerics: "Nothing is computed.",
    deviations: "None.",
    guide: "A fixed order, to see what a graph's numbering does: on matching-gk it spends first what is needed last.",
    reference: "Folklore; A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012.")

  public var moves: [MatchingMove] = []

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `MatchingLast(problem)`.
  public init(_ problem: MatchingProblem) {}

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: .lowest) { Double($0.vertex) }
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
