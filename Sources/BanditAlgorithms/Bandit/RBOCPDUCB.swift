import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 whose arms are watched by R-BOCPD (after Alami 2022).
public struct RBOCPDUCB: BanditLearner, Configurable, Restarting {
  public static let card = AlgorithmCard(
    id: "r-bocpd-ucb", family: .bandit,
    summary: "UCB1 that forgets an arm when a Bayesian change-point detector says that its rewards have changed.",
    setting: "Rewards in [0, 1] whose means change a few times, of all arms or of some.",
    rule: """
      With probability mixing a uniformly random arm; else A_t = argmax_a mean_a + sqrt(2 exploration ln(n) / n_a), \
      arms without a pull first, with n_a and mean_a of the pulls since the arm was last cleared and n the sum of the \
      n_a. The reward goes to the arm's detector: an alarm clears the arm (reset local) or all of them.
      """,
    parameters: [
      AnyParameter(
        "exploration", "The factor of the squared bonus; 0 is greedy.", .number(.nonNegative),
        default: .value(.number(1)), why: "that of ucb1")
    ] + ArmDetectors.parameters,
    guarantee: """
      None stated for this index; for its twin r-bocpd-ts the paper has O(c ln T / min kl + sqrt(K c T)) for c \
      segments (Alami 2022).
      """,
    complexity: "O(K) per round, and of the arm pulled O(n_a) for the detector (O(log n_a) with search dyadic).",
    randomness: "Two uniforms per round; one where mixing is 0.",
    numerics: "The detector works in logarithms; see the deviations for rewards between 0 and 1.",
    deviations: """
      The paper's index is a Beta posterior's sample or quantile; with UCB1 the scheme is the same. Rewards strictly \
      between 0 and 1 are shown to the detector as the toss of a coin. The paper does not state its eta.
      """,
    guide: """
      Against changes that are large and not too frequent; r-bocpd-ts has less regret on coins. With mixing 0 it finds \
      only changes of arms that it plays, which is often the better bargain.
      """,
    reference: """
      R. Alami, Bayesian change-point detection for bandit feedback in non-stationary environments, ACML 2022 (PMLR \
      189), algorithm 1; the detector: R. Alami, M. Mahfoud and E. Moulines, CoLLAs 2023 (arXiv 2304.00232).
      """,
    isAnytime: false, metrics: RestartReview.metrics)

  private let factor: Double
  private var arms: ArmDetectors
  private var pulls: [Double]
  private var sums: [Double]
  private var total = 0.0

  public var restarts: [Restart] { arms.restarts }

  /// Creates the policy.
  ///
  /// - Throws: `InvalidSettings` if rewards are not known to lie in [0, 1].
  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    factor = 2 * settings.number("exploration")
    arms = try ArmDetectors(settings: settings, problem: problem)
    pulls = Array(repeating: 0, count: problem.armCount)
    sums = pulls
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.exploration(noise: &noise) { return arm }
    let squared = factor * .log(max(1, total))
    var best = 0
    var highest = -Double.infinity
    for arm in pulls.indices {
      let count = pulls[arm]
      if count == 0 { return arm }
      let index = sums[arm] / count + (squared / count).squareRoot()
      if index > highest {
        highest = index
        best = arm
      }
    }
    return best
  }

  /// Updates the arm, and clears it or all of them at an alarm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    pulls[arm] += 1
    sums[arm] += reward
    total += 1
    switch arms.observe(reward: reward, of: arm, at: round) {
    case .quiet: break
    case .arm: clear(arm)
    case .all: for other in pulls.indices { clear(other) }
    }
  }

  private mutating func clear(_ arm: Int) {
    total -= pulls[arm]
    pulls[arm] = 0
    sums[arm] = 0
  }
}
