import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Plans purely periodic schedules for optimistic curves, phase by phase.
public struct OnlinePurelyPeriodic: SemiBanditLearner, Configurable, Caveated {
  /// `phase` of scenario files; `nil` where it is left out.
  public static let phase = Parameter.whole(
    "phase", "How many periods a plan lasts.", 1...Int.max, absent: "ceil(sqrt(T))", unit: "periods",
    why: "balances the cost of changing plans, about N rewards each, against stale plans")
  /// `c` of scenario files.
  public static let c = Parameter.number(
    "c", "The factor of the squared confidence radius c ln T / n.", .nonNegative, default: 2,
    why: "the radius of the analysis")

  public static let card = AlgorithmCard(
    id: "online-purely-periodic", family: .semiBandit,
    summary: "Learns the curves: in each phase it plays the purely periodic plan for their upper confidence bounds.",
    setting: "Nondecreasing recovery with means in [0, 1] and known depths; known horizon.",
    rewards: .settings(
      """
      Means in [0, 1]; others are refused. Noise is sub-Gaussian: radii are multiples of `sigma`, the environment's \
      where it is left out; no change for rewards in [0, 1].
      """),
    rule: [
      "At the beginning of each phase U_i(d) = min over d' >= d of u_i(d'),",
      "with u_i(d) = 1 for an unseen cell, else min(1, mean_i(d) + 2 sigma sqrt(c ln T / n_i(d)));",
      "then the plan of purely-periodic for U, for `phase` periods.",
      "A reward counts for the cell of the idle time that the arm really had.",
      "Residues refer to t itself, not to the phase.",
    ],
    parameters: [phase, c, Refinement.parameter, NoiseScale.sigma],
    example: ["phase": 50],
    swift: "try OnlinePurelyPeriodic(problem, phase: 50)",
    guarantee:
      """
      Changing plans costs about N T / phase, learning about sqrt(K T ln T times the sum of D_i), against gamma_K UB \
      (own analysis); the paper's learner has approximately O~(N sqrt T).
      """,
    complexity: "O(N) per period; O(N D + K N log N) and memory at the beginning of a phase.",
    randomness: "None.",
    numerics: "As purely-periodic; ties among curves equal to 12 decimals go to the lowest arm.",
    deviations:
      """
      Phases of equal length, the radius and the planner are this package's. Equal means and a constant optimism of 1 \
      make the first phases pull the arms 0, ..., K - 1 in every period.
      """,
    guide:
      """
      The learner for recovering arms with a long horizon: sub-linear where greedy learners are linear. Over few \
      periods, or where greedy play is near the best plan, take myopic-ucb. Short phases learn faster and change plans \
      more often.
      """,
    reference:
      """
      In the spirit of D. Simchi-Levi, Z. Zheng and F. Zhu, Dynamic planning and learning under recovering rewards, \
      ICML 2021.
      """,
    isAnytime: false)

  private let phase: Int
  private let noiseScale: NoiseScale
  private let squaredWidth: Double
  private let capacity: Int
  private let refinement: Int?
  private var statistics: RecoveryStatistics
  private var calendar = PeriodicCalendar(PeriodicPlanner.plan(for: [], capacity: 1), from: 1)

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, phase: settings[Self.phase], c: settings[Self.c], refinement: settings[Refinement.parameter],
      sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `OnlinePurelyPeriodic(problem, phase: 50)`.
  ///
  /// - Parameters:
  ///   - phase: `nil` for ceil(sqrt(T)).
  ///   - refinement: J; `nil` for all.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or unless recovery is known
  /// to be nondecreasing with means in [0, 1].
  public init(
    _ problem: SemiBanditProblem, phase: Int? = Self.phase.default, c: Double = Self.c.default,
    refinement: Int? = Refinement.parameter.default, sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    try Self.phase.check(phase)
    try Self.c.check(c)
    try Refinement.parameter.check(refinement)
    noiseScale = try NoiseScale(problem, sigma: sigma)
    let recovery = try problem.requireRecovery(for: Self.card.id)
    guard let range = problem.meanRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      let found = problem.meanRange.map { "[\($0.lowerBound), \($0.upperBound)]" } ?? "no bounds"
      throw InvalidSettings("", "optimism needs means in [0, 1]; the environment's have \(found)")
    }
    guard recovery.isNondecreasing else {
      throw InvalidSettings(
        "", "the plan needs curves that never decrease with the idle time; this environment has others")
    }
    self.phase = phase ?? OnlinePurelyPeriodic.root(problem.horizon)
    squaredWidth = noiseScale.factor * noiseScale.factor * c * .log(Double(problem.horizon))
    capacity = problem.capacity
    self.refinement = refinement
    statistics = RecoveryStatistics(recovery)
  }

  public var caveats: [String] { noiseScale.caveats() }

  /// The arms whose turn it is in the plan of the phase.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    if (round - 1) % phase == 0 {
      calendar = PeriodicCalendar(
        PeriodicPlanner.plan(for: optimisticCurves, capacity: capacity, refinement: refinement), from: round)
    }
    calendar.addArms(to: &selection, at: round)
  }

  /// Counts each reward for the idle time that its arm had.
  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    for (place, arm) in arms.enumerated() { _ = statistics.observe(rewards[place], of: arm, at: round) }
  }

  /// U: nondecreasing upper confidence bounds of the curves, which are nondecreasing themselves.
  private var optimisticCurves: [RecoveryCurve] {
    (0..<statistics.armCount).map { arm in
      RecoveryCurve(
        statistics.cells(of: arm).map { cell in
          let count = statistics.counts[cell]
          // Gaussian noise may take a mean below the planner's range, and negative bounds are worth nothing anyway.
          return count == 0
            ? 1 : max(-1, min(1, statistics.mean(of: cell) + (squaredWidth / Double(count)).squareRoot()))
        }
      ).minorant
    }
  }

  /// ceil(sqrt(T)).
  private static func root(_ horizon: Int) -> Int {
    let root = Int(Double(horizon).squareRoot())
    return root * root < horizon ? root + 1 : max(1, root)
  }
}
