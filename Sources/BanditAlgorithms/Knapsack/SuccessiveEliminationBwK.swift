import BanditCards
import BanditGames
import BanditStreams

/// Gives every arm in turn as much weight as a distribution that may still be optimal can give it.
public struct SuccessiveEliminationBwK: KnapsackLearner, Configurable {
  /// `exploration` of scenario files.
  public static let exploration = KnapsackParameters.exploration
  /// `slack` of scenario files.
  public static let slack = KnapsackParameters.slack

  public static let card = AlgorithmCard(
    id: "successive-elimination-bwk", family: .knapsack,
    summary: "Draws an arm at random and plays the distribution that gives it most among those that may be optimal.",
    setting: "Rewards and consumptions in [0, 1] with fixed means; known budget and horizon.",
    rule: [
      "Each arm once; then b_t uniform on the arms without the null arm, conf(a) = exploration sqrt(2 ln T / n(a)),",
      "V = the optimum of the programme with rewards mean - conf and consumptions mean + conf, cut to [0, 1];",
      "D_t maximises D(b_t) among D with sum_a D(a) (reward(a) + conf(a)) >= V",
      "and sum_a D(a) (consumption_i(a) - conf(a)) <= (1 - slack) B / T for every i, bounds cut to [0, 1];",
      "A_t ~ D_t; what D_t lacks to 1 is the null arm's.",
    ],
    parameters: [exploration, slack],
    example: ["slack": 0.1],
    swift: "try SuccessiveEliminationBwK(problem, slack: 0.1)",
    guarantee: "An order without constants in the paper; none is claimed here.",
    complexity: "Two programmes of K variables and d + 1 rows per round: a few pivots of O(K d) each.",
    randomness: "One integer and one uniform per round after the first K.",
    numerics: "The simplex method starts from the null arm in every round; sums are compensated.",
    deviations: """
      Which distributions are optimal for some means within their bounds is replaced by a linear condition that all of \
      these meet: at best they earn the optimum at worst.
      """,
    guide: """
      Explores as evenly as a plan near the optimum allows. ucb-bwk mostly earns more, and is the one to begin with.
      """,
    reference: """
      A. Badanidiyuru, R. Kleinberg and A. Slivkins, Bandits with knapsacks, Journal of the ACM 65, 2018; A. Slivkins, \
      Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 10, algorithm 2.
      """,
    isAnytime: false)

  private let armCount: Int
  private(set) var statistics: KnapsackStatistics

  public init(settings: Settings, problem: KnapsackProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, exploration: settings[Self.exploration], slack: settings[Self.slack])
  }

  /// Creates the learner: `SuccessiveEliminationBwK(problem, slack: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: KnapsackProblem, exploration: Double = Self.exploration.default, slack: Double = Self.slack.default
  ) throws(InvalidSettings) {
    try Self.exploration.check(exploration)
    try Self.slack.check(slack)
    armCount = problem.armCount
    statistics = KnapsackStatistics(problem, exploration: exploration, slack: slack)
  }

  /// The tableau.
  public func historyBytes(problem: KnapsackProblem) -> Int { KnapsackStatistics.tableauBytes(problem) }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = statistics.unpulled { return arm }
    let favoured = noise.integer(below: armCount)
    _ = statistics.solve(favouring: favoured)
    return statistics.draw(at: noise.uniform(), otherwise: favoured)
  }

  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {
    statistics.record(outcome, of: arm)
  }
}
