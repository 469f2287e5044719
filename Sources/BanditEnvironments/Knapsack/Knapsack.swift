import BanditCards
import BanditComparators
import BanditGames

/// The environment `knapsack` of scenario files: arms with fixed mean rewards and consumptions.
public struct KnapsackModel: GivenKnapsackModel {
  /// How outcomes come from means.
  public enum Noise: String, CaseIterable, Sendable {
    /// Independent coins.
    case bernoulli
    /// The means themselves.
    case deterministic
  }

  /// `rewards` of scenario files.
  public static let rewards = Parameter.numbers(
    "rewards", "The mean reward of each arm.", .unit, count: 1...KnapsackSettings.maximumArms, unit: "reward")
  /// `consumptions` of scenario files.
  public static let consumptions = Parameter<[[Double]]>(
    AnyParameter(
      "consumptions", "For each resource the mean consumption of each arm.", KnapsackSettings.consumptionsKind,
      default: .required, unit: "resource"),
    read: { KnapsackSettings.rows($0) }, write: { KnapsackSettings.setting($0) })
  /// `budget` of scenario files.
  public static let budget = KnapsackSettings.budget
  /// `noise` of scenario files.
  public static let noise = Parameter.choice(
    "noise",
    "`bernoulli`: reward and consumptions are independent coins with these means; `deterministic`: they are their means.",
    default: Noise.bernoulli)
  /// `nullArm` of scenario files.
  public static let nullArm = KnapsackSettings.nullArm

  public static let card = EnvironmentCard(
    id: "knapsack", family: .knapsack,
    summary: "Arms with mean rewards and mean consumptions of resources that are limited.",
    dynamics:
      "Pulling arm a brings a reward with mean r(a) and takes c_i(a) of resource i on average. \(KnapsackSettings.stop)",
    feedback: KnapsackSettings.feedback,
    truth: "All means, and the optimum of the linear programme.",
    comparators: """
      knapsack-lp: the linear programme max r . D under c_i . D <= B / T over distributions D, per round. No learner has a \
      larger mean reward. fixed-distribution is missing.
      """,
    parameters: [rewards, consumptions, budget, noise, nullArm],
    example: [
      "rewards": [0.8, 0.4], "consumptions": [[1, 0.2]], "budget": 500, "noise": "deterministic", "nullArm": false,
    ],
    swift: """
      try KnapsackModel(
        rewards: [0.8, 0.4], consumptions: [[1, 0.2]], budget: 500, horizon: 1000, noise: .deterministic, nullArm: false)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      All resources have the same budget: for others, divide the consumptions of each by its own budget and multiply by the \
      common one. The m-th pull of an arm has the same outcome for every algorithm.
      """,
    reference: """
      A. Badanidiyuru, R. Kleinberg and A. Slivkins, Bandits with knapsacks, Journal of the ACM 65, 2018; A. Slivkins, \
      Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 10.
      """)

  public let knapsack: KnapsackInstance

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      rewards: settings[Self.rewards], consumptions: settings[Self.consumptions], budget: settings[Self.budget],
      horizon: horizon, noise: settings[Self.noise], nullArm: settings[Self.nullArm])
  }

  /// Creates the model: `KnapsackModel(rewards: [0.8, 0.4], consumptions: [[1, 0.2]], budget: 500, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or a resource has not one
  ///   consumption for each reward.
  public init(
    rewards: [Double], consumptions: [[Double]], budget: KnapsackBudget, horizon: Int,
    noise: Noise = Self.noise.default,
    nullArm: Bool = Self.nullArm.default
  ) throws(InvalidSettings) {
    try Self.rewards.check(rewards)
    try Self.consumptions.check(consumptions)
    try Self.budget.check(budget)
    try KnapsackSettings.check(rewards: rewards, consumptions: consumptions, at: "")
    let problem = KnapsackProblem(
      armCount: rewards.count, resourceCount: consumptions.count, budget: budget.amount(horizon: horizon),
      horizon: horizon, hasNullArm: nullArm)
    let phase = KnapsackTruth.Phase(rounds: horizon, rewards: rewards, consumptions: consumptions)
    knapsack = KnapsackInstance(
      KnapsackTruth(phases: [phase], problem: problem), law: noise == .bernoulli ? .coins : .deterministic)
  }

  /// The optimum of the programme.
  public var facts: [String] { KnapsackSettings.facts(knapsack.truth) }
}
