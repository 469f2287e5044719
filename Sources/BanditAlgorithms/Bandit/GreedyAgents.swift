import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Agents without a principal: each pulls what looks best to it, given all that was seen before.
public struct GreedyAgents: BanditLearner, Configurable, Caveated, Reporting {
  public static let card = AlgorithmCard(
    id: "greedy-agents", family: .bandit,
    summary: "Pulls the arm with the highest posterior mean: what agents do who see everything and need not obey.",
    setting: "Rewards 0 or 1 with independent priors: those of the environment (`incentive`), else uniform ones.",
    rewards: .range,
    rule: [
      "A_t = argmax_a E[mu(a) | all rewards before t], the lowest index on ties;",
      "for Beta(a, b): (a + S_a) / (a + b + n_a), S_a of n_a pulls paid 1; a known mean stays what it is.",
    ],
    parameters: [UnitRewards.range],
    example: [:],
    swift: "try GreedyAgents(problem)",
    guarantee: """
      A warning: of two arms with prior means m0 >= m1 and independent priors, arm 1 is never pulled with probability \
      at least m0 - m1 (Slivkins 2019, 11.7). `untried_probability` is that probability up to round t, exactly: for \
      Beta(3, 2) against Beta(2, 3) it is 0.690263 in 500 rounds.
      """,
    complexity: "O(K) per round. `untried_probability`: O(T^2) once, for T up to 10000.",
    randomness: "None.", numerics: "Equal fractions give equal means, so that ties are exact for counts below 2^53.",
    deviations: "Rewards strictly between 0 and 1 update the posterior by fractions.",
    guide: "What happens without a principal: the control of repeated-hidden-exploration.",
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 11.1.
      """,
    metrics: [.untriedProbability, .believed, .obedienceGain])

  /// Above, the number of pairs of rounds and successes is too large for an extra.
  static let exactRounds = 10_000

  private let caution: [String]
  private let rewards: UnitRewards
  private var beliefs: PriorMeans
  private var rounds = 0
  private var gain = 0.0
  /// For each t the probability that arm 1 is untried; `nil` where it is not computed.
  private let untried: Once<[Double]>?

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, range: settings[UnitRewards.range])
  }

  /// Creates the agents: `GreedyAgents(problem)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known.
  public init(
    _ problem: BanditProblem, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    caution = rewards.caveats + PriorMeans.caveats(problem)
    beliefs = PriorMeans(problem)
    let priors = beliefs.priors
    let isExact = problem.priors?.count == 2 && priors[0].mean >= priors[1].mean && problem.horizon <= Self.exactRounds
    untried =
      isExact
      ? Once { ArmPriorPair(priors[0], priors[1]).untriedProbabilities(rounds: problem.horizon) } : nil
  }

  public var caveats: [String] { caution }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let arm = beliefs.best
    gain = arm == 1 ? beliefs.means[1] - beliefs.means[0] : 0
    return arm
  }

  /// Updates the posterior of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    rounds = round
    beliefs.observe(rewards.unit(reward), of: arm)
  }

  /// Agents who choose for themselves believe what they choose by.
  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .untriedProbability: untried.flatMap { $0.value.indices.contains(rounds) ? $0.value[rounds] : nil }
    case .believed: 1
    case .obedienceGain: beliefs.means.count == 2 ? gain : nil
    default: nil
    }
  }
}

extension Metric {
  /// How likely it is that nobody has tried the second arm.
  public static let untriedProbability = Metric(
    "untried_probability",
    """
    The probability that greedy agents have not pulled arm 1 so far, by dynamic programming over the rewards of arm 0: \
    the mean over replications of `untried_arms`, exactly. For two arms with the priors of the environment and up to \
    10000 rounds.
    """,
    unit: "probability", isCumulative: true)

  /// How often agents had a proven reason to do what they were told.
  public static let believed = Metric(
    "believed",
    """
    The share of the rounds so far in which the theory gives the agent a reason to follow the recommendation: that of \
    what it sees itself, of the priors in the warm-up, of theorem 11.15 after it. Where a condition fails nothing is \
    known, and `obedience_gain` says more.
    """,
    unit: "share", isCumulative: true)

  /// What agents expect to gain by following.
  public static let obedienceGain = Metric(
    "obedience_gain",
    """
    E[mu(1) - mu(0) | the principal's signal] if arm 1 was recommended in this round, else 0. Its mean over \
    replications is what the agents of this round gain by following the recommendation of arm 1 instead of pulling arm \
    0, times the probability of that: the rule is Bayesian incentive-compatible exactly if it is not negative in any \
    round.
    """,
    unit: "reward", isCumulative: true)
}
