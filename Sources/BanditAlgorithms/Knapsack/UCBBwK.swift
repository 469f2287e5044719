import BanditCards
import BanditGames
import BanditStreams

/// Plays the linear programme with all that is uncertain at its best.
public struct UCBBwK: KnapsackLearner, Configurable {
  /// `exploration` of scenario files.
  public static let exploration = KnapsackParameters.exploration
  /// `slack` of scenario files.
  public static let slack = KnapsackParameters.slack

  public static let card = AlgorithmCard(
    id: "ucb-bwk", family: .knapsack,
    summary: "Solves the linear programme with upper bounds on rewards and lower bounds on consumptions, and plays it.",
    setting: "Rewards and consumptions in [0, 1] with fixed means; known budget and horizon.",
    rule: [
      "Each arm once; then with conf(a) = exploration sqrt(2 ln T / n(a)),",
      "D_t maximises sum_a D(a) min(1, mean reward(a) + conf(a))",
      "under sum_a D(a) max(0, mean consumption_i(a) - conf(a)) <= (1 - slack) B / T for every i, sum_a D(a) <= 1;",
      "A_t ~ D_t; what D_t lacks to 1 is the null arm's.",
    ],
    parameters: [exploration, slack],
    example: ["exploration": 0.5],
    swift: "try UCBBwK(problem, exploration: 0.5)",
    guarantee: """
      An order without constants in the paper (UcbBwK, algorithm 3 of the book's chapter 10); none is claimed here.
      """,
    complexity: "A programme of K variables and d + 1 rows per round: a few pivots of O(K d) each.",
    randomness: "One uniform per round after the first K.",
    numerics: "The simplex method starts from the null arm in every round; sums are compensated.",
    deviations: """
      The constant in conf is a choice. Without a null arm weights are divided by their sum where they have less than 1.
      """,
    guide: """
      The first choice where means are fixed. At most d + 1 arms are mixed. lagrange-bwk needs no linear programme and is \
      there for adversaries, too.
      """,
    reference: """
      S. Agrawal and N. R. Devanur, Bandits with concave rewards and convex knapsacks, EC 2014; A. Slivkins, Introduction \
      to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 10, algorithm 3.
      """,
    isAnytime: false)

  private(set) var statistics: KnapsackStatistics

  public init(settings: Settings, problem: KnapsackProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, exploration: settings[Self.exploration], slack: settings[Self.slack])
  }

  /// Creates the learner: `UCBBwK(problem, exploration: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: KnapsackProblem, exploration: Double = Self.exploration.default, slack: Double = Self.slack.default
  ) throws(InvalidSettings) {
    try Self.exploration.check(exploration)
    try Self.slack.check(slack)
    statistics = KnapsackStatistics(problem, exploration: exploration, slack: slack)
  }

  /// The tableau.
  public func historyBytes(problem: KnapsackProblem) -> Int { KnapsackStatistics.tableauBytes(problem) }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = statistics.unpulled { return arm }
    _ = statistics.solveAtBest()
    return statistics.draw(at: noise.uniform(), otherwise: 0)
  }

  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {
    statistics.record(outcome, of: arm)
  }
}
