import BanditCards
import BanditComparators
import BanditGames

/// Tries a uniformly random available neighbour.
public struct MatchingRandom: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "matching-random", family: .matching,
    summary: "Tries a uniformly random available neighbour.",
    setting: "Any.",
    rewards: .free,
    rule: ["u uniform among the neighbours of v that have not succeeded."],
    swift: "MatchingRandom(problem)",
    guarantee:
      """
      Half of matching-lp on average for equal probabilities without weights, as every rule that never passes up a \
      neighbour (Mehta and Panigrahi 2012).
      """,
    complexity: "O(degree) per arrival.", randomness: "A uniform number per arrival with several available neighbours.",
    numerics: "Nothing is computed.",
    deviations: "None.",
    guide: "The line above which nothing has been learned. On nested batches it earns as much as stochastic-balance.",
    reference: "Folklore; A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012.")

  public var moves: [MatchingMove] = []

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `MatchingRandom(problem)`.
  public init(_ problem: MatchingProblem) {}

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: .random) { _ in 0 }
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
