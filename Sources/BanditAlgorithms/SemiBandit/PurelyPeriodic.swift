import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Pulls each arm of an offline plan with a period of its own; told the curves.
public struct PurelyPeriodic: SemiBanditLearner, Yardstick, RegretBounding {
  public static let card = AlgorithmCard(
    id: "purely-periodic", family: .semiBandit,
    summary: "Pulls each arm of an offline plan with a period of its own; told the curves.",
    setting: "Told the truth of its instance; nondecreasing recovery, of others the nondecreasing minorant.",
    rewards: .free,
    rule: [
      "1. The shares x_i of the concave upper bound: every arm at a kink 1/d_i of its hull,",
      "at most one between two.",
      "2. That one at the kink below, above, or with the period ceil(1/x).",
      "3. Each period rounded up to the grid o 2^l, o odd <= 2J - 1;",
      "arms of one odd o share slots by first fit while the sum of 1/period is at most 1;",
      "the K most valuable slots stay.",
      "4. Residues within a slot by splitting o, 2o, 4o, ...",
      "The best of all candidates and J; arm i is pulled when t mod period_i = residue_i.",
    ],
    parameters: [Refinement.parameter],
    example: ["J": 3],
    swift: "try PurelyPeriodic(problem, truth: truth, refinement: 3)",
    guarantee:
      """
      Earns at least gamma_K UB per period for nondecreasing curves, gamma_K = max_J J/(J + 1) K/(K + J) = 1 - \
      2/sqrt(K) + O(1/K) (own analysis, of the order of Simchi-Levi, Zheng and Zhu 2021). Over t periods its sum of \
      means is within twice the sum of max R_i of t times the planned value, means being 0 or more, and within once \
      that sum where t is a common multiple of the periods: up to one pull of each arm is cut off by t, and the first \
      one has another idle time. Twice the sum is reported as `bound`, on planner, with J auto.
      """,
    complexity: "O(N) per period; the plan takes O(N D + K N log N), once per replication.",
    randomness: "None.",
    numerics:
      """
      Loads, periods and residues are whole numbers; hulls are compared exactly on means taken to 12 decimals; shares \
      within 1e-12 are the same.
      """,
    deviations:
      """
      The rounding grid, the packing and the constant are this package's; from the paper are the class of policies and \
      the order of the guarantee. Where curves decrease somewhere it plans for min over d' >= d of R_i(d').
      """,
    guide:
      """
      The comparator of the notion planner, and the way to see what a plan gives up against upper-bound. On single \
      instances myopic-greedy can be better.
      """,
    reference:
      """
      In the spirit of D. Simchi-Levi, Z. Zheng and F. Zhu, Dynamic planning and learning under recovering rewards, \
      ICML 2021.
      """, metrics: [.bound, .boundHolds])

  private var calendar: PeriodicCalendar
  /// The bound on the regret against its own plan, if that is the plan of the notion.
  public let regretBound: RegretBound?

  public init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth) {
    // The precondition: `check` accepted the settings.
    try! self.init(problem, truth: truth, refinement: settings[Refinement.parameter])
  }

  public static func check(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth?)
    throws(InvalidSettings)
  {
    _ = try card.settings(settings)
    _ = try problem.requireRecovery(for: card.id)
  }

  /// Creates the learner: `PurelyPeriodic(problem, truth: truth, refinement: 3)`.
  ///
  /// - Parameter refinement: J; `nil` for all.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: SemiBanditProblem, truth: SemiBanditTruth, refinement: Int? = Refinement.parameter.default
  ) throws(InvalidSettings) {
    try Refinement.parameter.check(refinement)
    let recovery = try truth.requireRecovery(for: Self.card.id)
    let plan =
      refinement == nil
      ? recovery.plan
      : PeriodicPlanner.plan(
        for: recovery.curves.map(\.minorant), capacity: recovery.capacity, refinement: refinement)
    calendar = PeriodicCalendar(plan, from: 1)
    // A pull that is cut off costs the mean of its period at most; the first pull may be that much too early, or have a
    // mean below 0.
    let slack = recovery.curves.reduce(0) { sum, curve in
      sum + 2 * max(0, curve.means.max()!) - min(0, curve.means.min()!)
    }
    regretBound = refinement == nil ? RegretBound(.planner, slack) : nil
  }

  /// The arms whose turn it is.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    calendar.addArms(to: &selection, at: round)
  }
}
