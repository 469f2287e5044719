import BanditCards
import BanditGames
import BanditStreams

/// K arms, each with rewards from a law of its own.
public struct ArmsBandit: BanditEnvironment {
  /// The law of each arm's rewards.
  public let laws: [ScalarLaw]
  /// The mean reward of each arm.
  public let means: [Double]
  let bestMean: Double

  /// Creates the arms, one law each.
  ///
  /// - Precondition: at least one law; each has a mean.
  public init(laws: [ScalarLaw]) {
    precondition(!laws.isEmpty, "a bandit needs at least one arm")
    self.laws = laws
    means = laws.map {
      guard let mean = $0.mean else { preconditionFailure("every arm needs a finite mean; \($0) has none") }
      return mean
    }
    bestMean = means.max()!
  }

  public var armCount: Int { laws.count }

  public var rewardRange: ClosedRange<Double>? { ArmsModel.range(of: laws) }

  public var noiseScale: Double? { ArmsModel.noiseScale(of: laws) }

  /// The means.
  public var truth: BanditTruth { BanditTruth(means: means) }

  /// Pulls an arm; as many draws as its law takes.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    ArmOutcome(reward: laws[arm].sample(from: &noise), mean: means[arm], bestMean: bestMean)
  }
}

/// The environment `arms` of scenario files.
public struct ArmsModel: EnvironmentModel {
  /// `arms` of scenario files.
  public static let arms = Parameter.laws(
    "arms", "The law of each arm's rewards.", count: 1...ArmMeans.maximumArmCount)

  public static let card = EnvironmentCard(
    id: "arms", family: .bandit,
    summary: "K arms, each with rewards from a law of its own.",
    dynamics: "Pulling arm a pays X ~ law(a), by GSL's samplers.",
    feedback: "The reward of the arm pulled.",
    truth: "The means of the laws, exactly.",
    comparators: "pseudo, realized and dynamic: the arm with the highest mean. simple: the same, once.",
    parameters: [arms, ArmMeans.bestArm],
    example: ["arms": [["law": "bernoulli", "p": 0.5], ["law": "constant", "value": 0.4]]],
    swift: "try ArmsModel(arms: [.bernoulli(Bernoulli(p: 0.5)), .constant(0.4)], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary, independent of the history. Policies are told the smallest interval that holds every \
      arm's rewards, if all are bounded, and else the largest scale of an arm's rewards, if all are bounded or normal. \
      A law without a finite mean (student-t with at most 1 degree of freedom, pareto with an exponent of at most 1) \
      is refused.
      """,
    reference: "Folklore; the laws: M. Galassi et al., GNU Scientific Library Reference Manual, chapter 20.")

  private let laws: [ScalarLaw]
  private let isShuffled: Bool
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(arms: settings[Self.arms], bestArm: settings[ArmMeans.bestArm], horizon: horizon)
  }

  /// Creates the model: `ArmsModel(arms: [.bernoulli(try Bernoulli(p: 0.5)), .constant(0.4)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a law is not one that the card states, or has no finite mean.
  public init(
    arms: [ScalarLaw], bestArm: ArmOrder = ArmMeans.bestArm.default, horizon: Int
  ) throws(InvalidSettings) {
    // Read again, for what the kind alone does not refuse.
    _ = try Self.arms.value(of: Self.arms.setting(of: arms))
    if let arm = arms.firstIndex(where: { $0.mean == nil }) {
      throw InvalidSettings("arms[\(arm)]", Self.noMean)
    }
    laws = arms
    isShuffled = bestArm == .random
    problem = BanditProblem(
      armCount: arms.count, horizon: horizon, rewardRange: ArmsModel.range(of: arms),
      noiseScale: ArmsModel.noiseScale(of: arms))
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ArmsBandit {
    guard isShuffled else { return ArmsBandit(laws: laws) }
    return ArmsBandit(laws: stream.permutation(of: laws.count).map { laws[$0] })
  }

  /// Why a law is refused.
  static let noMean = """
    this law has no finite mean, and regret is a difference of means; accepted: student-t with degreesOfFreedom above 1, \
    pareto with an exponent above 1, every other law
    """

  /// The smallest interval that holds the ranges of all laws, if all have one.
  static func range(of laws: [ScalarLaw]) -> ClosedRange<Double>? {
    let ranges = laws.compactMap(\.range)
    guard ranges.count == laws.count else { return nil }
    return ranges.map(\.lowerBound).min()!...ranges.map(\.upperBound).max()!
  }

  /// The largest of the laws' scales, if all have one.
  static func noiseScale(of laws: [ScalarLaw]) -> Double? {
    let scales = laws.compactMap(\.noiseScale)
    return scales.count == laws.count ? scales.max() : nil
  }
}
