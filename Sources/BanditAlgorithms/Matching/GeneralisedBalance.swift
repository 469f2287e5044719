import BanditCards
import BanditComparators
import BanditGames

/// Balances weights, probabilities and loads by a function of the load.
public struct GeneralisedBalance: MatchingRule, Configurable {
  /// The functions of the rule.
  public enum Function: String, Sendable, CaseIterable {
    /// e^(x+1) E1(x+1).
    case g596
    /// 0.588 / (0.575 x + 1).
    case g588
    /// 0.581 e^(-0.535 x).
    case g581
    /// e^-x.
    case exp

    var curve: BalanceFunction {
      switch self {
      case .g596: .g596
      case .g588: .g588
      case .g581: .g581
      case .exp: .exp
      }
    }
  }

  /// `function` of scenario files.
  public static let function = Parameter.choice(
    "function",
    """
    g: `g596` e^(x+1) E1(x+1), `g588` 0.588 / (0.575 x + 1), `g581` 0.581 e^(-0.535 x), `exp` e^-x.
    """,
    default: Function.g596, why: "the best of the proved ratios")

  public static let card = AlgorithmCard(
    id: "generalised-balance", family: .matching,
    summary: "Tries the available neighbour with the largest p w g(load of its failed attempts).",
    setting: "Any graph and weights; probabilities that may differ, none large.",
    rewards: .free,
    rule: [
      "u = argmax p_uv w_u g(l_u) over the neighbours of v that have not succeeded;", "after a failure l_u += p_uv.",
    ],
    parameters: [function, BestNeighbors.ties],
    example: ["function": "g588"],
    swift: "try GeneralisedBalance(problem, function: .g588)",
    guarantee:
      """
      Of the offline optimum that knows the graph and sees outcomes, on average, times 1 - O(sqrt(largest p)): 0.596 \
      with g596, 0.588 with g588, 0.581 with g581, for probabilities of at most 0.38 (Goyal and Udwani 2020, algorithm \
      2). None with exp.
      """,
    complexity: "O(degree) per arrival; a value of g per failure.",
    randomness: "None, or a uniform number where scores tie.",
    numerics: "Scores tie within a relative 1e-12. E1 is that of the GNU Scientific Library.",
    deviations: "None. Loads count failures only, as in the paper.",
    guide:
      """
      The choice with weights or unequal probabilities. With equal probabilities and without weights every falling g \
      makes it stochastic-balance.
      """,
    reference:
      """
      V. Goyal and R. Udwani, Online matching with stochastic rewards: optimal competitive ratio via path based \
      formulation, EC 2020; exp is the suggestion of A. Mehta and D. Panigrahi, FOCS 2012.
      """)

  public var moves: [MatchingMove] = []
  private let ties: TieBreaking
  private var scores: LoadScores

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, function: settings[Self.function], ties: settings[BestNeighbors.ties])
  }

  /// Creates the learner: `GeneralisedBalance(problem, function: .g588)`.
  public init(
    _ problem: MatchingProblem, function: Function = .g596, ties: TieBreaking = .lowest
  ) throws(InvalidSettings) {
    self.ties = ties
    scores = LoadScores(function.curve, vertexCount: problem.vertexCount)
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
