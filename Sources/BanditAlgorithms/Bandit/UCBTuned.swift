import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 with the empirical variance in the bonus, the tuned variant of Auer, Cesa-Bianchi and Fischer (2002).
public struct UCBTuned: BanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "ucb-tuned", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound, whose width follows the variance seen.",
    setting: "Stochastic rewards in [0, 1]; the bound 1/4 on the variance is that of this interval.",
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + sqrt((ln t / n_a) min(1/4, V_a + sqrt(2 ln t / n_a))),",
      "with V_a the empirical variance (n_a in the denominator) and t the round about to be played.",
    ],
    parameters: [TieBreaking.parameter],
    swift: "UCBTuned(problem)",
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
      """
  )

  private var arms: MomentIndices

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    self.init(problem, ties: try settings[TieBreaking.parameter])
  }

  /// Creates the learner: `UCBTuned(problem, ties: .random)`.
  public init(_ problem: BanditProblem, ties: TieBreaking = TieBreaking.parameter.default) {
    arms = MomentIndices(armCount: problem.armCount, ties: ties)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    arms.selectArm(at: round, noise: &noise) { mean, variance, ratio in
      mean + (ratio * min(0.25, variance + (2 * ratio).squareRoot())).squareRoot()
    }
  }

  /// Updates the mean and the variance of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
  }
}
