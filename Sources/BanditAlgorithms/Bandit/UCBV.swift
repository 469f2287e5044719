import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB with variance estimates, from the empirical Bernstein bound (Audibert, Munos and Szepesvari 2009).
public struct UCBV: BanditLearner, Configurable, Caveated, BanditBounding {
  /// `c` of scenario files.
  public static let c = Parameter.number(
    "c", "The factor of the term that does not shrink with the variance.", .closed(0...1e6), default: 1,
    why: "that of the paper's theorems", isLateComer: true)
  /// `zeta` of scenario files.
  public static let zeta = Parameter.number(
    "zeta", "The factor of the logarithm: the exploration function is zeta ln t.", .closed(0...1e6), default: 1,
    why: "the theorems need more than 1; 1.2 is the paper's example", isLateComer: true)

  public static let card = AlgorithmCard(
    id: "ucb-v", family: .bandit,
    summary: "Pulls the arm with the highest empirical Bernstein bound.",
    setting: "Stochastic rewards of a known range.",
    rewards: .range,
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a mean_a + sqrt(2 V_a E_t / n_a) + 3 c b E_t / n_a, E_t = zeta ln t,",
      "with V_a the empirical variance (n_a in the denominator), t the round about to be played",
      "and b the length of the interval that holds rewards.",
    ],
    parameters: [TieBreaking.parameter, UnitRewards.range, c, zeta, EarlierPulls.parameterWithSquares],
    example: ["c": 0.5, "zeta": 1.2],
    swift: "try UCBV(problem, c: 0.5, zeta: 1.2)",
    guarantee:
      """
      With c 1 and zeta above 1: expected pseudo-regret at most a constant, which depends on zeta alone, times the sum \
      over suboptimal arms of (variance / gap + 2 b) ln t after t >= 2 rounds, for means that are fixed and rewards in \
      an interval of length b; the constant is 10 for zeta 1.2 (Audibert, Munos and Szepesvari 2009, section 3). \
      Reported as `bound` for c 1 and zeta 1.2, without `start`, where no rewards are cut off, with the largest \
      variance that a law with that mean has in the interval, (mean - lowest)(highest - mean). None for other settings.
      """,
    complexity: "O(K) per round: one root and a division an arm.",
    randomness: "None (one integer when a tie is broken at random).",
    numerics: "Variances by Welford's recursion, kept from falling below 0.",
    deviations:
      """
      The default zeta is 1, just below what the theorems cover.
      """,
    guide:
      """
      When rewards lie in [0, 1] and some arms vary little: its bound scales with the variance. The term 3 c ln t / \
      n makes it explore much at short horizons; a smaller c, or ucb-tuned, explores less, without a proof.
      """,
    reference:
      """
      J.-Y. Audibert, R. Munos and Cs. Szepesvari, Exploration-exploitation tradeoff using variance estimates in \
      multi-armed bandits, Theoretical Computer Science 410, 2009.
      """,
    acceptsDelays: true, acceptsAbsence: true, metrics: [.bound, .boundHolds])

  private let zeta: Double
  /// 3 c.
  private let slope: Double
  private let hasBound: Bool
  private var pulls = 0
  private var arms: MomentIndices
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, ties: settings[TieBreaking.parameter], range: settings[UnitRewards.range], c: settings[Self.c],
      zeta: settings[Self.zeta], start: settings[EarlierPulls.parameterWithSquares])
  }

  /// Creates the learner: `UCBV(problem, c: 0.5, zeta: 1.2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the range of rewards is not
  ///   known.
  public init(
    _ problem: BanditProblem, ties: TieBreaking = TieBreaking.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default, c: Double = Self.c.default,
    zeta: Double = Self.zeta.default, start: EarlierPulls? = EarlierPulls.parameterWithSquares.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    try Self.c.check(c)
    try Self.zeta.check(zeta)
    self.zeta = zeta
    slope = 3 * c
    hasBound = c == 1 && zeta == 1.2 && start == nil
    arms = try MomentIndices(problem, start: start, rewards: rewards, ties: ties)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let (zeta, slope) = (zeta, slope)
    return arms.selectArm(at: round, noise: &noise) { Self.index($0, $1, zeta * $2, slope) }
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    let (zeta, slope) = (zeta, slope)
    return arms.selectArm(at: round, among: present, noise: &noise) { Self.index($0, $1, zeta * $2, slope) }
  }

  /// The index of an arm, from exploration = zeta ln t / n and slope = 3 c.
  @inline(__always)
  private static func index(_ mean: Double, _ variance: Double, _ exploration: Double, _ slope: Double) -> Double {
    mean + (2 * variance * exploration).squareRoot() + slope * exploration
  }

  /// Updates the mean and the variance of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(rewards.unit(reward), of: arm)
    pulls += 1
  }

  /// The bound on arms whose means are fixed.
  public func regretBound(on truth: BanditTruth) -> RegretBound? {
    guard hasBound, truth.isStationary, rewards.bound(1) != nil else { return nil }
    let ends = rewards.unitEnds
    let width = ends.upperBound - ends.lowerBound
    let logarithm = Double.log(Double(max(2, pulls)))
    let terms = truth.means.filter { $0 < truth.bestMean }.map { mean in
      (mean - ends.lowerBound) * (ends.upperBound - mean) / (truth.bestMean - mean) + 2 * width
    }
    return RegretBound(.pseudo, 10 * logarithm * terms.reduce(0, +))
  }
}
