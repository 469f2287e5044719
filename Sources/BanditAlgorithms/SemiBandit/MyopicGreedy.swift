import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Pulls the arms that pay most at the moment; told the curves.
public struct MyopicGreedy: SemiBanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "myopic-greedy", family: .semiBandit,
    summary: "Pulls the K arms that pay most at the moment; told the curves.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rewards: .free,
    rule: ["The K arms with the largest R_i(tau_i), the lowest indices on ties."],
    swift: "try MyopicGreedy(problem, truth: truth)",
    guarantee:
      """
      A lookahead_regret of 0. None against upper-bound: with one arm that pays 0.6 and one that pays 0.1, 0.7, 1.4 \
      by idle time it earns 3/4 of the optimum forever.
      """,
    complexity: "O(N K) per period.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide:
      """
      What short-sighted play earns with full knowledge: the ceiling of myopic-ucb. Patient arms are pulled too soon; \
      see purely-periodic and lookahead.
      """,
    reference:
      """
      The one-step policy of C. Pike-Burke and S. Grunewalder, Recovering bandits, NeurIPS 2019, with known curves and \
      a capacity.
      """)

  private let curves: [RecoveryCurve]
  private var idleTimes: IdleTimes
  private var present: [Double]

  public init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth) {
    // The precondition: `check` accepted the problem.
    try! self.init(problem, truth: truth)
  }

  public static func check(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth?)
    throws(InvalidSettings)
  {
    _ = try card.settings(settings)
    _ = try problem.requireRecovery(for: card.id)
  }

  /// Creates the learner: `MyopicGreedy(problem, truth: truth)`.
  ///
  /// - Throws: `InvalidSettings` where arms need no rest.
  public init(_ problem: SemiBanditProblem, truth: SemiBanditTruth) throws(InvalidSettings) {
    let recovery = try truth.requireRecovery(for: Self.card.id)
    curves = recovery.curves
    idleTimes = recovery.idleTimes
    present = Array(repeating: 0, count: curves.count)
  }

  /// The best arms of the moment.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    for arm in present.indices { present[arm] = curves[arm][idleTimes.idleTime(of: arm, at: round)] }
    selection.addLargest(of: present)
    for arm in selection.arms { idleTimes.pull(arm, at: round) }
  }
}
