import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The upper-confidence-bound policy of Auer, Cesa-Bianchi and Fischer (2002).
///
/// The index of an arm pulled n times is `mean + s sqrt(2 exploration ln(level)) / sqrt(n)`. The second
/// root changes only when the arm is pulled and the first is shared by all arms, so that a round costs
/// one logarithm, one root and K multiply-adds; and replications can be played together (`AffineIndexLearner`).
public struct UCB1: AffineIndexLearner, Configurable, BanditBounding, DelayedBanditBounding, Caveated {
  /// The argument of the logarithm.
  public enum Level: String, Sendable, CaseIterable {
    /// The round about to be played.
    case round = "t"
    /// The horizon.
    case horizon
  }

  /// How the bonus grows.
  public enum Bonus: String, Sendable, CaseIterable {
    /// With the logarithm of the level.
    case log
    /// Not at all.
    case constant
  }

  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of the squared bonus; 0 is greedy.", .nonNegative, default: 1,
    why: "the constant of the paper")
  /// `level` of scenario files.
  public static let level = Parameter.choice(
    "level", "The argument of the logarithm: the round about to be played, `t`, or the `horizon`.",
    default: Level.round, why: "needs no horizon")
  /// `bonus` of scenario files.
  public static let bonus = Parameter.choice(
    "bonus", "`log`: grows with ln(level); `constant`: sqrt(exploration / n).", default: Bonus.log)

  public static let card = AlgorithmCard(
    id: "ucb1", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound.",
    setting: "Stochastic rewards.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + s sqrt(2 exploration ln(level) / n_a) (bonus log), or",
      "A_t = argmax_a mean_a + s sqrt(exploration / n_a) (bonus constant);",
      "level is the round t about to be played, or the horizon T, with the rounds of `start`;",
      "s = 2 sigma, 1 for rewards in [0, 1].",
    ],
    parameters: [exploration, level, bonus, TieBreaking.parameter, NoiseScale.sigma, EarlierPulls.parameter],
    example: ["exploration": 0.5],
    swift: "try UCB1(problem, exploration: 0.5)",
    guarantee:
      """
      Expected pseudo-regret at most sum over suboptimal arms of 8 s^2 ln t / gap + (1 + pi^2/3) sum of gaps after t \
      rounds, for means that are fixed, rewards in an interval no longer than s, exploration 1, level t, bonus log and \
      no `start` (Auer et al. 2002, theorem 1, for s = 1). Reported as `bound` there. Under \
      delayed feedback each arm adds its gap times the expected maximum number of its rewards outstanding (Joulani, \
      György and Szepesvári 2013, section 4); `bound` then uses the maximum observed in the run.
      """,
    complexity: "O(K) per round.", randomness: "None (one integer when a tie is broken at random).",
    numerics: "The bonus is a product of two roots, which may differ in the last bit from the root of the quotient.",
    deviations: "The logarithm is of the round about to be played (the paper counts the plays done so far).",
    guide:
      """
      The standard baseline with a proof. kl-ucb or thompson-beta have lower regret on coins; level horizon is the \
      variant of most textbooks' proofs.
      """,
    reference:
      """
      P. Auer, N. Cesa-Bianchi and P. Fischer, Finite-time analysis of the multiarmed bandit problem, Machine \
      Learning 47, 2002, figure 1.
      """,
    isAnytime: true, acceptsDelays: true, acceptsAbsence: true, metrics: [.bound, .boundHolds])

  private let factor: Double
  private let fixedWidth: Double?
  private let ties: TieBreaking
  private let hasBound: Bool
  private let isFresh: Bool
  /// The rounds before the first one.
  private let earlier: Int
  private var arms: ArmStatistics
  private var inverseRoots: [Double]
  private var indices: [Double]
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, exploration: settings[Self.exploration], level: settings[Self.level], bonus: settings[Self.bonus],
      ties: settings[TieBreaking.parameter], sigma: settings[NoiseScale.sigma],
      start: settings[EarlierPulls.parameter])
  }

  /// Creates the learner: `UCB1(problem, exploration: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, exploration: Double = Self.exploration.default, level: Level = Self.level.default,
    bonus: Bonus = Self.bonus.default, ties: TieBreaking = TieBreaking.parameter.default,
    sigma: Double? = NoiseScale.sigma.default, start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.exploration.check(exploration)
    try start?.check(EarlierPulls.parameter, armCount: problem.armCount)
    earlier = start?.total ?? 0
    let scaled = exploration * noiseScale.factor * noiseScale.factor
    factor = 2 * scaled
    if bonus == .constant {
      fixedWidth = scaled.squareRoot()
    } else if level == .horizon {
      fixedWidth = (factor * .log(Double(problem.horizon) + Double(earlier))).squareRoot()
    } else {
      fixedWidth = nil
    }
    self.ties = ties
    isFresh = start == nil
    hasBound = exploration == 1 && level == .round && bonus == .log && noiseScale.isOfBoundedRewards && isFresh
    arms = ArmStatistics(armCount: problem.armCount)
    inverseRoots = Array(repeating: 0, count: problem.armCount)
    indices = ties == .random ? inverseRoots : []
    if let start { resume(pulls: start.pulls, sums: start.sums) }
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    let width = width(at: earlier + round)
    if ties == .random {
      for arm in indices.indices { indices[arm] = arms.means[arm] + width * inverseRoots[arm] }
      return ties.argmax(indices, noise: &noise)
    }
    var best = 0
    var highest = -Double.infinity
    for arm in inverseRoots.indices {
      let index = arms.means[arm] + width * inverseRoots[arm]
      if index > highest {
        highest = index
        best = arm
      }
    }
    return best
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = present.arms.first(where: { arms.pulls[$0] == 0 }) { return arm }
    let width = width(at: earlier + round)
    return ties.argmax(among: present.arms, noise: &noise) { arms.means[$0] + width * inverseRoots[$0] }
  }

  /// Updates the mean and the root of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
    inverseRoots[arm] = weight(ofPulls: arms.pulls[arm])
  }

  public var hasAffineIndex: Bool { ties == .lowest && isFresh }

  /// The bonus of an arm pulled once.
  public func width(at round: Int) -> Double { fixedWidth ?? (factor * .log(Double(round))).squareRoot() }

  /// 1 / sqrt(pulls).
  public func weight(ofPulls pulls: Int) -> Double { 1 / Double(pulls).squareRoot() }

  public mutating func resume(pulls: [Int], sums: [Double]) {
    arms = ArmStatistics(pulls: pulls, sums: sums)
    inverseRoots = pulls.map { $0 > 0 ? weight(ofPulls: $0) : 0 }
  }

  /// The bound on arms whose means are fixed.
  public func regretBound(on truth: BanditTruth) -> RegretBound? { bound(on: truth, after: arms.pulls.reduce(0, +)) }

  private func bound(on truth: BanditTruth, after rounds: Int) -> RegretBound? {
    guard hasBound, truth.isStationary else { return nil }
    let gaps = truth.means.map { truth.bestMean - $0 }.filter { $0 > 0 }
    let logarithm = Double.log(Double(max(1, rounds)))
    let squaredScale = noiseScale.factor * noiseScale.factor
    return RegretBound(
      .pseudo, gaps.reduce(0) { $0 + 8 * squaredScale * logarithm / $1 + (1 + .pi * .pi / 3) * $1 })
  }

  /// The bound on arms whose means are fixed, and for each arm its gap times the maximum number of its rewards
  /// outstanding.
  public func regretBound(on truth: BanditTruth, outstanding: [Int], after rounds: Int) -> RegretBound? {
    bound(on: truth, after: rounds).map { bound in
      RegretBound(
        .pseudo, zip(truth.means, outstanding).reduce(bound.value) { $0 + (truth.bestMean - $1.0) * Double($1.1) })
    }
  }
}
