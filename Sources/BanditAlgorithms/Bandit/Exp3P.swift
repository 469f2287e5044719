import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over optimistic gains, with uniform exploration (EXP3.P).
public struct Exp3P: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which the bound may fail.", .openUnit, default: 0.05, why: "customary")

  public static let card = AlgorithmCard(
    id: "exp3-p", family: .bandit,
    summary: "Exponential weights over upper estimates of the gains, so that bounds hold in single runs.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "P_t(a) = (1 - gamma) exp(eta G_a) / sum_b exp(eta G_b) + gamma / K; A_t ~ P_t;",
      "G_a += (1{A_t = a} X_t + beta) / P_t(a) for all a.",
      "beta = sqrt(ln(K / delta) / (T K)), eta = 0.95 sqrt(ln K / (T K)), gamma = 1.05 sqrt(K ln K / T), at most 1.",
    ],
    parameters: [delta, UnitRewards.range],
    example: ["delta": 0.01],
    swift: "try Exp3P(problem, delta: 0.01)",
    guarantee:
      """
      With probability 1 - delta the regret against the best arm is at most 5.15 sqrt(K T ln(K / delta)) (standard \
      form, see Bubeck and Cesa-Bianchi 2012, section 3.2). Reported as `bound` at the horizon.
      """,
    complexity: "O(K) and K exponentials per round.", randomness: "One uniform per round.",
    numerics: "Exponents are relative to the largest gain, which is taken off every 4096 rounds.",
    deviations: "The constants are those of the survey, not those of Auer et al. 2002.",
    guide: "The classic with a bound for single runs. exp3-ix reaches one without uniform play and has less regret.",
    reference:
      """
      P. Auer, N. Cesa-Bianchi, Y. Freund and R. E. Schapire, The nonstochastic multiarmed bandit problem, SIAM \
      Journal on Computing 32, 2002, section 6; S. Bubeck and N. Cesa-Bianchi, Regret analysis of stochastic and \
      nonstochastic multi-armed bandit problems, 2012, section 3.2.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let horizon: Int
  private let delta: Double
  private let bias: Double
  private let rate: Double
  private let mixing: Double
  /// Minus the upper estimates of the gains, up to a constant.
  private var losses: [Double]
  /// The probabilities of the latest round.
  private(set) var weights: [Double]
  private var rounds = 0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, delta: settings[Self.delta], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Exp3P(problem, delta: 0.01)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, delta: Double = Self.delta.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.delta.check(delta)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    horizon = problem.horizon
    self.delta = delta
    let arms = Double(problem.armCount)
    let rounds = Double(problem.horizon)
    let entropy = Double.log(arms)
    bias = (Double.log(arms / delta) / (rounds * arms)).squareRoot()
    rate = 0.95 * (entropy / (rounds * arms)).squareRoot()
    mixing = min(1, 1.05 * (arms * entropy / rounds).squareRoot())
    losses = Array(repeating: 0, count: problem.armCount)
    weights = losses
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    ExponentialWeights.solve(losses, rate: rate, into: &weights)
    let share = mixing / Double(weights.count)
    for arm in weights.indices { weights[arm] = (1 - mixing) * weights[arm] + share }
    return WeightedDraw.item(at: noise.uniform(), of: weights)
  }

  /// Adds the estimates of the round's gains.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    rounds = round
    for item in losses.indices { losses[item] -= bias / weights[item] }
    losses[arm] -= reward / weights[arm]
    if round.isMultiple(of: 4096), let smallest = losses.min() {
      for item in losses.indices { losses[item] -= smallest }
    }
  }

  /// The bound holds for single runs.
  public static var boundsRuns: Bool { true }

  /// The bound.
  public var adversarialBound: Double? {
    guard rounds == horizon else { return nil }
    let arms = Double(weights.count)
    return rewards.bound(5.15 * (arms * Double(horizon) * .log(arms / delta)).squareRoot())
  }
}
