import BanditCards
import BanditGames
import BanditStreams

/// Posterior sampling for Markov decision processes: Thompson sampling by episodes.
public struct PSRL: AverageRewardLearner, Configurable, Reporting {
  /// When an episode ends.
  public enum EpisodeEnd: String, CaseIterable, Sendable {
    /// When a pair has been visited as often within it as before it.
    case doubling
    /// Then, or when it is longer than the one before it.
    case tsde
  }

  /// `episodes` of scenario files.
  public static let episodes = Parameter.choice(
    "episodes",
    "When an episode ends: `doubling` of a pair's visits, or `tsde`, that or one step more than the last.",
    default: EpisodeEnd.doubling, why: "fewest plans")

  public static let card = AlgorithmCard(
    id: "psrl", family: .averageReward,
    summary: "Draws a process from its posterior for each episode and follows the best policy of that.",
    setting: "A communicating Markov decision process with rewards in [0, 1] that does not change.",
    rule: [
      "At the start of an episode, draw the next-state distribution of every pair from Dirichlet(1 + counts)",
      "and the mean reward from Beta(1 + ones, 1 + zeros);",
      "the optimal policy of the process drawn is followed until a pair that it takes",
      "has been visited as often within the episode as before it (`episodes: doubling`),",
      "or also until the episode is longer than the one before it (`tsde`).",
    ],
    parameters: [episodes],
    example: ["episodes": "tsde"],
    swift: "PSRL(problem, episodes: .tsde)",
    guarantee:
      """
      None here for doubling. For tsde, Ouyang, Gagrani, Nayyar and Jain prove a Bayesian regret of order \
      H S sqrt(A T) up to logarithms, H a bound of the span.
      """,
    complexity: "O(1) per step; O(S^2 A) draws, and as much per sweep of planning, in each episode.",
    randomness: "S A (S gammas and one beta) per episode; a uniform for each reward inside (0, 1).",
    numerics: "Plans are made to 1e-6, by damped sweeps where plain ones do not settle.",
    deviations:
      """
      In the spirit of the papers: posterior sampling with the prior Dirichlet(1), Beta(1, 1) and episodes as in \
      UCRL2. A reward inside (0, 1) counts as a coin with that mean.
      """,
    guide:
      """
      Usually the lowest regret of the family where the process does not change. It has no confidence set and does not \
      notice changes.
      """,
    reference:
      """
      I. Osband, D. Russo and B. Van Roy, (More) Efficient Reinforcement Learning via Posterior Sampling, NIPS 2013; \
      Y. Ouyang, M. Gagrani, A. Nayyar and R. Jain, Learning Unknown Markov Decision Processes: A Thompson Sampling \
      Approach, NIPS 2017.
      """,
    isAnytime: true, metrics: OptimisticEpisodes.metrics)

  private let actionCount: Int
  private let limitsLength: Bool
  private var statistics: VisitStatistics
  private var plan: ExtendedValueIteration
  private var policy: [Int]
  private var visits: [Int]
  private var limits: [Int]
  private var count = 0
  private var fallbackCount = 0
  /// The steps of the present episode, and how many the one before it had.
  private var length = 0
  private var latestLength = 0

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, episodes: settings[Self.episodes])
  }

  /// Creates the learner: `PSRL(problem, episodes: .tsde)`.
  public init(_ problem: AverageRewardProblem, episodes: EpisodeEnd = Self.episodes.default) {
    actionCount = problem.actionCount
    limitsLength = episodes == .tsde
    statistics = VisitStatistics(problem: problem)
    plan = ExtendedValueIteration(problem: problem)
    policy = Array(repeating: 0, count: problem.stateCount)
    visits = Array(repeating: 0, count: problem.pairCount)
    limits = visits
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    let pair = state * actionCount + policy[state]
    if visits[pair] >= limits[pair] || limitsLength && length > latestLength { begin(noise: &noise) }
    length += 1
    return policy[state]
  }

  /// Counts the transition.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    let pair = transition.state * actionCount + transition.action
    let reward = transition.reward
    let bit = reward > 0 && reward < 1 ? (noise.uniform() < reward ? 1 : 0) : reward
    visits[pair] += 1
    statistics.add(pair: pair, reward: bit, nextState: transition.nextState)
  }

  private mutating func begin(noise: inout RoundNoise) {
    let stateCount = statistics.stateCount
    for pair in visits.indices {
      let known = statistics.visits[pair]
      var sum = 0.0
      for place in pair * stateCount..<(pair + 1) * stateCount {
        // A count plus 1 is a shape that the law accepts.
        plan.transitions[place] = try! Gamma(shape: 1 + statistics.successors[place]).sample(from: &noise)
        sum += plan.transitions[place]
      }
      for place in pair * stateCount..<(pair + 1) * stateCount { plan.transitions[place] /= sum }
      let ones = statistics.rewards[pair]
      plan.rewards[pair] = Beta.draw(a: 1 + ones, b: 1 + Double(known) - ones, from: &noise)
      visits[pair] = 0
      limits[pair] = max(1, known)
    }
    if !plan.solve(accuracy: 1e-6) { fallbackCount += 1 }
    for state in policy.indices { policy[state] = plan.firstBest(in: state) }
    count += 1
    latestLength = length
    length = 0
  }

  /// How many episodes have begun.
  public var episodes: Int { count }

  /// `episodes` and `planning_fallbacks`.
  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .episodes: Double(count)
    case .planningFallbacks: Double(fallbackCount)
    default: nil
    }
  }
}
