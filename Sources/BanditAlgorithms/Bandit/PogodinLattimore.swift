import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Tsallis entropy with a small logarithmic barrier and a self-confident rate (Pogodin and Lattimore 2019).
public struct PogodinLattimore: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "pogodin-lattimore", family: .bandit,
    summary: "Follows the leader with a hybrid regulariser, at a rate that the losses set.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "f(w) = -2 sqrt(w) - c ln w with c = 1 / (sqrt(K) ln T);",
      "w_t = argmin of <w, L> + (1 / eta_t) sum_i f(w_i) over the simplex with all w_i >= 1 / T;",
      "A_t ~ w_t; L_i += 1{A_t = i} l / w_i with l = 1 - X_t;",
      "eta_t = K^(1/4) sqrt(3) / 2^(1/4) / sqrt(1 + sum over s < t of lhat_s^2 / f''(w_s(A_s))).",
    ],
    parameters: [UnitRewards.range],
    swift: "try PogodinLattimore(problem)",
    guarantee: "limsup of regret / sqrt(K T) at most 5.9 as T grows (Pogodin and Lattimore 2019, corollary 4.5).",
    complexity: "O(K) per round: about six evaluations of K weights.", randomness: "One uniform per round.",
    numerics: "One multiplier by Newton's steps inside a bracket; weights at their lower bound stay there.",
    deviations: "Weights are at least min(1 / T, 1 / K), so that there are some for horizons below K.",
    guide:
      """
      Adapts to small losses while keeping the order sqrt(K T) of tsallis-inf. Regret varies much from run to run: \
      look at quantiles.
      """,
    reference:
      """
      R. Pogodin and T. Lattimore, On first-order bounds, variance and gap-dependent bounds for adversarial bandits, \
      UAI 2019, corollary 4.5.
      """,
    isAnytime: false)

  private var learner: BanditLeader
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, range: settings[UnitRewards.range])
  }

  /// Creates the learner: `PogodinLattimore(problem)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known.
  public init(_ problem: BanditProblem, range: ClosedRange<Double>? = UnitRewards.range.default) throws(InvalidSettings)
  {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let arms = Double(problem.armCount)
    let regularizer = Regularizer.hybrid(
      barrier: Regularizer.defaultBarrier(items: problem.armCount, horizon: problem.horizon),
      floor: min(1 / Double(problem.horizon), 1 / arms))
    learner = BanditLeader(
      items: problem.armCount, regularizer: regularizer, estimator: .iw,
      rate: LearningRate(
        .selfConfident, given: (3 * (0.5 * arms).squareRoot()).squareRoot(), regularizer: regularizer, estimator: .iw,
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

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }
}
