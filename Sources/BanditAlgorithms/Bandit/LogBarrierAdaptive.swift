import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimistic follow-the-regularized-leader with a barrier for each arm that grows as the arm's loss is hard to
/// predict (Ito 2021).
public struct LogBarrierAdaptive: BanditLearner, Configurable, AdversarialBounding, Caveated {
  public static let card = AlgorithmCard(
    id: "log-barrier-adaptive", family: .bandit,
    summary:
      "Follows the leader with a logarithmic barrier for each arm that adapts to how hard losses are to predict.",
    setting: "Rewards of a known range, stochastic, chosen by an adversary, or anything between.",
    rewards: .range,
    rule: [
      "p_t = argmin over the simplex of <p, L + m> - sum_i g_i ln p_i; A_t = I ~ p_t; l = 1 - X_t;",
      "g_i += (l - m_I)^2 c_i / (2 g_i ln T) with c_I = (1 - p_I)^2 and c_i = p_i^2 else;",
      "L_i += m_i + 1{i = I} (l - m_i) / p_i; m_I += (l - m_I) / 4.",
      "At the start g_i = 2, m_i = 1/2, L_i = 0.",
    ],
    parameters: [UnitRewards.range],
    swift: "try LogBarrierAdaptive(problem)",
    guarantee:
      """
      Regret of at most 6 sqrt(ln T) sum over suboptimal arms of sqrt(E sum_t p_(t,i)) + 3 K ln T (Ito 2021, theorem \
      3), which is of the order of sum of ln T / gap for stochastic rewards, and at most 6 sqrt((K - 1) T ln T) + 3 K \
      ln T always, because the shares of suboptimal arms sum to T at most. The latter is reported as `bound` at the \
      horizon.
      """,
    complexity: "O(K) per round: about five evaluations of K weights.", randomness: "One uniform per round.",
    numerics:
      """
      One multiplier by Newton's steps inside a bracket, from that of the round before; the weights are scaled to the \
      sum 1. The smallest L is taken off every 4096 rounds.
      """,
    deviations: "ln T is that of at least three rounds.",
    guide:
      """
      Little regret on stochastic rewards with a proof for adversarial ones; in long runs it is near the stochastic \
      specialists. tsallis-inf needs no horizon.
      """,
    reference:
      """
      S. Ito, Parameter-free multi-armed bandit algorithms with hybrid data-dependent regret bounds, COLT 2021, \
      algorithm 1.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let horizon: Int
  private var rounds = 0
  private let growth: Double
  private var barrier: ItemLogBarrier
  private var estimator: LossEstimator
  private var losses: [Double]
  private var hinted: [Double]
  /// The weights of the latest round.
  private(set) var weights: [Double]
  private var depth = Double.nan
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, range: settings[UnitRewards.range])
  }

  /// Creates the policy: `LogBarrierAdaptive(problem)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known.
  public init(_ problem: BanditProblem, range: ClosedRange<Double>? = UnitRewards.range.default) throws(InvalidSettings)
  {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    horizon = problem.horizon
    growth = 0.5 / .log(Double(max(problem.horizon, 3)))
    barrier = ItemLogBarrier(inverseRates: Array(repeating: 2, count: problem.armCount))
    estimator = LossEstimator(.optimistic, items: problem.armCount)
    losses = Array(repeating: 0, count: problem.armCount)
    hinted = losses
    weights = losses
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    for arm in hinted.indices { hinted[arm] = losses[arm] + estimator.hints[arm] }
    SimplexSolver.solve(hinted, barrier, depth: &depth, into: &weights)
    return WeightedDraw.item(at: noise.uniform(), of: weights)
  }

  /// Raises the barriers by the surprise, adds the estimate and moves the guess.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    rounds = round
    let reward = rewards.unit(reward)
    let loss = 1 - reward
    let surprise = (loss - estimator.hints[arm]) * (loss - estimator.hints[arm])
    for item in weights.indices {
      let chance = item == arm ? 1 - weights[item] : weights[item]
      barrier.inverseRates[item] += growth * surprise * chance * chance / barrier.inverseRates[item]
    }
    _ = estimator.add(loss, of: arm, weights: weights, rate: 0, to: &losses)
    if round.isMultiple(of: 4096), let smallest = losses.min() {
      for item in losses.indices { losses[item] -= smallest }
    }
  }

  /// The bound.
  public var adversarialBound: Double? {
    guard rounds == horizon else { return nil }
    let arms = Double(weights.count)
    let logarithm = Double.log(Double(max(horizon, 3)))
    return rewards.bound(6 * ((arms - 1) * Double(horizon) * logarithm).squareRoot() + 3 * arms * logarithm)
  }
}
