import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `rollout-budgets` of scenario files: every prompt of a pool is rolled out in every epoch, and a budget
/// of rollouts is shared.
public struct RolloutBudgetsModel: EnvironmentModel {
  /// `prompts` of scenario files.
  public static let prompts = PromptSource.prompts
  /// `probabilities` of scenario files.
  public static let probabilities = PromptSource.probabilities
  /// `budget` of scenario files.
  public static let budget = Parameter<Int?>.whole(
    "budget", "The number of rollouts of an epoch, shared by all prompts.", 1...100_000_000,
    absent: "8 for each prompt, or the nearest number that `low` and `high` allow", unit: "rollouts")
  /// `low` of scenario files.
  public static let low = Parameter.whole(
    "low", "How many rollouts a prompt gets at least.", 1...10_000, default: 2, unit: "rollouts",
    why: "a single rollout shows one outcome")
  /// `high` of scenario files.
  public static let high = Parameter.whole(
    "high", "How many rollouts a prompt gets at most.", 1...10_000, default: 128, unit: "rollouts")

  public static let card = EnvironmentCard(
    id: "rollout-budgets", family: .rollouts,
    summary: "Every prompt of a pool is rolled out in every epoch; a budget of rollouts is shared.",
    dynamics: PromptSource.dynamics + " A round is an epoch, whose batch has all prompts, prompt i with N_i rollouts.",
    feedback: "The number of successes of each prompt.",
    truth: "The probabilities of all prompts in every epoch.",
    comparators:
      """
      dynamic: the budgets with the largest sum of Value(N_i, p_i) = (1 - p^N - (1 - p)^N) p (1 - p)^2 under the epoch's \
      probabilities, by exact greedy allocation. Probabilities are those that the learner's own budgets have led to.
      """,
    parameters: PromptSource.parameters + [budget, low, high],
    example: ["probabilities": [0.5, 0.1, 0.9], "budget": 12],
    swift: "try RolloutBudgetsModel(horizon: 1000, probabilities: [0.5, 0.1, 0.9], budget: 12)",
    facts: EnvironmentFacts(
      .stochastic, isStationary: nil, remembers: true, rewards: .bounded, feedback: .semiBandit),
    notes:
      """
      Stochastic; it remembers, unless probabilities are given; rewards are numbers of successes, at most the budget. The \
      m-th rollout of a prompt meets the same luck, whoever makes it. A budget is refused that the prompts cannot share with \
      `low` to `high` each.
      """,
    reference:
      """
      This package's own, in the spirit of the knapsack of arXiv 2509.25849 (value function and constants from general \
      knowledge of it), without a language model.
      """, metrics: [.ability, .roundsToGoal])

  private let source: PromptSource
  public let problem: RolloutsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, prompts: settings[Self.prompts], probabilities: settings[Self.probabilities],
      difficultySd: settings[PromptSource.difficultySd], ability: settings[PromptSource.ability],
      rate: settings[PromptSource.rate], offsetSd: settings[PromptSource.offsetSd], goal: settings[PromptSource.goal],
      budget: settings[Self.budget], low: settings[Self.low], high: settings[Self.high])
  }

  /// Creates the model: `RolloutBudgetsModel(horizon: 1000, probabilities: [0.5, 0.1, 0.9], budget: 12)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    horizon: Int, prompts: Int? = nil, probabilities: [Double]? = nil, difficultySd: Double? = nil,
    ability: Double? = nil, rate: Double? = nil, offsetSd: Double? = nil, goal: Double? = nil, budget: Int? = nil,
    low: Int = Self.low.default, high: Int = Self.high.default
  ) throws(InvalidSettings) {
    try Self.budget.check(budget)
    try Self.low.check(low)
    try Self.high.check(high)
    source = try PromptSource(
      prompts: prompts, probabilities: probabilities, difficultySd: difficultySd, ability: ability, rate: rate,
      offsetSd: offsetSd, goal: goal)
    guard low <= high else { throw InvalidSettings("low", "found \(low), but high is \(high); accepted: at most high") }
    let accepted = RolloutAllocation.accepted(source.count, low...high)
    let total = budget ?? min(max(8 * source.count, accepted.lowerBound), accepted.upperBound)
    guard accepted.contains(total) else {
      throw InvalidSettings(
        "budget",
        """
        found \(total), but \(counted: source.count, "prompt") with \(low) to \(high) rollouts each can share \
        \(accepted.lowerBound) to \(accepted.upperBound); accepted: a number in between
        """)
    }
    problem = RolloutsProblem(
      promptCount: source.count, horizon: horizon, terms: .budgets(total: total, range: low...high))
  }

  public func instance(of replication: Int, from stream: inout RandomStream) -> PromptPool {
    source.pool(from: &stream)
  }

  /// The pool, if probabilities are given.
  public var commonInstance: PromptPool? { source.common }

  public var replicationBytes: Int { source.bytes }
}
