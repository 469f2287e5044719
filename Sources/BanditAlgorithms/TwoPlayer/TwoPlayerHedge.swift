import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over the actions of a game.
public struct TwoPlayerHedge: Player, Configurable, PlayerBounding {
  /// `epsilon` of scenario files; `nil` is `auto`.
  public static let epsilon = Parameter.auto(
    "epsilon", "The share of its weight that an action of cost 1 loses, or `auto`: sqrt(ln K / (2 T)), at most 1/2.",
    NumberRange(lower: .included(1e-9), upper: .excluded(1)), why: "the step for games")
  static let own: [any CardParameter] = [epsilon]

  public static let card = AlgorithmCard(
    id: "hedge", family: .twoPlayer,
    summary: "Plays actions in proportion to weights that fall by a factor with every cost.",
    setting: "Any costs in [0, 1], also chosen by an opponent who knows the strategy.",
    rule: [
      "p_t(a) proportional to w_t(a), w_1 = 1;",
      "w_{t+1}(a) = w_t(a) (1 - epsilon)^{c_t(a)}, c_t(a) the cost of a against the other's play.",
      "auto: epsilon = sqrt(ln K / (2 T)), at most 1/2.",
    ],
    parameters: own + [Opponents.column],
    example: ["epsilon": 0.1, "column": ["id": "regret-matching"]],
    swift: """
      try Facing(problem, row: TwoPlayerHedge(problem.row, epsilon: 0.1), column: RegretMatching(problem.column))
      """,
    guarantee: """
      For expected feedback, external regret at most ln K / eta + eta t / 8 in every run and after every t, with \
      eta = -ln(1 - epsilon), times the length of the interval of costs, whatever the opponent does (Hoeffding's lemma: \
      standard, see Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006). Reported as `bound`. In self-play \
      the exploitability of average play is the sum of both regrets over t (theorem 9.5 of the book).
      """,
    complexity: "O(K) per round, with K exponentials.", randomness: "None of its own: the game draws from strategies.",
    numerics: "Logarithms of weights, relative to the largest.",
    deviations: "The cap of 1/2, for horizons below 2 ln K.",
    guide: "The textbook's player; regret-matching needs no horizon, and regret-matching-plus is faster in practice.",
    reference: """
      Y. Freund and R. E. Schapire, Adaptive game playing using multiplicative weights, Games and Economic Behavior 29, \
      1999; A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 9.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let rate: Double
  private var losses: [Double]
  private var rounds = 0

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, epsilon: settings[Self.epsilon])
  }

  /// Creates the player: `TwoPlayerHedge(problem.row, epsilon: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if the argument is out of the range that the card states.
  public init(_ problem: PlayerProblem, epsilon: Double? = Self.epsilon.default) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    let entropy = Double.log(Double(problem.actionCount))
    let step = epsilon ?? min(0.5, (entropy / (2 * Double(problem.horizon))).squareRoot())
    rate = 0 - .log(onePlus: 0 - step)
    losses = Array(repeating: 0, count: problem.actionCount)
  }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    ExponentialWeights.solve(losses, rate: rate, into: &strategy)
  }

  /// Adds the costs.
  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    rounds = round
    for action in losses.indices { losses[action] += costs[action] }
  }

  /// ln K / eta + eta t / 8.
  public var strategyBound: Double? {
    losses.count == 1 ? 0 : .log(Double(losses.count)) / rate + rate * Double(rounds) / 8
  }
}
