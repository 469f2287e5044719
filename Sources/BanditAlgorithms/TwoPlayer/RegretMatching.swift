import BanditCards
import BanditGames
import BanditStreams

/// Plays actions in proportion to the regret of not having played them.
public struct RegretMatching: Player, Configurable, PlayerBounding {
  public static let card = AlgorithmCard(
    id: "regret-matching", family: .twoPlayer,
    summary: "Plays actions in proportion to the regret of not having played them.",
    setting: "Any costs, also chosen by an opponent who knows the strategy.",
    rule: [
      "p_t(a) proportional to max(0, R_t(a)), uniform if no R_t(a) is positive; R_1 = 0;",
      "R_{t+1}(a) = R_t(a) + sum_b p_t(b) c_t(b) - c_t(a).",
    ],
    parameters: [Opponents.column],
    example: ["column": ["id": "hedge"]],
    swift: "try Facing(problem, row: RegretMatching(problem.row), column: TwoPlayerHedge(problem.column))",
    guarantee: RegretMatcher.guarantee,
    complexity: "O(K) per round.", randomness: "None of its own: the game draws from strategies.",
    numerics: "Sums of regrets are exact for costs that are small multiples of a power of 2.",
    deviations: "Unconditional regrets, in the spirit of the paper, whose procedure has conditional ones.",
    guide:
      "Needs neither a rate nor a horizon. regret-matching-plus differs in one operation and is mostly faster; hedge has the smaller bound for many actions.",
    reference:
      "S. Hart and A. Mas-Colell, A simple adaptive procedure leading to correlated equilibrium, Econometrica 68, 2000.",
    metrics: [.bound, .boundHolds])

  private var matcher: RegretMatcher

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the player: `RegretMatching(problem.row)`.
  public init(_ problem: PlayerProblem) {
    matcher = RegretMatcher(actionCount: problem.actionCount, truncates: false)
  }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    matcher.write(&strategy)
  }

  /// Adds the regrets of the round.
  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    matcher.record(costs, of: strategy)
  }

  /// sqrt((K - 1) t).
  public var strategyBound: Double? { matcher.bound }
}
