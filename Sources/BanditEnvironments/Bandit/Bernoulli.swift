import BanditCards
import BanditGames
import BanditStreams

/// K coins: arm `a` pays 1 with probability `means[a]`, else 0.
///
/// The reward is `u < mean` for one uniform `u`, so that under coupled rewards a better arm never pays
/// less than a worse one would have at the same address.
public struct BernoulliBandit: CoinEnvironment {
  /// The probability that each arm pays 1.
  public let means: [Double]
  @usableFromInline let bestMean: Double

  /// Creates the coins.
  ///
  /// - Precondition: at least one mean; each in [0, 1].
  public init(means: [Double]) {
    precondition(
      !means.isEmpty && means.allSatisfy { $0 >= 0 && $0 <= 1 }, "a bandit needs at least one arm, and means in [0, 1]")
    self.means = means
    bestMean = means.max()!
  }

  public var armCount: Int { means.count }

  public var rewardRange: ClosedRange<Double>? { 0...1 }

  /// The means, and the constant of Lai and Robbins (1985): the sum of gap / kl(mean, best mean) over
  /// suboptimal arms.
  public var truth: BanditTruth {
    BanditTruth(means: means, laiRobbins: StationaryMeans.laiRobbins(ofCoins: means))
  }

  public var coinProbabilities: [Double] { means }

  /// Pulls an arm; one uniform.
  @inlinable
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let mean = means[arm]
    return ArmOutcome(reward: noise.uniform() < mean ? 1 : 0, mean: mean, bestMean: bestMean)
  }
}

/// The environment `bernoulli` of scenario files.
public struct BernoulliModel: EnvironmentModel {
  /// `means`, `arms`, `prior` and `preset` of scenario files.
  public static let means = ArmMeans.Parameters(
    range: .unit, priors: [ScalarLaw.beta, ScalarLaw.uniform(in: .unit)],
    presets: [ArmMeans.oneGoodArm, ArmMeans.linearGaps, ArmMeans.minimax])

  public static let card = EnvironmentCard(
    id: "bernoulli", family: .bandit,
    summary: "K arms that pay 1 with a fixed probability, else 0.",
    dynamics: "Pulling arm a pays X ~ Bernoulli(mu(a)), drawn as u < mu(a) from one uniform u.",
    feedback: "The reward of the arm pulled.",
    truth: "The means; the constant of Lai and Robbins' lower bound, sum of gap / kl(mean, best mean).",
    comparators: "pseudo and realized: the arm with the highest mean. simple: the same, once.",
    parameters: means.list,
    example: ["means": [0.3, 0.5, 0.6]],
    swift: "try BernoulliModel(means: .list([0.3, 0.5, 0.6]), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .unit, feedback: .bandit),
    notes: "Stochastic, stationary, independent of the history; rewards 0 or 1.",
    reference:
      """
      T. L. Lai and H. Robbins, Asymptotically efficient adaptive allocation rules, Advances in Applied \
      Mathematics 6, 1985; the preset minimax: A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv \
      1904.07272), chapter 2.
      """
  )

  private let arms: ArmDraw
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], horizon: horizon)
  }

  /// Creates the model: `BernoulliModel(means: .list([0.3, 0.5]), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, horizon: Int
  ) throws(InvalidSettings) {
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    problem = BanditProblem(armCount: arms.armCount, horizon: horizon, rewardRange: 0...1)
  }

  /// Of coins that are drawn anew for each replication, 1.
  public var largestGap: Double? { arms.largestGap ?? 1 }

  /// The coins of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> BernoulliBandit {
    BernoulliBandit(means: arms.draw(from: &stream).means)
  }
}
