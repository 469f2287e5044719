import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 with the empirical variance in the bonus, the tuned variant of Auer, Cesa-Bianchi and Fischer (2002).
public struct UCBTuned: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "ucb-tuned", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound, whose width follows the variance seen.",
    setting: "Stochastic rewards of a known range; the bound 1/4 on the variance is that of this interval.",
    rewards: .range,
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + sqrt((ln t / n_a) min(1/4, V_a + sqrt(2 ln t / n_a))),",
      "with V_a the empirical variance (n_a in the denominator) and t the round about to be played.",
    ],
    parameters: [TieBreaking.parameter, UnitRewards.range, EarlierPulls.parameterWithSquares],
    swift: "try UCBTuned(problem)",
    guarantee: "None proved; the authors found it better than UCB1 in all their experiments.",
    complexity: "O(K) per round: two roots and a division an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "Variances by Welford's recursion, kept from falling below 0.",
    deviations: "The logarithm is of the round about to be played (the paper counts the plays done so far).",
    guide:
      """
      A strong baseline without constants to set on [0, 1]; ucb-v is the one with a proof, kl-ucb and \
      thompson-beta are better still on coins.
      """,
    reference:
      """
      P. Auer, N. Cesa-Bianchi and P. Fischer, Finite-time analysis of the multiarmed bandit problem, Machine \
      Learning 47, 2002, section 4.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  private var arms: MomentIndices
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, ties: settings[TieBreaking.parameter], range: settings[UnitRewards.range],
      start: settings[EarlierPulls.parameterWithSquares])
  }

  /// Creates the learner: `UCBTuned(problem, ties: .random)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known, or the earlier pulls do not fit it.
  public init(
    _ problem: BanditProblem, ties: TieBreaking = TieBreaking.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default,
    start: EarlierPulls? = EarlierPulls.parameterWithSquares.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    arms = try MomentIndices(problem, start: start, rewards: rewards, ties: ties)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    arms.selectArm(at: round, noise: &noise) { Self.index($0, $1, $2) }
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    arms.selectArm(at: round, among: present, noise: &noise) { Self.index($0, $1, $2) }
  }

  /// The index of an arm, from ratio = ln t / n.
  @inline(__always)
  private static func index(_ mean: Double, _ variance: Double, _ ratio: Double) -> Double {
    mean + (ratio * min(0.25, variance + (2 * ratio).squareRoot())).squareRoot()
  }

  /// Updates the mean and the variance of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(rewards.unit(reward), of: arm)
  }
}
