import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import CBanditKernels

/// Exponential weights over importance-weighted estimates (Auer, Cesa-Bianchi, Freund and Schapire 2002).
public struct Exp3: LockstepLearner, Configurable, AdversarialBounding, Caveated {
  public typealias Lanes = Exp3Lanes

  /// How the rate and the estimates are chosen.
  public enum Schedule: String, Sendable, CaseIterable {
    /// One rate for the horizon, and estimates of losses.
    case fixed
    /// A falling rate, and estimates of losses.
    case anytime
    /// The original form: estimates of gains, and uniform exploration.
    case mixing
  }

  /// `schedule` of scenario files.
  public static let schedule = Parameter.choice(
    "schedule",
    """
    `fixed`: one rate for the horizon; `anytime`: a falling rate; `mixing`: gains with uniform exploration, the \
    original form.
    """, default: Schedule.fixed, why: "the smallest bound")
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate", "The rate eta, then the same in all rounds, or `auto` for the schedule's own.", LearningRate.range,
    why: "the rate of the bound")

  public static let card = AlgorithmCard(
    id: "exp3", family: .bandit,
    summary: "Draws arms with weights exponential in the estimated sum of their rewards.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "P_t proportional to exp(eta S), A_t ~ P_t.",
      "fixed: eta = sqrt(2 ln K / (K T)); anytime: eta_t = sqrt(ln K / (K t));",
      "in both S_a -= 1{A_t = a} (1 - X_t) / P_t(a).",
      "mixing: eta = gamma / K, A_t ~ (1 - gamma) P_t + gamma / K =: Q_t, S_a += 1{A_t = a} X_t / Q_t(a),",
      "gamma = min(1, sqrt(K ln K / ((e - 1) T))).",
    ],
    parameters: [schedule, learningRate, UnitRewards.range],
    example: ["schedule": "anytime"],
    swift: "try Exp3(problem, schedule: .anytime)",
    guarantee:
      """
      Expected regret against the best arm, for rewards fixed in advance: fixed sqrt(2 K T ln K), and after t rounds \
      at any rate ln K / eta + eta K t / 2; anytime 2 sqrt(K t ln K) (standard, see Lattimore and Szepesvari, Bandit \
      Algorithms, 2020); mixing 2 sqrt(e - 1) sqrt(K T ln K), and after t rounds (e - 1) gamma t + K ln K / gamma \
      (Auer et al. 2002, corollary 3.2 and theorem 3.1), with the rate auto. Reported as `bound`.
      """,
    complexity:
      "O(K) additions and one exponential per round; K exponentials per round with the schedule anytime.",
    randomness: "One uniform per round, which also decides whether mixing explores.",
    numerics:
      """
      Weights relative to the largest, from the estimates themselves. One weight changes per round; the total is \
      kept and computed again every 1024 rounds and when it has fallen or grown so far that its digits suffer.
      """,
    deviations:
      """
      fixed and anytime estimate losses and do not mix with uniform play; the paper's algorithm is the schedule \
      mixing.
      """,
    guide:
      """
      For adversarial rewards, as the classic baseline; its realized regret varies much between runs. On coins kl-ucb \
      and thompson-beta have a fraction of its regret. anytime where the horizon is unknown.
      """,
    reference:
      """
      P. Auer, N. Cesa-Bianchi, Y. Freund and R. E. Schapire, The nonstochastic multiarmed bandit problem, SIAM \
      Journal on Computing 32, 2002, figure 1.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  /// After so many rounds all weights are computed again; a power of 2.
  static let updatesToRefresh = 1024

  private let schedule: Schedule
  /// The probability of a uniform arm.
  private let mixing: Double
  /// What is left of the probability, and the part of `mixing` of each arm.
  private let unmixed: Double
  private let share: Double
  /// The rate; of the schedule anytime, the rate times the root of t, unless it is given.
  private let base: Double
  private let rateFalls: Bool
  private var rate: Double
  /// The estimated sum of each arm's rewards, up to what all arms have in common.
  private var estimates: [Double]
  /// exp(rate (estimate - shift)), and their sum.
  private var weights: [Double]
  private var total: Double
  private var shift = 0.0
  /// The number of rounds played.
  private var updates = 0
  private let isTuned: Bool
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, schedule: settings[Self.schedule], learningRate: settings[Self.learningRate],
      range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Exp3(problem, schedule: .anytime)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, schedule: Schedule = Self.schedule.default,
    learningRate: Double? = Self.learningRate.default, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    self.schedule = schedule
    let count = Double(problem.armCount)
    let entropy = Double.log(count)
    let rounds = Double(problem.horizon)
    mixing =
      schedule == .mixing
      ? min(1, (count * entropy / ((Double.exp(1) - 1) * rounds)).squareRoot()) : 0
    unmixed = 1 - mixing
    share = mixing / count
    switch schedule {
    case .fixed: base = learningRate ?? (2 * entropy / (count * rounds)).squareRoot()
    case .anytime: base = learningRate ?? (entropy / count).squareRoot()
    case .mixing: base = learningRate ?? mixing / count
    }
    rateFalls = schedule == .anytime && learningRate == nil
    isTuned = learningRate == nil
    rate = base
    estimates = Array(repeating: 0, count: problem.armCount)
    weights = Array(repeating: 1, count: problem.armCount)
    total = count
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if rateFalls {
      rate = base / Double(round).squareRoot()
      refresh()
    }
    return WeightedDraw.item(at: noise.uniform(), of: weights, total: total, mixing: mixing)
  }

  /// Updates the estimate and the weight of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    let gain = schedule == .mixing ? reward : reward - 1
    updates += 1
    // Without a gain nothing changes.
    if gain != 0 {
      let estimate = estimates[arm] + gain / probability(of: arm)
      estimates[arm] = estimate
      if rateFalls { return }
      let weight = Double.exp(rate * (estimate - shift))
      total += weight - weights[arm]
      weights[arm] = weight
    }
    if rateFalls { return }
    // The total was at least 1 when it was last computed.
    if updates & (Exp3.updatesToRefresh - 1) == 0 || total < 0.25 || total > 1e9 { refresh() }
  }

  /// The bound.
  public var adversarialBound: Double? {
    // One arm has no regret.
    guard weights.count > 1 else { return 0 }
    let arms = Double(weights.count)
    let entropy = Double.log(arms)
    let rounds = Double(updates)
    if rateFalls { return rewards.bound(2 * (arms * rounds * entropy).squareRoot()) }
    if schedule != .mixing { return rewards.bound(entropy / base + base * arms * rounds / 2) }
    return isTuned ? rewards.bound((Double.exp(1) - 1) * mixing * rounds + arms * entropy / mixing) : nil
  }

  /// The probability with which this round's arm is drawn.
  func probability(of arm: Int) -> Double {
    unmixed * weights[arm] / total + share
  }

  /// Whether the rate is one for all rounds, and rewards are taken as they are.
  var hasOneRate: Bool { !rateFalls && rewards.isIdentity }

  /// A copy of its numbers for kernels, which have those of arms elsewhere.
  var kernelWeights: BanditWeights {
    BanditWeights(
      estimates: nil, weights: nil, totals: nil, shifts: nil, rate: rate, mixing: mixing, unmixed: unmixed,
      share: share,
      offset: schedule == .mixing ? 0 : 1)
  }

  /// Takes over what another copy has seen.
  mutating func resume(estimates: [Double], weights: [Double], total: Double, shift: Double, updates: Int) {
    self.estimates = estimates
    self.weights = weights
    self.total = total
    self.shift = shift
    self.updates = updates
  }

  /// Computes all weights again, relative to the largest.
  private mutating func refresh() {
    shift = estimates.max()!
    total = 0
    for arm in weights.indices {
      weights[arm] = Double.exp(rate * (estimates[arm] - shift))
      total += weights[arm]
    }
  }
}
