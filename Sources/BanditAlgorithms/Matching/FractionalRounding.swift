import BanditCards
import BanditComparators
import BanditGames

/// Splits each arrival between its neighbours by water filling, then draws one of them.
public struct FractionalRounding: MatchingRule, Configurable {
  /// The functions of the rule.
  public enum Function: String, Sendable, CaseIterable {
    /// 1 - e^-x/2 - e^(x-2)/2.
    case f2
    /// That of weighted-balance.
    case f
  }

  /// `function` of scenario files.
  public static let function = Parameter.choice(
    "function",
    "f: `f2` 1 - e^-x/2 - e^(x-2)/2 on [0, 1] and 1 - 1/e beyond, or `f`, that of weighted-balance.",
    default: Function.f2, why: "it is the one with a proof for unequal probabilities in closed form")

  public static let card = AlgorithmCard(
    id: "fractional-rounding", family: .matching,
    summary: "Splits each arrival between its available neighbours so that p w (1 - f(load)) is level, and draws one.",
    setting: "Small probabilities that may differ; weights.",
    rewards: .free,
    rule: [
      "the unit of v flows to argmax p_uv w_u (1 - f(l_u)) over the neighbours that have not succeeded,",
      "while l_u grows by p_uv for each unit that u gets: x_uv in all;",
      "one neighbour is drawn, u with probability x_uv, and tried.",
    ],
    parameters: [function],
    example: ["function": "f"],
    swift: "try FractionalRounding(problem, function: .f)",
    guarantee:
      """
      With f2, as probabilities vanish, equal or not: 1 - f2(0) = 0.567 of matching-lp on average (Huang and Zhang \
      2020). Their 0.572 is for a function that was found by computer and is not printed; it is not offered. None with \
      f.
      """,
    complexity: "O(degree) per arrival and step of a root search, of which there are about ten.",
    randomness: "A uniform number per arrival with several neighbours that get a share.",
    numerics:
      """
      The level is exact up to rounding: loads at a level have a closed form for f2, a table with cubics for f.
      """,
    deviations:
      """
      Loads are those of the shares, not of the draws. Where all scores have come down to p w / e, which is constant, \
      the rest is split evenly between those with the largest.
      """,
    guide: "For the theory of unequal probabilities; generalised-balance usually earns more.",
    reference:
      """
      Z. Huang and Q. Zhang, Online primal dual meets online matching with stochastic rewards: configuration LP to the \
      rescue, STOC 2020, equation (15); the bookkeeping of loads is this project's own.
      """)

  public var moves: [MatchingMove] = []
  private let curve: BalanceFunction
  private var filling: WaterFilling

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, function: settings[Self.function])
  }

  /// Creates the learner: `FractionalRounding(problem, function: .f)`.
  public init(_ problem: MatchingProblem, function: Function = .f2) throws(InvalidSettings) {
    self.init(loads: Array(repeating: 0, count: problem.vertexCount), function: function)
  }

  init(loads: [Double], function: Function) {
    curve = function == .f ? .f : .f2
    filling = WaterFilling(loads: loads)
  }

  /// The load of each vertex: the shares that it got, times their probabilities.
  public var loads: [Double] { filling.loads }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    filling.pour(by: curve, for: view, into: &moves)
  }

  /// Nothing is learned: loads do not depend on outcomes.
  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
}
