import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimistic mirror descent with a logarithmic barrier (Wei and Luo 2018).
public struct Broad: BanditLearner, Configurable, Caveated {
  /// Which algorithm of the paper it is.
  public enum Variant: String, Sendable, CaseIterable {
    /// BROAD-OMD, option II: without guesses of losses, restarting with half the rate.
    case doubling
    /// BROAD-OMD+: guesses that the next loss is the last one, with a rate for each arm.
    case pathLength = "path-length"
  }

  /// `variant` of scenario files.
  public static let variant = Parameter.choice(
    "variant", "`doubling` (BROAD-OMD, option II) or `path-length` (BROAD-OMD+).", default: Variant.doubling)
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate", "The first eta, or `auto` for 1/162 (doubling) or 1/810 (path-length).", LearningRate.range,
    why: "the largest of the theorems")

  public static let card = AlgorithmCard(
    id: "broad", family: .bandit,
    summary: "Optimistic mirror descent with a logarithmic barrier, whose rate follows what the losses do.",
    setting: "Any rewards of a known range, stochastic or chosen by an adversary.",
    rewards: .range,
    rule: [
      "w_t = argmin over the simplex of <w, m> + D(w, v); A_t = I ~ w_t;",
      "lhat_i = m_i + 1{i = I} (l - m_i) / w_i with l = 1 - X_t; v = argmin of <w, lhat> + D(w, v);",
      "D is the Bregman divergence of sum_i -ln(w_i) / eta_i.",
      "doubling: m = 0; when 3 eta sum (l - m_I)^2 since the last restart exceeds K ln T / eta,",
      "eta is halved and v is uniform again.",
      "path-length: (1 - 1 / T) w_t + 1 / (T K) is played; m_i is the loss of arm i seen last (0 before);",
      "whenever 1 / w_i exceeds rho_i (2 K at first), rho_i = 2 / w_i and eta_i grows by the factor e^(1 / ln T).",
    ],
    parameters: [variant, learningRate, UnitRewards.range],
    example: ["variant": "path-length"],
    swift: "try Broad(problem, variant: .pathLength)",
    guarantee:
      """
      doubling: of the order of K ln T / gap for stochastic rewards and of sqrt(K L ln T) at once, L the loss of the \
      best arm (Wei and Luo 2018, theorems 7 and 8). path-length: of the order of the root of K times the losses' \
      path length, up to logarithms (theorem 10).
      """,
    complexity: "O(K) per round: about ten evaluations of K weights.", randomness: "One uniform per round.",
    numerics:
      """
      A step of mirror descent is the leader's problem with the losses lhat_i + 1 / (eta_i v_i), solved by Newton's \
      steps inside a bracket.
      """,
    deviations: "A first loss is guessed as 0. The rate may be set above what the theorems allow.",
    guide:
      """
      For its theory. With eta = 1/162 the first halving takes 8748 K ln T rounds: until then it is mirror descent at \
      a small constant rate, slow at short horizons. log-barrier-adaptive and tsallis-inf learn faster.
      """,
    reference:
      """
      C.-Y. Wei and H. Luo, More adaptive algorithms for adversarial bandits, COLT 2018, algorithms 1 and 2, theorems \
      7, 8 and 10.
      """,
    isAnytime: false)

  private let followsPath: Bool
  private let logHorizon: Double
  private let floor: Double
  private let rateGrowth: Double
  private var barrier: ItemLogBarrier
  private var hints: [Double]
  /// v.
  private var anchor: [Double]
  /// The probabilities of the latest round.
  private(set) var weights: [Double]
  private var ceilings: [Double]
  private var work: [Double]
  private var surprises = 0.0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, variant: settings[Self.variant], learningRate: settings[Self.learningRate],
      range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Broad(problem, variant: .pathLength)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, variant: Variant = Self.variant.default,
    learningRate: Double? = Self.learningRate.default, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let count = problem.armCount
    followsPath = variant == .pathLength
    logHorizon = Double.log(Double(max(problem.horizon, 3)))
    floor = followsPath ? 1 / Double(problem.horizon) : 0
    rateGrowth = Double.exp(1 / logHorizon)
    let rate = learningRate ?? (followsPath ? 1 / 810 : 1 / 162)
    barrier = ItemLogBarrier(inverseRates: Array(repeating: 1 / rate, count: count))
    hints = Array(repeating: 0, count: count)
    anchor = Array(repeating: 1 / Double(count), count: count)
    weights = anchor
    ceilings = Array(repeating: 2 * Double(count), count: count)
    work = hints
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    for arm in weights.indices {
      weights[arm] = anchor[arm]
      work[arm] = hints[arm]
    }
    // Without hints the step leads nowhere.
    if followsPath {
      _ = SimplexSolver.step(&work, barrier, updating: &weights)
      let share = floor / Double(weights.count)
      for arm in weights.indices { weights[arm] = (1 - floor) * weights[arm] + share }
    }
    return WeightedDraw.item(at: noise.uniform(), of: weights)
  }

  /// Takes the step, and adapts the rates.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    let loss = 1 - reward
    for item in work.indices { work[item] = hints[item] }
    work[arm] += (loss - hints[arm]) / weights[arm]
    _ = SimplexSolver.step(&work, barrier, updating: &anchor)
    if followsPath {
      hints[arm] = loss
      for item in weights.indices where 1 / weights[item] > ceilings[item] {
        ceilings[item] = 2 / weights[item]
        barrier.inverseRates[item] /= rateGrowth
      }
    } else {
      surprises += loss * loss
      let inverse = barrier.inverseRates[arm]
      if 3 * surprises > Double(weights.count) * logHorizon * inverse * inverse { restart() }
    }
  }

  private mutating func restart() {
    surprises = 0
    for item in anchor.indices {
      barrier.inverseRates[item] *= 2
      anchor[item] = 1 / Double(anchor.count)
    }
  }
}
