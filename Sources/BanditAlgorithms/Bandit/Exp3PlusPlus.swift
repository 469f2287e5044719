import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights with exploration that follows estimates of the gaps (Seldin and Slivkins 2014).
public struct Exp3PlusPlus: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of xi; the analysis wants 18 or more.", .closed(0...1e6), default: 18,
    why: "the smallest of the analysis")

  public static let card = AlgorithmCard(
    id: "exp3-plus-plus", family: .bandit,
    summary: "Exponential weights that explore each arm by its estimated gap.",
    setting: "Rewards of a known range, stochastic or chosen by an adversary.",
    rewards: .range,
    rule: [
      "beta_t = sqrt(ln K / (t K)) / 2; rho proportional to exp(-beta_t L);",
      "gap_a = min(1, (L_a - min L) / t), y = t gap_a^2, xi_a = exploration ln(y) / y if y > e, else infinite;",
      "eps_a = min(1 / (2 K), beta_t, xi_a); p = (1 - sum eps) rho + eps; A_t ~ p;",
      "L_a += 1{A_t = a} (1 - X_t) / p_a.",
    ],
    parameters: [exploration, UnitRewards.range],
    example: ["exploration": 20],
    swift: "try Exp3PlusPlus(problem, exploration: 20)",
    guarantee:
      """
      Expected regret against the best arm of at most 4 sqrt(K t ln K), whatever xi (Seldin and Slivkins 2014); with \
      gaps, of the order of sum of ln(t)^2 / gap. Reported as `bound`.
      """,
    complexity: "O(K) and K exponentials per round.", randomness: "One uniform per round.",
    numerics: "Exponents are relative to the smallest loss, which is taken off every 4096 rounds.",
    deviations:
      """
      The estimate of the gap and the guard y > e are ours: for y < 1 the logarithm would make xi negative.
      """,
    guide: "The first algorithm for both worlds. tsallis-inf has much less regret in both, at the same cost.",
    reference:
      """
      Y. Seldin and A. Slivkins, One practical algorithm for both stochastic and adversarial bandits, ICML 2014.
      """,
    isAnytime: true, metrics: [.bound, .boundHolds])

  private let exploration: Double
  private let entropy: Double
  /// L, up to a constant.
  var losses: [Double]
  private var explored: [Double]
  /// The probabilities of the latest round.
  private(set) var weights: [Double]
  private var rounds = 0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, exploration: settings[Self.exploration], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Exp3PlusPlus(problem, exploration: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, exploration: Double = Self.exploration.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.exploration.check(exploration)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    self.exploration = exploration
    entropy = Double.log(Double(problem.armCount))
    losses = Array(repeating: 0, count: problem.armCount)
    explored = losses
    weights = losses
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let time = Double(round)
    let count = Double(losses.count)
    let rate = 0.5 * (entropy / (time * count)).squareRoot()
    ExponentialWeights.solve(losses, rate: rate, into: &weights)
    let smallest = losses.min()!
    var total = 0.0
    for arm in losses.indices {
      let gap = min(1, (losses[arm] - smallest) / time)
      let certainty = time * gap * gap
      let wanted =
        certainty > Double.exp(1) ? exploration * .log(certainty) / certainty : .infinity
      explored[arm] = min(0.5 / count, rate, wanted)
      total += explored[arm]
    }
    for arm in weights.indices { weights[arm] = (1 - total) * weights[arm] + explored[arm] }
    return WeightedDraw.item(at: noise.uniform(), of: weights)
  }

  /// Adds the estimate of the round's loss.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    rounds = round
    losses[arm] += (1 - reward) / weights[arm]
    if round.isMultiple(of: 4096), let smallest = losses.min() {
      for item in losses.indices { losses[item] -= smallest }
    }
  }

  /// The bound.
  public var adversarialBound: Double? {
    rewards.bound(4 * (Double(losses.count) * Double(rounds) * entropy).squareRoot())
  }
}
