import BanditCards
import BanditGames
import BanditStreams

/// Plays the action that is best against the other's strategy of this round, or against all its play so far.
public struct BestResponse: Player, Configurable {
  /// What it responds to.
  public enum Against: String, CaseIterable, Sendable {
    /// The other's strategy of this round, which it is told before it plays.
    case now
    /// The other's play so far.
    case past
  }

  /// `against` of scenario files.
  public static let against = Parameter.choice(
    "against",
    """
    `now`: the other's strategy of this round, for which it waits; `past`: the average of the other's play so far \
    (fictitious play).
    """, default: Against.now, why: "the opponent of the minimax theorem")
  static let own: [any CardParameter] = [against]

  public static let card = AlgorithmCard(
    id: "best-response", family: .twoPlayer,
    summary: "Plays the best action against the other's strategy of this round, or against its play so far.",
    setting: "Any costs. With `against` now it is told the other's strategy first, which no learner is.",
    rule: [
      "now: a_t = argmin_a c_t(a), c_t(a) the mean cost of a against the other's strategy of round t;",
      "past: a_t = argmin_a sum_{s<t} c_s(a). Ties: the lowest.",
    ],
    parameters: own + [Opponents.column],
    example: ["against": "past"],
    swift: """
      try Facing(
        problem, row: BestResponse(problem.row, against: .past), column: BestResponse(problem.column, against: .past))
      """,
    guarantee: """
      now: external regret of at most 0 for expected feedback, up to rounding; so a learner who faces it plays on average \
      within its regret over t of minimax (theorems 9.1 and 9.3 of the book). past: none against an adversary, and in \
      self-play of zero-sum games average play converges, perhaps slowly (J. Robinson 1951).
      """,
    complexity: "O(K) per round; with `now` the game computes K mean costs more.",
    randomness: "None.", numerics: "Costs are compared as they are summed: rounding may break ties.",
    deviations: "None.",
    guide:
      "As an opponent: what a learner earns in the worst case. As a learner, `past` shows that following the leader fails.",
    reference: """
      J. Robinson, An iterative method of solving a game, Annals of Mathematics 54, 1951; A. Slivkins, Introduction to \
      Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 9.3.
      """)

  public let waits: Bool
  /// Sums of costs so far.
  private var sums: [Double]

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    self.init(problem, against: try settings[Self.against])
  }

  /// Creates the player: `BestResponse(problem.column)`.
  public init(_ problem: PlayerProblem, against: Against = Self.against.default) {
    waits = against == .now
    sums = Array(repeating: 0, count: problem.actionCount)
  }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    var best = 0
    for action in strategy.indices {
      strategy[action] = 0
      if waits ? costs[action] < costs[best] : sums[action] < sums[best] { best = action }
    }
    strategy[best] = 1
  }

  /// Adds the costs.
  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    for action in sums.indices { sums[action] += costs[action] }
  }
}
