import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The minimax optimal strategy in the stochastic case (Audibert and Bubeck 2009).
public struct MOSS: BanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "moss", family: .bandit,
    summary: "Pulls the arm with the highest upper bound, which vanishes for arms pulled more than their share.",
    setting: "Stochastic 1-subgaussian rewards (for rewards in [0, 1], exploration 1 is enough).",
    rule:
      """
      Each arm once in index order; then A_t = argmax_a mean_a + sqrt((exploration / n_a) max(0, ln(horizon / (K \
      n_a)))), where horizon is T (known) or the round t about to be played (anytime).
      """,
    parameters: [
      AnyParameter(
        "horizon", "What stands in the logarithm: the horizon T, `known` in advance, or the round t: `anytime`.",
        .choice(["known", "anytime"]), default: .value(.text("known")), why: "the form of the paper"),
      AnyParameter(
        "exploration", "The factor of the squared bonus.", .number(.nonNegative), default: .value(.number(4)),
        why: "the usual factor for 1-subgaussian rewards; the paper has 1, for rewards in [0, 1]"),
      TieBreaking.parameter,
    ],
    guarantee:
      """
      horizon known: pseudo-regret O(sqrt(K T)), without a logarithm, on every instance: at most 39 sqrt(K T) + \
      sum of gaps with exploration 4 (standard, see Lattimore and Szepesvari, Bandit Algorithms, 2020).
      """,
    complexity: "O(K) per round: a division, a logarithm and a root an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "The logarithm is cut off at 0.",
    deviations:
      """
      The default factor is 4 instead of the paper's 1. The anytime form puts t for T, as is usual; no theorem of \
      the paper covers it.
      """,
    guide:
      """
      For the worst case: gaps of the size sqrt(K / T), known horizon. On easy instances kl-ucb and thompson-beta \
      are better, and its regret there is sensitive to the horizon.
      """,
    reference: "J.-Y. Audibert and S. Bubeck, Minimax policies for adversarial and stochastic bandits, COLT 2009.",
    isAnytime: false)

  private let exploration: Double
  private let fixedShare: Double?
  private let ties: TieBreaking
  private var arms: ArmStatistics
  private var indices: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    exploration = settings.number("exploration")
    fixedShare = settings.text("horizon") == "known" ? Double(problem.horizon) / Double(problem.armCount) : nil
    ties = TieBreaking(settings: settings)
    arms = ArmStatistics(armCount: problem.armCount)
    indices = Array(repeating: 0, count: problem.armCount)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    let share = fixedShare ?? Double(round) / Double(arms.armCount)
    for arm in indices.indices {
      let pulls = Double(arms.pulls[arm])
      let logarithm = max(0, Double.log(share / pulls))
      indices[arm] = arms.means[arm] + (exploration / pulls * logarithm).squareRoot()
    }
    return ties.argmax(indices, noise: &noise)
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
  }
}
