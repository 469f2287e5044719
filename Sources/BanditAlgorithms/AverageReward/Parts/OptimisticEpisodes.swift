import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The core of UCRL2 and its relatives: episodes, each under the policy that is best within the confidence set
/// of its start, until some pair has been visited as often within the episode as before it.
struct OptimisticEpisodes: Sendable {
  /// What is known at present.
  private(set) var statistics: VisitStatistics
  /// How many episodes have begun.
  private(set) var count = 0
  /// How many of them were planned with damped sweeps.
  private(set) var fallbackCount = 0
  /// The action of each state in the present episode.
  private(set) var policy: [Int]

  private let confidence: ConfidenceRadii
  private let ties: PolicyTies
  private let actionCount: Int
  private var plan: ExtendedValueIteration
  /// The estimated mean rewards at the episode's start, and how far the truth may be.
  private var rewardMeans: [Double]
  private var rewardRadii: [Double]
  /// How often each pair was visited in the episode, and how often it may be.
  private var visits: [Int]
  private var limits: [Int]
  private var isOver = true

  init(problem: AverageRewardProblem, confidence: ConfidenceRadii, ties: PolicyTies) {
    self.confidence = confidence
    self.ties = ties
    actionCount = problem.actionCount
    statistics = VisitStatistics(problem: problem)
    plan = ExtendedValueIteration(problem: problem)
    policy = Array(repeating: 0, count: problem.stateCount)
    rewardMeans = Array(repeating: 0, count: problem.pairCount)
    rewardRadii = rewardMeans
    visits = Array(repeating: 0, count: problem.pairCount)
    limits = visits
  }

  /// The action of a state; begins an episode if the present one is over.
  ///
  /// - Parameter clock: the time in the confidence radii and the accuracy, 1 or more.
  mutating func selectAction(in state: Int, clock: Int, noise: inout RoundNoise) -> Int {
    let pair = state * actionCount + policy[state]
    if isOver || visits[pair] >= limits[pair] { begin(clock: clock, noise: &noise) }
    return policy[state]
  }

  /// Records a transition and returns its pair.
  @discardableResult
  mutating func observe(_ transition: Transition) -> Int {
    let pair = transition.state * actionCount + transition.action
    visits[pair] += 1
    statistics.add(pair: pair, reward: transition.reward, nextState: transition.nextState)
    return pair
  }

  /// Ends the episode.
  mutating func end() { isOver = true }

  /// Forgets a transition that has become too old.
  mutating func remove(pair: Int, reward: Double, nextState: Int) {
    statistics.remove(pair: pair, reward: reward, nextState: nextState)
  }

  /// Puts sums of rewards in place that were added up again.
  mutating func replaceRewards(by sums: [Double]) { statistics.replaceRewards(by: sums) }

  /// Forgets a pair.
  ///
  /// - Parameter endsEpisode: otherwise the policy stays, and the pair may be visited once more.
  mutating func forget(_ pair: Int, endsEpisode: Bool) {
    statistics.forget(pair)
    isOver = endsEpisode
    visits[pair] = 0
    limits[pair] = 1
  }

  /// Forgets everything.
  ///
  /// - Parameter endsEpisode: otherwise the policy stays until some pair has been visited twice.
  mutating func forgetAll(endsEpisode: Bool = true) {
    statistics.forgetAll()
    isOver = endsEpisode
    for pair in visits.indices {
      visits[pair] = 0
      limits[pair] = 1
    }
  }

  /// The gain of the optimistic policy, within the accuracy of planning.
  var optimisticGain: Double { plan.gain }

  /// Whether a process lies in the confidence set of the present episode.
  func contains(_ process: MarkovDecisionProcess) -> Bool {
    rewardMeans.indices.allSatisfy { pair in
      let estimate = plan.transitions[pair * statistics.stateCount..<(pair + 1) * statistics.stateCount]
      let distance = zip(process.row(pair), estimate).reduce(0) { $0 + abs($1.0 - $1.1) }
      return abs(process.rewards[pair] - rewardMeans[pair]) <= rewardRadii[pair] && distance <= plan.radii[pair]
    }
  }

  private mutating func begin(clock: Int, noise: inout RoundNoise) {
    let stateCount = statistics.stateCount
    let numerators = confidence.numerators(at: clock)
    for pair in visits.indices {
      let known = statistics.visits[pair]
      let count = Double(max(1, known))
      rewardMeans[pair] = statistics.rewards[pair] / count
      rewardRadii[pair] = numerators.reward / count.squareRoot()
      plan.radii[pair] = numerators.transition / count.squareRoot() + confidence.widening
      for place in pair * stateCount..<(pair + 1) * stateCount {
        plan.transitions[place] = statistics.successors[place] / count
      }
      if known == 0 {
        // However narrow the radii are made, of a pair that was never visited nothing is known.
        rewardRadii[pair] = max(1, rewardRadii[pair])
        plan.radii[pair] = max(2, plan.radii[pair])
      }
      plan.rewards[pair] = min(1, rewardMeans[pair] + rewardRadii[pair])
      visits[pair] = 0
      limits[pair] = max(1, known)
    }
    if !plan.solve(accuracy: 1 / Double(clock).squareRoot()) { fallbackCount += 1 }
    for state in policy.indices {
      policy[state] = ties.action(
        in: state, of: plan, visits: statistics.visits, actionCount: actionCount, noise: &noise)
    }
    count += 1
    isOver = false
  }
}

extension OptimisticEpisodes {
  /// The parameters that the family shares: `delta`, `confidenceScale`, `ties`.
  static let parameters: [any CardParameter] = [UCRL2.delta, UCRL2.confidenceScale, PolicyTies.parameter]

  /// Creates the core from the shared parameters, with the radii of UCRL2.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the cards state.
  init(
    _ problem: AverageRewardProblem, delta: Double, confidenceScale: Double, ties: PolicyTies, deltaDivisor: Double = 1
  ) throws(InvalidSettings) {
    try UCRL2.delta.check(delta)
    try UCRL2.confidenceScale.check(confidenceScale)
    self.init(
      problem: problem,
      confidence: ConfidenceRadii(
        form: .jaksch, delta: delta / deltaDivisor, scale: confidenceScale, problem: problem),
      ties: ties)
  }

  /// The metrics that the family shares.
  static let metrics: [Metric] = [.episodes, .planningFallbacks]

  /// The value of one of them.
  func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .episodes: Double(count)
    case .planningFallbacks: Double(fallbackCount)
    default: nil
    }
  }
}

extension Metric {
  /// How often planning did not settle by itself.
  static let planningFallbacks = Metric(
    "planning_fallbacks",
    "The number of episodes whose planning had to be damped, as values went round in circles.", unit: "episodes",
    isCumulative: true)
}
