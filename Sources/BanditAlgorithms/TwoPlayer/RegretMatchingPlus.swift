import BanditCards
import BanditGames
import BanditStreams

/// Regret matching that forgets debts: sums of regrets never fall below 0.
public struct RegretMatchingPlus: Player, Configurable, PlayerBounding {
  public static let card = AlgorithmCard(
    id: "regret-matching-plus", family: .twoPlayer,
    summary: "Regret matching that forgets debts: sums of regrets never fall below 0.",
    setting: "Any costs, also chosen by an opponent who knows the strategy.",
    rule: [
      "p_t(a) proportional to max(0, R_t(a)), uniform if no R_t(a) is positive; R_1 = 0;",
      "R_{t+1}(a) = max(0, R_t(a) + sum_b p_t(b) c_t(b) - c_t(a)).",
    ],
    parameters: [Opponents.column],
    example: ["column": ["id": "best-response"]],
    swift: "try Facing(problem, row: RegretMatchingPlus(problem.row), column: BestResponse(problem.column))",
    guarantee: RegretMatcher.guarantee,
    complexity: "O(K) per round.", randomness: "None of its own: the game draws from strategies.",
    numerics: "The sums never fall below 0.",
    deviations: "Average play is uniform over rounds; the paper weighs later rounds more.",
    guide:
      "The usual choice for large zero-sum games, and often much closer to equilibrium than regret-matching; no rate, no horizon.",
    reference: "O. Tammelin, Solving large imperfect information games using CFR+, 2014 (arXiv 1407.5042).",
    metrics: [.bound, .boundHolds])

  private var matcher: RegretMatcher

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the player: `RegretMatchingPlus(problem.row)`.
  public init(_ problem: PlayerProblem) {
    matcher = RegretMatcher(actionCount: problem.actionCount, truncates: true)
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
