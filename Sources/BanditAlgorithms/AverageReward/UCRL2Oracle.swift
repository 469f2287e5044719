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
    rule: "ucrl2 with these parameters; before the first step of each later segment all counts are cleared.",
    parameters: OptimisticEpisodes.parameters + [OptimisticEpisodes.clockParameter],
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
    isAnytime: true, metrics: OptimisticEpisodes.metrics + [.restarts])

  private let changePoints: [Int]
  private let restartsClock: Bool
  private var core: OptimisticEpisodes
  private var changes = 0
  /// The steps before the clock's first one.
  private var elapsed = 0

  /// Creates the learner of one replication.
  public init(settings: Settings, problem: AverageRewardProblem, truth: AverageRewardTruth) {
    changePoints = truth.changePoints
    restartsClock = OptimisticEpisodes.restartsClock(settings)
    core = OptimisticEpisodes(settings: settings, problem: problem)
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    while changes < changePoints.count && round >= changePoints[changes] {
      core.forgetAll()
      if restartsClock { elapsed = changePoints[changes] - 1 }
      changes += 1
    }
    return core.selectAction(in: state, clock: round - elapsed, noise: &noise)
  }

  /// Counts the transition.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    core.observe(transition)
  }

  /// How many episodes have begun.
  public var episodes: Int { core.count }

  /// Whether a process lies in the confidence set of the present episode.
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { core.contains(process) }

  /// `episodes`, `planning_fallbacks` and `restarts`.
  public func measure(_ metric: Metric) -> Double? {
    metric == .restarts ? Double(changes) : core.measure(metric)
  }
}
