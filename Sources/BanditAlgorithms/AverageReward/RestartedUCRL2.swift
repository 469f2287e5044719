import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// UCRL2 that starts afresh on a schedule, for processes that change a known number of times.
public struct RestartedUCRL2: AverageRewardLearner, Configurable, Reporting {
  /// `changes` of scenario files; `nil` is `auto`.
  public static let changes = Parameter.auto(
    "changes", "How often the process changes, or `auto`: as often as the scenario says.", 0...1_000_000,
    why: "the theorem needs the true number")

  public static let card = AlgorithmCard(
    id: "restarted-ucrl2", family: .averageReward,
    summary: "UCRL2 that forgets everything at fixed steps, at growing distances.",
    setting: "Rewards in [0, 1]; the process changes at most a known number of times, L - 1.",
    rule: [
      "ucrl2 with the level delta/L^2;",
      "before the steps ceil(i^3/L^2), i = 1, 2, ..., all counts are cleared.",
      "L = `changes` + 1 is the number of segments.",
    ],
    parameters: OptimisticEpisodes.parameters + [changes, EpisodeClock.parameter],
    example: ["changes": 4],
    swift: "try RestartedUCRL2(problem, changes: 4)",
    guarantee:
      """
      With probability 1 - delta, regret (gain-realized) at most 65 L^(1/3) T^(2/3) D S sqrt(A ln(T/delta)) (Ortner, \
      Gajane and Auer 2019, theorem 2), more than T for any T that can be simulated.
      """,
    complexity: "That of ucrl2 in a run of the length of the longest stretch.", randomness: "That of ucrl2.",
    numerics: "That of ucrl2; the schedule is computed in whole numbers.",
    deviations: "Those of ucrl2. The clock of the radii goes on at a restart, unless `clock` says otherwise.",
    guide:
      """
      The classical answer to changes with a proof. It restarts L^(2/3) T^(1/3) times, far more often than there are \
      changes: r-bocpd-ucrl2 looks before it forgets.
      """,
    reference:
      """
      R. Ortner, P. Gajane and P. Auer, Variational Regret Bounds for Reinforcement Learning, UAI 2019, theorem 2.
      """,
    isAnytime: true, metrics: RestartedEpisodes.metrics)

  private let segments: Int
  private var restarted: RestartedEpisodes
  /// The number i of the next restart.
  private var index = 1
  private var nextRestart: Int

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[UCRL2.delta], confidenceScale: settings[UCRL2.confidenceScale],
      ties: settings[PolicyTies.parameter], changes: settings[Self.changes], clock: settings[EpisodeClock.parameter])
  }

  /// Creates the learner: `RestartedUCRL2(problem, changes: 4)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the number of changes is
  ///   neither given nor known.
  public init(
    _ problem: AverageRewardProblem, delta: Double = UCRL2.delta.default,
    confidenceScale: Double = UCRL2.confidenceScale.default, ties: PolicyTies = PolicyTies.parameter.default,
    changes: Int? = Self.changes.default, clock: EpisodeClock = EpisodeClock.parameter.default
  ) throws(InvalidSettings) {
    try Self.changes.check(changes)
    if let changes = changes ?? problem.changeCount {
      segments = changes + 1
    } else {
      throw InvalidSettings(
        "changes", "`auto`, but every replication has its own number of changes; give the number expected")
    }
    let core = try OptimisticEpisodes(
      problem, delta: delta, confidenceScale: confidenceScale, ties: ties,
      deltaDivisor: Double(segments) * Double(segments))
    restarted = RestartedEpisodes(core, clock: clock)
    nextRestart = RestartedUCRL2.step(ofRestart: 1, segments: segments)
  }

  /// ceil(i^3 / L^2); beyond the whole numbers, none.
  static func step(ofRestart index: Int, segments: Int) -> Int {
    let (square, first) = index.multipliedReportingOverflow(by: index)
    let (cube, second) = square.multipliedReportingOverflow(by: index)
    guard !first && !second else { return Int.max }
    let divisor = segments * segments
    return cube / divisor + (cube % divisor == 0 ? 0 : 1)
  }

  /// The action of the policy of the present episode.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    if round >= nextRestart {
      // There is nothing to forget before step 1.
      if round > 1 { restarted.restart(before: round) }
      while nextRestart <= round {
        index += 1
        nextRestart = RestartedUCRL2.step(ofRestart: index, segments: segments)
      }
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
