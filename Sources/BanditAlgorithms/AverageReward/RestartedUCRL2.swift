import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// UCRL2 that starts afresh on a schedule, for processes that change a known number of times.
public struct RestartedUCRL2: AverageRewardLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "restarted-ucrl2", family: .averageReward,
    summary: "UCRL2 that forgets everything at fixed steps, at growing distances.",
    setting: "Rewards in [0, 1]; the process changes at most a known number of times, L - 1.",
    rule:
      """
      ucrl2 with the level delta/L^2; before the steps ceil(i^3/L^2), i = 1, 2, ..., all counts are cleared. L = \
      `changes` + 1 is the number of segments.
      """,
    parameters: OptimisticEpisodes.parameters + [
      AnyParameter(
        "changes", "How often the process changes, or `auto`: as often as the scenario says.",
        .either([.choice(["auto"]), .whole(0...1_000_000)]), default: .value(.text("auto")),
        why: "the theorem needs the true number"),
      OptimisticEpisodes.clockParameter,
    ],
    guarantee:
      """
      With probability 1 - delta, regret (gain-realized) at most 65 L^(1/3) T^(2/3) D S sqrt(A ln(T/delta)) (Ortner, \
      Gajane and Auer 2019, theorem 2), more than T for any T that one simulates.
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
    isAnytime: true, metrics: OptimisticEpisodes.metrics + [.restarts])

  private let segments: Int
  private let restartsClock: Bool
  private var core: OptimisticEpisodes
  /// The number i of the next restart.
  private var index = 1
  private var nextRestart: Int
  private var restarts = 0
  private var elapsed = 0

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    if case .whole(let changes) = settings["changes"] {
      segments = changes + 1
    } else if let changes = problem.changeCount {
      segments = changes + 1
    } else {
      throw InvalidSettings(
        "changes", "`auto`, but every replication has its own number of changes; give the number expected")
    }
    restartsClock = OptimisticEpisodes.restartsClock(settings)
    core = OptimisticEpisodes(
      settings: settings, problem: problem, deltaDivisor: Double(segments) * Double(segments))
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
      if round > 1 {
        core.forgetAll()
        restarts += 1
        if restartsClock { elapsed = round - 1 }
      }
      while nextRestart <= round {
        index += 1
        nextRestart = RestartedUCRL2.step(ofRestart: index, segments: segments)
      }
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
    metric == .restarts ? Double(restarts) : core.measure(metric)
  }
}
