import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Tsallis-INF (Zimmert and Seldin): best of both worlds, for adversarial and for stochastic losses.
public struct TsallisINF: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// How the losses of all arms are estimated from the one that was seen.
  public enum Estimator: String, Sendable, CaseIterable {
    /// Estimates of reduced variance.
    case rv
    /// Importance weighting.
    case iw
  }

  /// `estimator` of scenario files.
  public static let estimator = Parameter.choice(
    "estimator", "`rv`: estimates of reduced variance; `iw`: importance weighting.", default: Estimator.rv,
    why: "less regret on stochastic rewards")

  public static let card = AlgorithmCard(
    id: "tsallis-inf", family: .bandit,
    summary: "Follows the leader regularised by the 1/2-Tsallis entropy: near-optimal on random or adversarial losses.",
    setting: "Rewards of a known range, stochastic, chosen by an adversary, or stochastic with corruptions.",
    rewards: .range,
    rule: [
      "w_t = argmin over the simplex of <w, L> - (4 / eta_t) sum_i (sqrt(w_i) - w_i / 2),",
      "that is w_i = 4 / (eta_t (L_i - x))^2 with x such that the sum is 1; A_t ~ w_t; l = 1 - X_t.",
      "iw: eta_t = 2 / sqrt(t), L_i += 1{A_t = i} l / w_i.",
      "rv: eta_t = 4 / sqrt(t), L_i += B_i + 1{A_t = i} (l - B_i) / w_i with B_i = 1{w_i >= eta_t^2} / 2, for all i.",
    ],
    parameters: [estimator, UnitRewards.range],
    example: ["estimator": "iw"],
    swift: "try TsallisINF(problem, estimator: .iw)",
    guarantee:
      """
      Expected regret against the best arm at every t, for K arms: iw 4 sqrt(K t) + 1 (standard form). rv at most both \
      2 sqrt(K t) + 14 K ln t + 16 and 2 sqrt((K - 1) t) + sqrt(t) / 2 + 14 K ln t + 3/4 sqrt(K) + 15 (S. Masoudian \
      and Y. Seldin, COLT 2021, theorem 1, restated, and theorem 3); with gaps, sum over suboptimal arms of (ln t + \
      3) / gap and lower terms, plus the budget of an adversary that corrupts stochastic rewards. Reported as `bound`.
      """,
    complexity: "O(K) per round: about four evaluations of K weights.",
    randomness: "One uniform per round.",
    numerics:
      """
      x by Newton's steps inside a bracket, from the x of the round before, until the weights sum up to 1 within a few \
      units in the last place; then they are scaled. The smallest L is taken off every 4096 rounds.
      """,
    deviations:
      """
      None in the rule. eta is that of the regulariser as printed here; where it is -2 sqrt(t) sum sqrt(w_i), eta_t is \
      2 / sqrt(t). The term 14 K ln t is what the proof gives; 10 K is printed.
      """,
    guide:
      """
      The first choice where rewards may not be stochastic. On stochastic coins it has a multiple of the regret of \
      kl-ucb, and a fraction of that of exp3 in long runs. The bound of rv is the smaller one only for long horizons.
      """,
    reference:
      """
      J. Zimmert and Y. Seldin, Tsallis-INF: an optimal algorithm for stochastic and adversarial bandits, Journal of \
      Machine Learning Research 22, 2021; S. Masoudian and Y. Seldin, COLT 2021.
      """,
    isAnytime: true, metrics: [.bound, .boundHolds])

  private let estimator: Estimator
  private var learner: BanditLeader
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, estimator: settings[Self.estimator], range: settings[UnitRewards.range])
  }

  /// Creates the learner: `TsallisINF(problem, estimator: .iw)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known.
  public init(
    _ problem: BanditProblem, estimator: Estimator = Self.estimator.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    self.estimator = estimator
    let kind: LossEstimator.Kind = estimator == .rv ? .rv : .iw
    learner = BanditLeader(
      items: problem.armCount, regularizer: .tsallisHalf, estimator: kind,
      rate: LearningRate(
        .anytime, given: estimator == .rv ? 4 : 2, regularizer: .tsallisHalf, estimator: kind,
        items: problem.armCount, horizon: problem.horizon))
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Adds the estimate of the round's losses.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    learner.observe(loss: 1 - reward, of: arm)
  }

  /// The bound.
  public var adversarialBound: Double? {
    let arms = Double(weights.count)
    let rounds = Double(learner.rounds)
    if estimator == .iw { return rewards.bound(4 * (arms * rounds).squareRoot() + 1) }
    let logarithmic = 14 * arms * .log(rounds)
    return rewards.bound(
      logarithmic
        + min(
          2 * (arms * rounds).squareRoot() + 16,
          2 * ((arms - 1) * rounds).squareRoot() + 0.5 * rounds.squareRoot() + 0.75 * arms.squareRoot() + 15))
  }

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }
}
