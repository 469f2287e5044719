import BanditCards
import BanditComparators
import BanditGames

/// Assigns arrivals without looking at outcomes.
public struct NonAdaptive: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "non-adaptive", family: .matching,
    summary: "Assigns each arrival by the probabilities of success so far, whatever has really succeeded.",
    setting: "Any probabilities; no weights.",
    rewards: .free,
    rule: [
      "w_u is the probability that u has succeeded by now, 0 in the beginning;",
      "u = argmax (1 - w_u) p_uv over all neighbours of v; w_u += (1 - w_u) p_uv.",
    ],
    parameters: [BestNeighbors.ties],
    example: ["ties": "random"],
    swift: "try NonAdaptive(problem, ties: .random)",
    guarantee:
      """
      Half of matching-lp on average without weights, the best without looking at outcomes (Mehta, Waggoner and \
      Zadimoghaddam 2015; Mehta and Panigrahi 2012, theorem 5).
      """,
    complexity: "O(degree) per arrival.", randomness: "None, or a uniform number where scores tie.",
    numerics: "Scores tie within a relative 1e-12.",
    deviations: "None. An arrival that is assigned to a vertex that has succeeded is lost: nothing is tried.",
    guide: "What adaptivity is worth: compare it with semi-adaptive and stochastic-balance.",
    reference:
      """
      A. Mehta, B. Waggoner and M. Zadimoghaddam, Online stochastic matching with unequal probabilities, SODA 2015.
      """,
    metrics: [.successProbability])

  public var moves: [MatchingMove] = []
  private let ties: TieBreaking
  /// w: the probability that each vertex has succeeded, over all runs.
  public private(set) var probabilities: [Double]

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, ties: settings[BestNeighbors.ties])
  }

  /// Creates the learner: `NonAdaptive(problem, ties: .random)`.
  public init(_ problem: MatchingProblem, ties: TieBreaking = .lowest) throws(InvalidSettings) {
    self.ties = ties
    probabilities = Array(repeating: 0, count: problem.vertexCount)
  }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    BestNeighbors.write(&moves, for: view, ties: ties, among: { _ in true }) {
      (1 - probabilities[$0.vertex]) * $0.probability
    }
    for place in moves.indices {
      if let vertex = moves[place].vertex, !view.isAvailable[vertex] { moves[place].vertex = nil }
    }
  }

  /// The note is the vertex that the arrival is assigned to.
  public mutating func make(_ move: MatchingMove, for view: MatchingView, at round: Int) {
    guard move.note >= 0, let edge = view.edge(to: move.note) else { return }
    probabilities[edge.vertex] += (1 - probabilities[edge.vertex]) * edge.probability
  }

  /// Nothing is learned.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}

extension NonAdaptive: Reporting {
  public func measure(_ metric: Metric) -> Double? {
    guard .successProbability ~= metric, let vertex = metric.event else { return nil }
    return probabilities.indices.contains(vertex) ? probabilities[vertex] : nil
  }
}

extension Metric {
  /// What a rule knows of its own successes.
  public static let successProbability = Metric(
    "success_probability",
    "The probability, over all runs, that the vertex has succeeded by now, as the algorithm computes it.",
    unit: "probability", isCumulative: true, scope: .item)
}
