import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-drifting` of scenario files.
public struct ContextualDriftingModel: EnvironmentModel {
  /// `dimension` of scenario files.
  public static let dimension = ContextualLinearModel.dimension
  /// `noise` of scenario files.
  public static let noise = ContextualLinearModel.noise

  public static let card = EnvironmentCard(
    id: "contextual-drifting", family: .contextual,
    summary: "Arms are feature vectors; the mean reward is their product with a parameter that changes.",
    dynamics: "In round t the arm of features x_a pays X with mean x_a . theta_t.",
    feedback: "The features of all arms, then the reward of the arm played.",
    truth: "theta_t.",
    comparators: "pseudo, dynamic and realized: the best arm of each round's set under theta_t. policy-class: the best "
      + "policy of `policyClass`.",
    parameters: [
      dimension, ActionSets.parameter, noise, ParameterPath.parameter, ContextualSettings.meanRange,
      ContextualSettings.policyClass,
    ],
    example: [
      "dimension": 2, "actions": ["fresh": ["arms": 50, "law": "cube"]],
      "path": ["turn": ["angle": 3.141592653589793, "rounds": 500]],
    ],
    swift: """
      try ContextualDriftingModel(dimension: 2, actions: .fresh(arms: 50, law: .cube), path: .turn(angle: .pi, \
      rounds: 500, norm: 1), horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: false, remembers: false, rewards: .settings, feedback: .bandit),
    notes:
      """
      Stochastic, changing, independent of the history. Learners are told the largest norm of theta_t (S), the largest \
      norm of features (L), how far rewards scatter, and the total variation B: the sum of |theta_{t+1} - theta_t|; \
      of a walk, sd sqrt(d) (T - 1), which its expectation does not exceed.
      """,
    reference:
      """
      Y. Russac, C. Vernade and O. Cappe, Weighted linear bandits for non-stationary environments, NeurIPS 2019; its \
      public code has the abrupt setting.
      """
  )

  private let actions: ActionSets
  private let rewardNoise: RewardNoise
  private let path: ParameterPath
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      dimension: settings[Self.dimension], actions: settings[ActionSets.parameter],
      path: settings[ParameterPath.parameter], horizon: horizon, noise: settings[Self.noise],
      meanRange: settings[ContextualSettings.meanRange], policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualDriftingModel(dimension: 2, actions: .circle(8), path: path, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    dimension: Int, actions: ActionSets, path: ParameterPath, horizon: Int, noise: RewardNoise = .gaussian(sd: 1),
    meanRange: ClosedRange<Double>? = nil, policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.dimension.check(dimension)
    try ActionSets.parameter.check(actions)
    try ParameterPath.parameter.check(path)
    try Self.noise.check(noise)
    try ContextualSettings.meanRange.check(meanRange)
    try path.check(dimension: dimension)
    try actions.check(dimension: dimension)
    let largest = path.norm * actions.norm
    if noise == .signs, largest > 1 {
      throw InvalidSettings("noise", "means may reach \(largest); signs need them in [-1, 1]")
    }
    self.actions = actions
    self.path = path
    rewardNoise = noise
    policies = policyClass
    problem = ContextualProblem(
      armCount: actions.armCount, dimension: dimension, isShared: false, horizon: horizon,
      rewardRange: noise.range(ofMeans: -largest...largest), meanRange: meanRange ?? -largest...largest,
      noiseScale: noise.scale, parameterNorm: path.norm, featureNorm: actions.norm,
      variation: path.variation(horizon: horizon, dimension: dimension), hasFixedActions: actions.areFixed,
      fixedActions: actions.common)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// The actions, if they are drawn once, then a walk.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    let views = actions.source(dimension: problem.dimension, from: &stream)
    let track = path.track(horizon: problem.horizon, dimension: problem.dimension, from: &stream)
    return ContextualArms(problem, views: views, rule: .drifting(track), noise: rewardNoise, policies: policies)
  }

  /// A few numbers for each address, and a walk.
  public var replicationBytes: Int {
    192 * problem.addressCount + path.bytes(horizon: problem.horizon, dimension: problem.dimension)
  }

  public var changePoints: [Int] { path.changePoints(horizon: problem.horizon) }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}
