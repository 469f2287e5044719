import BanditCards
import BanditGames
import BanditStreams

/// K arms with normal rewards of known standard deviations.
public struct GaussianBandit: BanditEnvironment {
  /// The mean reward of each arm.
  public let means: [Double]
  /// The standard deviation of each arm's rewards.
  public var sds: [Double] { laws.map(\.sd) }
  let laws: [Gaussian]
  let bestMean: Double

  /// Creates the arms, one law each.
  ///
  /// - Precondition: at least one law.
  public init(laws: [Gaussian]) {
    precondition(!laws.isEmpty, "a bandit needs at least one arm")
    self.laws = laws
    means = laws.map(\.location)
    bestMean = means.max()!
  }

  public var armCount: Int { laws.count }

  /// The largest standard deviation.
  public var noiseScale: Double? { laws.map(\.sd).max() }

  /// The means, and the constant of Lai and Robbins' bound for normal rewards with known variances:
  /// the sum of 2 variance / gap over suboptimal arms.
  public var truth: BanditTruth {
    let constant = laws.filter { $0.location < bestMean }.reduce(0) {
      $0 + 2 * $1.sd * $1.sd / (bestMean - $1.location)
    }
    return BanditTruth(means: means, laiRobbins: constant)
  }

  /// Pulls an arm; 1.01 words on average.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let law = laws[arm]
    return ArmOutcome(reward: law.sample(from: &noise), mean: law.location, bestMean: bestMean)
  }
}

/// The environment `gaussian` of scenario files.
public struct GaussianModel: EnvironmentModel {
  /// The standard deviations of the arms' rewards.
  public typealias Deviations = ArmValues

  /// `means`, `arms`, `prior` and `preset` of scenario files.
  public static let means = ArmMeans.Parameters(
    range: ScalarLaw.values, priors: [ScalarLaw.gaussian, ScalarLaw.uniform(in: ScalarLaw.values)],
    presets: [ArmMeans.oneGoodArm, ArmMeans.linearGaps])
  /// `sd` of scenario files.
  public static let sd = Parameter<Deviations>(
    AnyParameter(
      "sd", "The standard deviation of the rewards, for all arms or one for each.",
      ArmValues.kind(ArmMeans.deviationRange), default: .value(.number(1)), unit: "reward",
      why: "1-subgaussian, the usual normalisation"),
    read: { ArmValues($0) ?? .all(.nan) }, write: { $0.setting })

  public static let card = EnvironmentCard(
    id: "gaussian", family: .bandit,
    summary: "K arms with normal rewards.",
    dynamics: "Pulling arm a pays X ~ N(mu(a), sd(a)^2), by GSL's ziggurat.",
    feedback: "The reward of the arm pulled.",
    truth: "The means; the constant of the lower bound, sum of 2 sd(a)^2 / gap(a).",
    comparators: "pseudo and realized: the arm with the highest mean. simple: the same, once.",
    parameters: means.list + [sd],
    example: ["means": [0, 1], "sd": [1, 2]],
    swift: "try GaussianModel(means: .list([0, 1]), sd: .each([1, 2]), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .unbounded, feedback: .bandit),
    notes: """
      Stochastic, stationary, independent of the history; rewards unbounded. Policies are told the largest standard \
      deviation.
      """,
    reference:
      """
      T. L. Lai and H. Robbins, Asymptotically efficient adaptive allocation rules, Advances in Applied \
      Mathematics 6, 1985.
      """
  )

  private let arms: ArmDraw
  private let sds: [Double]
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], sd: settings[Self.sd],
      horizon: horizon)
  }

  /// Creates the model: `GaussianModel(means: .list([0, 1]), sd: .each([1, 2]), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there is not one standard
  ///   deviation for each arm.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, sd: Deviations = Self.sd.default, horizon: Int
  ) throws(InvalidSettings) {
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    try Self.sd.check(sd)
    sds = try sd.values(for: arms.armCount, at: Self.sd.name, "standard deviation")
    problem = BanditProblem(
      armCount: arms.armCount, horizon: horizon, rewardRange: nil, noiseScale: sds.max())
  }

  public var largestGap: Double? { arms.largestGap }

  /// The arms of a replication; each keeps its standard deviation when they are shuffled.
  public func instance(of replication: Int, from stream: inout RandomStream) -> GaussianBandit {
    let (drawn, places) = arms.draw(from: &stream)
    // The initialiser checked means, priors and deviations: at most 1e100 each, so that a mean drawn from a prior lies
    // well within the domain of the law, too.
    return GaussianBandit(laws: zip(drawn, places).map { try! Gaussian(mean: $0, sd: sds[$1]) })
  }
}
