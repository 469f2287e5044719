import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights with implicit exploration (Neu 2015).
public struct Exp3IX: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// `schedule` of scenario files.
  public static let schedule = SimpleSchedule.parameter(why: "the smaller bound")
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which the reported bound may fail; the choices do not depend on it.", .openUnit,
    default: 0.05, why: "customary")

  public static let card = AlgorithmCard(
    id: "exp3-ix", family: .bandit,
    summary: "Exponential weights over estimates that are biased a little, so that they vary less.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "P_t(a) proportional to exp(-eta_t L_a), A_t ~ P_t,",
      "L_a += 1{A_t = a} (1 - X_t) / (P_t(a) + gamma_t).",
      "fixed: eta = 2 gamma = sqrt(2 ln K / (K T)); anytime: eta_t = 2 gamma_t = sqrt(ln K / (K t)).",
    ],
    parameters: [schedule, delta, UnitRewards.range],
    example: ["schedule": "anytime"],
    swift: "try Exp3IX(problem, schedule: .anytime)",
    guarantee:
      """
      With probability 1 - delta the regret against the best arm is at most, fixed, 2 sqrt(2 K T ln K) + (sqrt(2 K T \
      / ln K) + 1) ln(2 / delta), anytime at each t 4 sqrt(K t ln K) + (2 sqrt(K t / ln K) + 1) ln(2 / delta) \
      (standard forms, see Lattimore and Szepesvari, Bandit Algorithms, 2020, chapter 12). Reported as `bound`, fixed \
      at the horizon.
      """,
    complexity: "O(K) and K exponentials per round.", randomness: "One uniform per round.",
    numerics:
      "Exponents are relative to the smallest loss, which is taken off every 4096 rounds; weights may underflow to 0.",
    deviations: "None known; the constants are those of the standard analysis.",
    guide:
      """
      Where single runs matter: its realized regret spreads less than that of exp3, and its bound holds with high \
      probability without mixing in uniform play. exp3-p is the older way to the same end; tsallis-inf has less regret \
      on average.
      """,
    reference:
      """
      G. Neu, Explore no more: improved high-probability regret bounds for non-stochastic bandits, NeurIPS 2015.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let horizon: Int
  private let isFixed: Bool
  private let delta: Double
  private var learner: BanditLeader
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, schedule: settings[Self.schedule], delta: settings[Self.delta], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Exp3IX(problem, schedule: .anytime)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, schedule: SimpleSchedule = Self.schedule.default, delta: Double = Self.delta.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.delta.check(delta)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    horizon = problem.horizon
    isFixed = schedule == .fixed
    self.delta = delta
    learner = BanditLeader(
      items: problem.armCount, regularizer: .entropy, estimator: .ix,
      rate: LearningRate(
        schedule.ofAll, given: nil, regularizer: .entropy, estimator: .ix, items: problem.armCount,
        horizon: problem.horizon))
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Adds the estimate of the round's loss.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    learner.observe(loss: 1 - reward, of: arm)
  }

  /// The bound holds for single runs.
  public static var boundsRuns: Bool { true }

  /// The bound.
  public var adversarialBound: Double? {
    guard !isFixed || learner.rounds == horizon else { return nil }
    // One arm has no regret.
    guard weights.count > 1 else { return 0 }
    let arms = Double(weights.count)
    let rounds = Double(learner.rounds)
    let entropy = Double.log(arms)
    let factor = isFixed ? 2.0.squareRoot() : 2
    return rewards.bound(
      2 * factor * (arms * rounds * entropy).squareRoot()
        + (factor * (arms * rounds / entropy).squareRoot() + 1) * .log(2 / delta))
  }

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }
}
