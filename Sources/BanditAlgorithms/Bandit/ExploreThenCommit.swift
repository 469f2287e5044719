import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Pulls every arm equally often, then the best of them forever.
public struct ExploreThenCommit: BanditLearner, Configurable, Caveated {
  /// How many pulls of each arm come before it commits.
  public enum Pulls: Hashable, Sendable {
    /// The number that is tuned to the horizon.
    case auto
    /// A number; with more than T/K it never commits.
    case count(Int)
    /// The number that is tuned to two arms whose means differ by this.
    case gap(Double)
  }

  /// `pulls` of scenario files.
  public static let pulls = Parameter<Pulls>(
    AnyParameter(
      "pulls",
      """
      The pulls of each arm before it commits: a number (with more than T/K it never commits), `auto` for the one \
      tuned to the horizon, or `{\"gap\": d}` for the one tuned to two arms whose means differ by d.
      """,
      .either([
        .whole(from: 1), .choice(["auto"]),
        .oneKey([
          AnyParameter(
            "gap", "The difference between the means of two arms.",
            .number(NumberRange(lower: .excluded(0), upper: .included(1e100))), default: .required, unit: "reward")
        ]),
      ]), default: .value(.text("auto")), unit: "rounds", why: "needs no knowledge of the gaps"),
    read: { setting in
      switch setting {
      case .whole(let count)?: .count(count)
      case .object(let object)?: .gap(object.number("gap"))
      default: .auto
      }
    },
    write: { pulls in
      switch pulls {
      case .auto: .text("auto")
      case .count(let count): .whole(count)
      case .gap(let gap): .object(["gap": .number(gap)])
      }
    })
  /// `memoryBound` of scenario files.
  public static let memoryBound = Parameter.whole(
    "memoryBound",
    """
    How many rounds an arm's reward may depend on, M; above 1 each arm is explored in one go, and the first M - 1 of \
    its pulls do not count.
    """, 1...1_000_000_000, default: 1, unit: "rounds", why: "rewards that depend on nothing but the arm")

  public static let card = AlgorithmCard(
    id: "explore-then-commit", family: .bandit,
    summary: "Pulls every arm equally often, then the one with the highest mean forever.",
    setting: "Stochastic rewards; the tuned numbers of pulls also need the horizon, or the gap.",
    rewards: .settings(
      """
      Free, but for a gap, which is a multiple of `sigma`: the environment's where it is left out, no change for \
      rewards in [0, 1], with a warning where neither is known.
      """),
    rule: [
      "Rounds 1 to K N: arms in turn, N pulls each; then A_t = argmax_a mean_a over those pulls.",
      "auto: N = ceil((T/K)^(2/3) (ln T)^(1/3)); gap d: N = ceil((4/g^2) ln(T g^2 / 4)), g = d / sigma;",
      "both at least 1 and at most floor(T/K).",
      "memoryBound M > 1: each arm in one go, M - 1 pulls that do not count and N that do,",
      "N at most floor(T/K) - M + 1.",
    ],
    parameters: [pulls, memoryBound, TieBreaking.parameter, NoiseScale.wideSigma],
    example: ["pulls": 30],
    swift: "try ExploreThenCommit(problem, pulls: .count(30))",
    guarantee:
      """
      auto: pseudo-regret at most T^(2/3) O(K ln T)^(1/3) (Slivkins 2019, 1.5). gap: O(1/gap + ln(T gap^2) / gap) \
      for two arms with 1-subgaussian rewards (standard, see Lattimore and Szepesvari, Bandit Algorithms, 2020).
      """,
    complexity: "O(1) per round; O(K) once.", randomness: "None (one integer when a tie is broken at random).",
    numerics: "Means are sums divided by counts.",
    deviations:
      """
      Arms are explored in turn rather than in blocks, which changes nothing for stochastic rewards. N is kept \
      within [1, T/K]. memoryBound is our own, for environments that remember.
      """,
    guide:
      """
      A baseline that shows what adaptive exploration is worth: with the gap known it is competitive, without it \
      its regret grows as T^(2/3). It also changes arms least.
      """,
    reference:
      """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 (arXiv \
      1904.07272), algorithm 1.1; the idea goes back to H. Robbins, Some aspects of the sequential design of \
      experiments, Bulletin of the AMS 58, 1952.
      """,
    isAnytime: false)

  /// The pulls of each arm that count, before it commits.
  let pulls: Int
  /// The pulls of each arm before those.
  private let burnIn: Int
  private let ties: TieBreaking
  private var arms: ArmStatistics
  private var commitment: Int?
  private let noiseScale: NoiseScale
  private let usesScale: Bool

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, pulls: settings[Self.pulls], memoryBound: settings[Self.memoryBound],
      ties: settings[TieBreaking.parameter], sigma: settings[NoiseScale.wideSigma])
  }

  /// Creates the policy: `ExploreThenCommit(problem, pulls: .count(30))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, pulls: Pulls = Self.pulls.default, memoryBound: Int = Self.memoryBound.default,
    ties: TieBreaking = TieBreaking.parameter.default, sigma: Double? = NoiseScale.wideSigma.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma, parameter: NoiseScale.wideSigma, unit: 1)
    try Self.pulls.check(pulls)
    try Self.memoryBound.check(memoryBound)
    if case .gap = pulls { usesScale = true } else { usesScale = false }
    self.ties = ties
    arms = ArmStatistics(armCount: problem.armCount)
    let horizon = Double(problem.horizon)
    burnIn = memoryBound - 1
    let most = problem.horizon / problem.armCount - burnIn
    switch pulls {
    case .count(let count):
      self.pulls = count
    case .gap(let difference):
      let gap = difference / noiseScale.factor
      self.pulls = Self.capped(4 / (gap * gap) * .log(horizon * gap * gap / 4), most)
    case .auto:
      let share = horizon / Double(problem.armCount)
      self.pulls = Self.capped(Double.cbrt(share * share * .log(horizon)), most)
    }
  }

  private static func capped(_ pulls: Double, _ most: Int) -> Int {
    max(1, Int(min(max(0, pulls.rounded(.up)), Double(most))))
  }

  public var caveats: [String] { usesScale ? noiseScale.caveats() : [] }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let (turn, arm) = position(of: round)
    if turn < pulls { return arm }
    if let commitment { return commitment }
    let best = ties.argmax(arms.means, noise: &noise)
    commitment = best
    return best
  }

  /// Updates the mean of the arm while exploring.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if commitment == nil && position(of: round).turn >= 0 { arms.observe(reward, of: arm) }
  }

  /// The arm to explore in a round and how many of its pulls counted before, negative while none do.
  private func position(of round: Int) -> (turn: Int, arm: Int) {
    if burnIn == 0 {
      let (turn, arm) = (round - 1).quotientAndRemainder(dividingBy: arms.armCount)
      return (turn, arm)
    }
    let (block, overflows) = burnIn.addingReportingOverflow(pulls)
    let (arm, place) = overflows ? (0, round - 1) : (round - 1).quotientAndRemainder(dividingBy: block)
    return arm < arms.armCount ? (place - burnIn, arm) : (pulls, 0)
  }
}
