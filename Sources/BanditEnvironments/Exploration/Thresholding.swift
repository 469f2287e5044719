import BanditCards
import BanditGames
import BanditStreams

/// The environment `thresholding` of scenario files: which arms have a mean of at least some level?
public struct ThresholdingModel: EnvironmentModel {
  /// `means`, `arms`, `prior` and `preset` of scenario files.
  public static let means = ExplorationSettings.armMeans
  /// `level` of scenario files.
  public static let level = Parameter.number(
    "level", "The level that means are compared with, theta.", ExplorationSettings.means, default: 0.5, unit: "reward")
  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon", "How near to the level a mean may be on the wrong side without being counted as wrong.",
    .closed(0...1e6), default: 0.1, unit: "reward")
  /// `noise` of scenario files.
  public static let noise = ExplorationSettings.law("noise", default: .bernoulli)
  /// `sd` of scenario files.
  public static let sd = ExplorationSettings.sd

  public static let card = EnvironmentCard(
    id: "thresholding", family: .exploration,
    summary: "Arms that are to be sorted into those with means of at least a level and the others.",
    dynamics: "A query of arm a gives a response with mean mu(a).",
    feedback: "The response.",
    truth: "The means.",
    comparators: """
      misidentification: an answer is right if no arm is wrong whose mean is farther from the level than `epsilon`. simple: \
      0, from which every answer is as far as the arm that is wrong and farthest from the level.
      """,
    parameters: means.list + [level, epsilon, noise, sd],
    example: ["means": [0.1, 0.35, 0.45, 0.6, 0.9], "epsilon": 0.05],
    swift: "try ThresholdingModel(means: .list([0.1, 0.35, 0.45, 0.6, 0.9]), epsilon: 0.05, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary; responses 0 or 1, or unbounded. Learners know level and `epsilon`. \
      \(ExplorationSettings.pulls) The complexity is the sum of 1/(|mu - level| + epsilon)^2.
      """,
    reference: """
      A. Locatelli, M. Gutzeit and A. Carpentier, An optimal algorithm for the thresholding bandit problem, ICML 2016.
      """)

  private let arms: ArmDraw
  private let common: ExplorationTruth?
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], level: settings[Self.level],
      epsilon: settings[Self.epsilon], noise: settings[Self.noise], sd: settings[Self.sd], horizon: horizon)
  }

  /// Creates the model: `ThresholdingModel(means: .list([0.1, 0.9]), epsilon: 0.05, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, level: Double = Self.level.default,
    epsilon: Double = Self.epsilon.default, noise: ResponseLaw = Self.noise.default, sd: Double? = nil, horizon: Int
  ) throws(InvalidSettings) {
    try Self.level.check(level)
    try Self.epsilon.check(epsilon)
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    let scatter = try ExplorationSettings.noise(noise, sd: sd)
    try ExplorationSettings.check(arms, scatter)
    problem = ExplorationProblem(
      .threshold(level: level, margin: epsilon, armCount: arms.armCount), noise: scatter, horizon: horizon)
    common = arms.fixedMeans.map { [problem] in ExplorationTruth(problem.structure, means: $0) }
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    let truth = common ?? ExplorationTruth(problem.structure, means: arms.draw(from: &stream).means)
    return MeanResponses(truth, noise: problem.noise)
  }

  /// The arms, where means are given in order.
  public var commonInstance: MeanResponses? { common.map { MeanResponses($0, noise: problem.noise) } }
}
