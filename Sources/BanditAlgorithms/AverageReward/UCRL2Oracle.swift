import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// UCRL2 that is told when the law changes, and starts afresh then.
public struct UCRL2Oracle: AverageRewardLearner, Yardstick, Reporting {
  public static let card = AlgorithmCard(
    id: "ucrl2-oracle", family: .averageReward,
    summary: "UCRL2 that forgets everything at each true change point, which it is told.",
    setting: "Told the change points of its instance (not the laws); a yardstick, not a learner.",
    rule: ["ucrl2 with these parameters; before the first step of each later segment all counts are cleared."],
    parameters: OptimisticEpisodes.parameters + [EpisodeClock.parameter],
    example: ["clock": "since-restart"],
    swift: "try UCRL2Oracle(problem, truth: truth, clock: .sinceRestart)",
    guarantee: "That of ucrl2 on each segment, with clock since-restart.",
    complexity: "That of ucrl2.", randomness: "That of ucrl2.", numerics: "That of ucrl2.",
    deviations: "Those of ucrl2.",
    guide:
      """
      To see what is lost to detecting changes: the distance between it and r-bocpd-ucrl2. Where a change concerns few \
      pairs, forgetting all of them is more than is needed. Without change points it is ucrl2.
      """,
    reference:
      """
      The yardstick of R. Alami, M. Mahfoud and E. Moulines, Restarted Bayesian online change-point detection for \
      non-stationary Markov decision processes, CoLLAs 2023, section 5.
      """,
    isAnytime: true, metrics: RestartedEpisodes.metrics)

  private let changePoints: [Int]
  private var restarted: RestartedEpisodes

  public init(settings: Settings, problem: AverageRewardProblem, truth: AverageRewardTruth) {
    // The precondition: `check` accepted the settings.
    try! self.init(
      problem, truth: truth, delta: settings[UCRL2.delta], confidenceScale: settings[UCRL2.confidenceScale],
      ties: settings[PolicyTies.parameter], clock: settings[EpisodeClock.parameter])
  }

  /// Creates the learner: `UCRL2Oracle(problem, truth: truth, clock: .sinceRestart)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: AverageRewardProblem, truth: AverageRewardTruth, delta: Double = UCRL2.delta.default,
    confidenceScale: Double = UCRL2.confidenceScale.default, ties: PolicyTies = PolicyTies.parameter.default,
    clock: EpisodeClock = EpisodeClock.parameter.default
  ) throws(InvalidSettings) {
    changePoints = truth.changePoints
    restarted = RestartedEpisodes(
      try OptimisticEpisodes(problem, delta: delta, confidenceScale: confidenceScale, ties: ties), clock: clock)
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    while restarted.restarts < changePoints.count && round >= changePoints[restarted.restarts] {
      restarted.restart(before: changePoints[restarted.restarts])
    }
    return restarted.selectAction(in: state, at: round, noise: &noise)
  }

  /// Counts the transition.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    restarted.observe(transition)
  }

  /// How many episodes have begun.
  public var episodes: Int { restarted.core.count }

  /// Whether a process lies in the confidence set of the present episode.
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? {
    restarted.core.contains(process)
  }

  /// `episodes`, `planning_fallbacks` and `restarts`.
  public func measure(_ metric: Metric) -> Double? { restarted.measure(metric) }
}
