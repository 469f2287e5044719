import BanditCards
import BanditGames
import BanditStreams

/// Pulls the arms in turn and recommends the one with the highest mean.
public struct UniformAllocation: BanditLearner, Configurable, Recommending {
  public static let card = AlgorithmCard(
    id: "uniform-allocation", family: .bandit,
    summary: "Pulls the arms in turn and recommends the one with the highest mean.",
    setting: "Any; the baseline for finding the best arm with a fixed budget, the horizon.",
    rewards: .free,
    rule: ["A_t = (t - 1) mod K; recommended: argmax_a mean_a, the lowest index on ties."],
    swift: "UniformAllocation(problem)",
    guarantee:
      """
      None is stated. The probability of a wrong recommendation falls exponentially with T times the square of the \
      smallest gap over K, slower than that of learners that drop arms.
      """,
    complexity: "O(1) per round, O(K) per recommendation.", randomness: "None.",
    numerics: "Means are sums divided by counts.", deviations: "None.",
    guide:
      """
      What learners for a fixed budget are compared with. With few arms, or many good ones, it is hard to beat.
      """,
    reference:
      """
      S. Bubeck, R. Munos and G. Stoltz, Pure exploration in multi-armed bandits problems, ALT 2009 (the uniform \
      allocation).
      """,
    acceptsDelays: true)

  private var arms: ArmStatistics

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `UniformAllocation(problem)`.
  public init(_ problem: BanditProblem) { arms = ArmStatistics(armCount: problem.armCount) }

  public var recommendation: Int? { arms.leader }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { (round - 1) % arms.armCount }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { arms.observe(reward, of: arm) }
}
