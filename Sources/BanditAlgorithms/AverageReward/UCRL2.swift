import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// UCRL2 of Jaksch, Ortner and Auer (2010): optimism over Markov decision processes.
public struct UCRL2: AverageRewardLearner, Configurable, Reporting {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability that the confidence sets may miss the truth.",
    NumberRange(lower: .included(1e-100), upper: .excluded(1)), default: 0.05, why: "the usual level")
  /// `confidenceScale` of scenario files.
  public static let confidenceScale = Parameter.number(
    "confidenceScale", "The factor of the confidence radii; 1 is proven.", .nonNegative, default: 1,
    why: "the papers' constants; they are so wide that at 50000 steps a tenth to a fifth of them learns far faster")

  public static let card = AlgorithmCard(
    id: "ucrl2", family: .averageReward,
    summary: "Follows, in episodes, the best policy of the most favourable process within its confidence set.",
    setting: "A communicating Markov decision process with rewards in [0, 1] that does not change.",
    rule: [
      "Episode k begins in step t_k with counts N(s, a), means and empirical laws p.",
      "Radii: sqrt(7 ln(2 S A t_k / delta) / (2 max(1, N))) for the mean reward,",
      "sqrt(14 S ln(2 A t_k / delta) / max(1, N)) for the law in the L1 norm.",
      "Extended value iteration to 1/sqrt(t_k) gives the policy.",
      "It is followed until a pair that it takes has been visited max(1, N(s, a)) times within the episode.",
    ],
    parameters: OptimisticEpisodes.parameters,
    example: ["confidenceScale": 0.2],
    swift: "try UCRL2(problem, confidenceScale: 0.2)",
    guarantee:
      """
      With probability 1 - delta, regret (gain) at most 34 D S sqrt(A T ln(T/delta)) for all T > 1, D the diameter \
      (Jaksch et al. 2010, theorem 2): more than T itself while T < (34 D S)^2 A ln(T/delta), that is up to 10^5 steps \
      on the smallest processes (D = 1, S = A = 2) and beyond any simulation on others. At most S A log2(8 T/(S A)) \
      episodes for T >= S A (proposition 18).
      """,
    complexity:
      "O(1) per step; O(S^2 A) for each of some sweeps in O(S A ln T) episodes. Memory O(S^2 A).",
    randomness: "None (an integer for each state with a tie in each episode, with ties random).",
    numerics:
      """
      Values within 1e-12 are ties. Values are recentred after every sweep. Sweeps that do not settle within 100000 \
      are damped by a half and counted in `planning_fallbacks`.
      """,
    deviations:
      """
      `confidenceScale` other than 1. A pair that was never visited has the optimistic reward 1 and may lead anywhere, \
      which the radii imply at scale 1 only.
      """,
    guide:
      """
      The baseline of the family. With `confidenceScale` 0.1 to 0.2 it learns within thousands of steps what takes \
      millions at 1. psrl usually has less regret; where the process changes, r-bocpd-ucrl2 forgets in time.
      """,
    reference:
      """
      T. Jaksch, R. Ortner and P. Auer, Near-optimal Regret Bounds for Reinforcement Learning, Journal of Machine \
      Learning Research 11, 2010, figures 1 to 3.
      """,
    isAnytime: true, metrics: OptimisticEpisodes.metrics)

  private var core: OptimisticEpisodes

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[Self.delta], confidenceScale: settings[Self.confidenceScale],
      ties: settings[PolicyTies.parameter])
  }

  /// Creates the learner: `UCRL2(problem, confidenceScale: 0.2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: AverageRewardProblem, delta: Double = Self.delta.default,
    confidenceScale: Double = Self.confidenceScale.default, ties: PolicyTies = PolicyTies.parameter.default
  ) throws(InvalidSettings) {
    core = try OptimisticEpisodes(problem, delta: delta, confidenceScale: confidenceScale, ties: ties)
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    core.selectAction(in: state, clock: round, noise: &noise)
  }

  /// Counts the transition.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    core.observe(transition)
  }

  /// How many episodes have begun.
  public var episodes: Int { core.count }

  /// The action of each state in the present episode.
  public var policy: [Int] { core.policy }

  /// The gain that the present policy would have in the most favourable process, within 1/sqrt(t_k).
  public var optimisticGain: Double { core.optimisticGain }

  /// How often each pair was visited.
  public var visits: [Int] { core.statistics.visits }

  /// Whether a process lies in the confidence set of the present episode.
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { core.contains(process) }

  /// `episodes` and `planning_fallbacks`.
  public func measure(_ metric: Metric) -> Double? { core.measure(metric) }
}
