import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// R-BOCPD-UCRL2 of Alami, Mahfoud and Moulines (2023): UCRL2 that watches where its steps lead, and forgets
/// when that changes.
public struct RBOCPDUCRL2: AverageRewardLearner, Configurable, Restarting, Reporting {
  /// What an alarm clears.
  public enum Reset: String, CaseIterable, Sendable {
    /// All counts and detectors.
    case all
    /// Those of its pair.
    case local
  }

  /// `monitorRewards` of scenario files.
  public static let monitorRewards = Parameter.flag(
    "monitorRewards",
    "Whether each pair has a second detector, on its rewards. Without it, changes of rewards alone go unnoticed.",
    default: false, why: "as the paper's listing has it")
  /// `reset` of scenario files.
  public static let reset = Parameter.choice(
    "reset", "What an alarm clears: `all` counts and detectors, or the `local` ones of its pair.", default: Reset.all,
    why: "as in the paper")
  /// `replan` of scenario files.
  public static let replan = Parameter.flag(
    "replan", "Whether an alarm ends the episode; else the old policy stays until some pair was visited twice.",
    default: true, why: "the policy rests on what was just given up")

  public static let card = AlgorithmCard(
    id: "r-bocpd-ucrl2", family: .averageReward,
    summary: "UCRL2 with a change-point detector on the next states of every pair; an alarm makes it start afresh.",
    setting: "Rewards in [0, 1]; the process changes abruptly, now and then, at unknown steps.",
    rule: [
      "ucrl2.",
      "Each pair (s, a) has a detector r-bocpd over the states that follow it, in the pair's own time.",
      "When one raises an alarm, all counts and all detectors are cleared (reset `all`),",
      "or those of its pair (`local`), and the next step begins an episode.",
    ],
    parameters: OptimisticEpisodes.parameters + ChangeHazard.parameters + [
      monitorRewards, reset, replan, EpisodeClock.parameter, RBOCPDDetector.Search.parameter,
    ],
    example: ["eta": 0.0001, "reset": "local"],
    swift: "try RBOCPDUCRL2(problem, hazard: .constant(0.0001), reset: .local)",
    guarantee:
      """
      Regret (gain-realized) of order D S sqrt(A K T ln(T/delta)) with K segments, plus the sum of the detector's \
      delay bounds (Alami et al. 2023, theorem 4.12); not informative for any T that can be simulated.
      """,
    complexity:
      """
      That of ucrl2, and per step what r-bocpd takes for S symbols, n of them since the restart of the pair: mostly less \
      than a microsecond.
      """,
    randomness:
      "That of ucrl2; with monitorRewards a uniform for each reward inside (0, 1).",
    numerics: "That of ucrl2 and r-bocpd.",
    deviations:
      """
      Our reading of the listing, which leaves open what is observed and what an alarm does to the episode: a detector \
      sees the states that follow its pair, an alarm clears the detectors too and ends the episode. The paper does not \
      say which hazard its figures use; 1/T is ours. monitorRewards, local resets, confidenceScale and searches other \
      than exact are ours; a reward inside (0, 1) counts for its detector as a coin with that mean. With one state, \
      detectors are told of two.
      """,
    guide:
      """
      For processes with few abrupt changes. Keep hazard constant or theorem: with inverse-run-length it restarts \
      twenty times as often as the process changes. monitorRewards where rewards change by themselves; reset local \
      where changes concern few pairs. ucrl2-oracle shows what detecting costs.
      """,
    reference:
      """
      R. Alami, M. Mahfoud and E. Moulines, Restarted Bayesian online change-point detection for non-stationary Markov \
      decision processes, CoLLAs 2023 (PMLR 232), algorithm 2.
      """,
    isAnytime: false, metrics: OptimisticEpisodes.metrics + RestartReview.metrics)

  /// The steps at whose end a detector raised an alarm, with its pair where that alone was forgotten.
  public private(set) var restarts: [Restart] = []
  private var core: OptimisticEpisodes
  private var detectors: [RBOCPDDetector]
  /// Empty unless rewards are watched.
  private var rewardDetectors: [RBOCPDDetector]
  private let isLocal: Bool
  private let replans: Bool
  private let restartsClock: Bool
  private var elapsed = 0

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[UCRL2.delta], confidenceScale: settings[UCRL2.confidenceScale],
      ties: settings[PolicyTies.parameter], hazard: ChangeHazard(settings: settings, horizon: problem.horizon),
      monitorRewards: settings[Self.monitorRewards], reset: settings[Self.reset], replan: settings[Self.replan],
      clock: settings[EpisodeClock.parameter], search: settings[RBOCPDDetector.Search.parameter])
  }

  /// What the detectors of all pairs remember.
  public func historyBytes(problem: AverageRewardProblem) -> Int {
    [detectors, rewardDetectors].reduce(0) {
      $0 + ($1.first?.byteCount(observations: problem.horizon, detectors: $1.count) ?? 0)
    }
  }

  /// Creates the learner: `RBOCPDUCRL2(problem, hazard: .constant(1e-4), reset: .local)`.
  ///
  /// - Parameter hazard: `nil` for the constant 1/T.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: AverageRewardProblem, delta: Double = UCRL2.delta.default,
    confidenceScale: Double = UCRL2.confidenceScale.default, ties: PolicyTies = PolicyTies.parameter.default,
    hazard: ChangeHazard? = nil, monitorRewards: Bool = Self.monitorRewards.default,
    reset: Reset = Self.reset.default, replan: Bool = Self.replan.default,
    clock: EpisodeClock = EpisodeClock.parameter.default, search: RBOCPDDetector.Search = .exact
  ) throws(InvalidSettings) {
    core = try OptimisticEpisodes(problem, delta: delta, confidenceScale: confidenceScale, ties: ties)
    let hazard = try (hazard ?? .usual(horizon: problem.horizon)).checked()
    try RBOCPDDetector.Search.parameter.check(search)
    let detector = RBOCPDDetector(symbolCount: max(2, problem.stateCount), hazard: hazard, search: search)
    detectors = Array(repeating: detector, count: problem.pairCount)
    let rewardDetector = RBOCPDDetector(symbolCount: 2, hazard: hazard, search: search)
    rewardDetectors = monitorRewards ? Array(repeating: rewardDetector, count: problem.pairCount) : []
    isLocal = reset == .local
    replans = replan
    restartsClock = clock == .sinceRestart
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    core.selectAction(in: state, clock: round - elapsed, noise: &noise)
  }

  /// Counts the transition and shows it to the pair's detectors; forgets after an alarm.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    let pair = core.observe(transition)
    var isAlarm = detectors[pair].observe(transition.nextState) != nil
    if !rewardDetectors.isEmpty {
      let reward = transition.reward
      let isOne = reward > 0 && reward < 1 ? noise.uniform() < reward : reward == 1
      if rewardDetectors[pair].observe(isOne ? 1 : 0) != nil { isAlarm = true }
    }
    if isAlarm { restart(pair, after: round) }
  }

  private mutating func restart(_ pair: Int, after round: Int) {
    restarts.append(Restart(round: round, item: isLocal ? pair : nil))
    if isLocal {
      core.forget(pair, endsEpisode: replans)
      detectors[pair].restart()
      if !rewardDetectors.isEmpty { rewardDetectors[pair].restart() }
      return
    }
    core.forgetAll(endsEpisode: replans)
    for other in detectors.indices { detectors[other].restart() }
    for other in rewardDetectors.indices { rewardDetectors[other].restart() }
    if restartsClock { elapsed = round }
  }

  /// How many episodes have begun.
  public var episodes: Int { core.count }

  /// How often each pair was visited since it was last forgotten.
  public var visits: [Int] { core.statistics.visits }

  /// Whether a process lies in the confidence set of the present episode.
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { core.contains(process) }

  /// `episodes` and `planning_fallbacks`; the game judges restarts.
  public func measure(_ metric: Metric) -> Double? { core.measure(metric) }
}
