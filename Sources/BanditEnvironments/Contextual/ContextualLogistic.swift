import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-logistic` of scenario files.
public struct ContextualLogisticModel: EnvironmentModel {
  /// `dimension` of scenario files.
  public static let dimension = ContextualLinearModel.dimension

  public static let card = EnvironmentCard(
    id: "contextual-logistic", family: .contextual,
    summary: "Arms are feature vectors; they pay 1 with a probability that is logistic in their product with theta.",
    dynamics: "Playing the arm of features x_a pays 1 with probability sigma(x_a . theta), else 0; "
      + "sigma(u) = 1 / (1 + exp(-u)).",
    feedback: "The features of all arms, then the reward of the arm played.",
    truth: "theta.",
    comparators: "pseudo, dynamic and realized: the best arm of each round's set. policy-class: the best policy of "
      + "`policyClass`.",
    parameters: [
      dimension, LinearParameter.parameter, ActionSets.parameter, ContextualSettings.meanRange,
      ContextualSettings.policyClass,
    ],
    example: ["dimension": 3, "theta": ["norm": 3], "actions": ["fresh": ["arms": 10]]],
    swift: """
      try ContextualLogisticModel(dimension: 3, actions: .fresh(arms: 10, law: .sphere), horizon: 1000, \
      theta: .sphere(norm: 3))
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .unit, feedback: .bandit),
    notes: "Stochastic, stationary, independent of the history; rewards 0 or 1. A linear model is misspecified here.",
    reference:
      """
      S. Filippi, O. Cappe, A. Garivier and C. Szepesvari, Parametric bandits: the generalized linear case, NIPS 2010.
      """
  )

  private let theta: LinearParameter
  private let actions: ActionSets
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      dimension: settings[Self.dimension], actions: settings[ActionSets.parameter], horizon: horizon,
      theta: settings[LinearParameter.parameter], meanRange: settings[ContextualSettings.meanRange],
      policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualLogisticModel(dimension: 2, actions: .circle(8), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    dimension: Int, actions: ActionSets, horizon: Int, theta: LinearParameter = .sphere(norm: 1),
    meanRange: ClosedRange<Double>? = nil, policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.dimension.check(dimension)
    try ActionSets.parameter.check(actions)
    try LinearParameter.parameter.check(theta)
    try ContextualSettings.meanRange.check(meanRange)
    try theta.check(dimension: dimension)
    try actions.check(dimension: dimension)
    self.theta = theta
    self.actions = actions
    policies = policyClass
    problem = ContextualProblem(
      armCount: actions.armCount, dimension: dimension, isShared: false, horizon: horizon, rewardRange: 0...1,
      meanRange: meanRange ?? 0...1, noiseScale: RewardNoise.bernoulli.scale, parameterNorm: theta.norm,
      featureNorm: actions.norm, hasFixedActions: actions.areFixed, fixedActions: actions.common, isBinary: true)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// A parameter, then the actions, if they are drawn once.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    let theta = theta.draw(dimension: problem.dimension, from: &stream)
    return ContextualArms(
      problem, views: actions.source(dimension: problem.dimension, from: &stream), rule: .logistic(theta),
      noise: .bernoulli, policies: policies)
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}
