import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB with variance estimates, from the empirical Bernstein bound (Audibert, Munos and Szepesvari 2009).
public struct UCBV: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "ucb-v", family: .bandit,
    summary: "Pulls the arm with the highest empirical Bernstein bound.",
    setting: "Stochastic rewards of a known range.",
    rewards: .range,
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + sqrt(2 V_a ln t / n_a) + 3 ln t / n_a,",
      "with V_a the empirical variance (n_a in the denominator) and t the round about to be played.",
    ],
    parameters: [TieBreaking.parameter, UnitRewards.range],
    swift: "try UCBV(problem)",
    guarantee:
      """
      Pseudo-regret at most a constant times the sum over suboptimal arms of (variance / gap + 1) ln T, for \
      exploration functions slightly above ln t (Audibert, Munos and Szepesvari 2009).
      """,
    complexity: "O(K) per round: one root and a division an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "Variances by Welford's recursion, kept from falling below 0.",
    deviations:
      """
      The exploration function is ln t and the constants are 2 and 3, for rewards of range 1; the paper leaves \
      both open (exploration function E, constant c).
      """,
    guide:
      """
      When rewards lie in [0, 1] and some arms vary little: its bound scales with the variance. The term 3 ln t / \
      n makes it explore much at short horizons; ucb-tuned explores less, without a proof.
      """,
    reference:
      """
      J.-Y. Audibert, R. Munos and Cs. Szepesvari, Exploration-exploitation tradeoff using variance estimates in \
      multi-armed bandits, Theoretical Computer Science 410, 2009.
      """
  )

  private var arms: MomentIndices
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, ties: settings[TieBreaking.parameter], range: settings[UnitRewards.range])
  }

  /// Creates the learner: `UCBV(problem, ties: .random)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known.
  public init(
    _ problem: BanditProblem, ties: TieBreaking = TieBreaking.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    arms = MomentIndices(armCount: problem.armCount, ties: ties)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    arms.selectArm(at: round, noise: &noise) { mean, variance, ratio in
      mean + (2 * variance * ratio).squareRoot() + 3 * ratio
    }
  }

  /// Updates the mean and the variance of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(rewards.unit(reward), of: arm)
  }
}
