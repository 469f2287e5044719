import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-lipschitz` of scenario files.
public struct ContextualLipschitzModel: EnvironmentModel {
  /// `dimension` of scenario files.
  public static let dimension = Parameter.whole(
    "dimension", "The number of coordinates of a context.", 1...100, default: 1, why: "contexts on an interval")
  /// `means` of scenario files.
  public static let means = Parameter<[MeanCurve]>(
    AnyParameter(
      "means", "For each arm its mean as a function of the context x.",
      .list(of: MeanCurve.kind, count: 1...ContextualSettings.maximumArmCount), default: .required, unit: "reward"),
    read: { if case .list(let curves)? = $0 { curves.map { MeanCurve($0) } } else { [] } },
    write: { .list($0.map(\.setting)) })

  public static let card = EnvironmentCard(
    id: "contextual-lipschitz", family: .contextual,
    summary: "Contexts in a cube; the probability that an arm pays is a Lipschitz function of the context.",
    dynamics: "x_t is uniform on [0, 1]^dimension; arm a pays 1 with probability f_a(x_t), else 0.",
    feedback: "The features (1, x_t), then the reward of the arm played.",
    truth: "The functions.",
    comparators: "pseudo, dynamic and realized: the best arm of each context. policy-class: the best policy of "
      + "`policyClass`.",
    parameters: [dimension, means, ContextualSettings.meanRange, ContextualSettings.policyClass],
    example: ["means": [["sine": [0.5, 0.3, 1, 0]], 0.5]],
    swift: """
      try ContextualLipschitzModel(means: [.sine(base: 0.5, amplitude: 0.3, frequency: 1, phase: 0), .constant(0.5)], \
      horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .unit, feedback: .bandit),
    notes:
      """
      Stochastic, stationary given the context, independent of the history; rewards 0 or 1. Learners are told the \
      Lipschitz constant in the maximum norm: the largest 2 pi frequency amplitude, or slope.
      """,
    reference: "A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), chapter 8."
  )

  private let means: [MeanCurve]
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: settings[Self.means], horizon: horizon, dimension: settings[Self.dimension],
      meanRange: settings[ContextualSettings.meanRange], policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualLipschitzModel(means: [.constant(0.5)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    means: [MeanCurve], horizon: Int, dimension: Int = Self.dimension.default, meanRange: ClosedRange<Double>? = nil,
    policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.dimension.check(dimension)
    try Self.means.check(means)
    try ContextualSettings.meanRange.check(meanRange)
    for (arm, curve) in means.enumerated() { try curve.check(dimension: dimension, at: "means[\(arm)]") }
    self.means = means
    policies = policyClass
    problem = ContextualProblem(
      armCount: means.count, dimension: dimension + 1, isShared: true, horizon: horizon, rewardRange: 0...1,
      meanRange: meanRange ?? 0...1, noiseScale: RewardNoise.bernoulli.scale,
      featureNorm: Double(dimension + 1).squareRoot(), lipschitz: means.map(\.lipschitz).max(), isBinary: true)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// The same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    ContextualArms(problem, views: .unitCube, rule: .curves(means), noise: .bernoulli, policies: policies)
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}
