import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-linear` of scenario files.
public struct ContextualLinearModel: EnvironmentModel {
  /// `dimension` of scenario files.
  public static let dimension = Parameter.whole(
    "dimension", "The number of features, d.", 1...ContextualSettings.maximumDimension)
  /// `noise` of scenario files.
  public static let noise = RewardNoise.parameter([.deterministic, .signs], default: .gaussian(sd: 1))
  /// `misspecification` of scenario files.
  public static let misspecification = Parameter.number(
    "misspecification", "What is added to the mean of even arms and taken from that of odd ones.",
    .closed(-1e100...1e100), default: 0, unit: "reward", why: "a linear truth")

  public static let card = EnvironmentCard(
    id: "contextual-linear", family: .contextual,
    summary: "Arms are feature vectors; the mean reward is their product with one unknown parameter.",
    dynamics: "Playing the arm of features x_a pays X with mean x_a . theta + misspecification (-1)^a.",
    feedback: "The features of all arms, then the reward of the arm played.",
    truth: "theta.",
    comparators: "pseudo, dynamic and realized: the best arm of each round's set. policy-class: the best policy of "
      + "`policyClass`.",
    parameters: [
      dimension, LinearParameter.parameter, ActionSets.parameter, noise, misspecification,
      ContextualSettings.meanRange, ContextualSettings.policyClass,
    ],
    example: ["dimension": 5, "actions": ["fresh": ["arms": 10]], "noise": ["gaussian": 0.5]],
    swift: """
      try ContextualLinearModel(dimension: 5, actions: .fresh(arms: 10, law: .sphere), horizon: 1000, \
      noise: .gaussian(sd: 0.5))
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .settings, feedback: .bandit),
    notes:
      """
      Stochastic, stationary, independent of the history. Learners are told the norm of theta (S), the largest norm of \
      features (L) and how far rewards scatter. Fresh random sets explore by themselves: to see that exploration is \
      needed, take fixed ones.
      """,
    reference:
      """
      P. Auer, Using confidence bounds for exploitation-exploration trade-offs, JMLR 3, 2002; T. Lattimore and C. \
      Szepesvari, Bandit Algorithms, Cambridge University Press, 2020, chapter 19.
      """
  )

  private let theta: LinearParameter
  private let actions: ActionSets
  private let rewardNoise: RewardNoise
  private let offset: Double
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      dimension: settings[Self.dimension], actions: settings[ActionSets.parameter], horizon: horizon,
      theta: settings[LinearParameter.parameter], noise: settings[Self.noise],
      misspecification: settings[Self.misspecification], meanRange: settings[ContextualSettings.meanRange],
      policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualLinearModel(dimension: 2, actions: .circle(8), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    dimension: Int, actions: ActionSets, horizon: Int, theta: LinearParameter = .sphere(norm: 1),
    noise: RewardNoise = .gaussian(sd: 1), misspecification: Double = 0, meanRange: ClosedRange<Double>? = nil,
    policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.dimension.check(dimension)
    try ActionSets.parameter.check(actions)
    try LinearParameter.parameter.check(theta)
    try Self.noise.check(noise)
    try Self.misspecification.check(misspecification)
    try ContextualSettings.meanRange.check(meanRange)
    try theta.check(dimension: dimension)
    try actions.check(dimension: dimension)
    let (norm, length) = (theta.norm, actions.norm)
    let largest = norm * length
    if noise == .signs, largest + abs(misspecification) > 1 {
      throw InvalidSettings("noise", "means may reach \(largest + abs(misspecification)); signs need them in [-1, 1]")
    }
    self.theta = theta
    self.actions = actions
    rewardNoise = noise
    offset = misspecification
    policies = policyClass
    problem = ContextualProblem(
      armCount: actions.armCount, dimension: dimension, isShared: false, horizon: horizon,
      rewardRange: noise.range(ofMeans: -largest - abs(misspecification)...largest + abs(misspecification)),
      meanRange: meanRange ?? -largest...largest, noiseScale: noise.scale, parameterNorm: norm, featureNorm: length,
      hasFixedActions: actions.areFixed, fixedActions: actions.common)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// A parameter, then the actions, if they are drawn once.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    let theta = theta.draw(dimension: problem.dimension, from: &stream)
    return ContextualArms(
      problem, views: actions.source(dimension: problem.dimension, from: &stream),
      rule: .linear(theta, misspecification: offset), noise: rewardNoise, policies: policies)
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}
