import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Pulls all surviving arms in turn and drops those that are clearly worse (Even-Dar, Mannor, Mansour).
public struct SuccessiveElimination: BanditLearner, Configurable, Caveated {
  /// `confidenceScale` of scenario files.
  public static let confidenceScale = Parameter.number(
    "confidenceScale", "The factor of the confidence radius.", .nonNegative, default: 1,
    why: "the radius of the proof")

  public static let card = AlgorithmCard(
    id: "successive-elimination", family: .bandit,
    summary: """
      Pulls all surviving arms in turn; after each phase drops those whose upper bound is below another's lower \
      bound.
      """,
    setting: "Stochastic rewards, known horizon.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "In each phase every active arm once, in index order;",
      "then an arm a leaves if mean_a + r_a < max over active b of mean_b - r_b,",
      "with r = 2 sigma confidenceScale sqrt(2 ln T / n).",
    ],
    parameters: [confidenceScale, NoiseScale.sigma],
    example: ["confidenceScale": 0.5],
    swift: "try SuccessiveElimination(problem, confidenceScale: 0.5)",
    guarantee:
      """
      Pseudo-regret O(sqrt(K t ln T)) at every t, and O(ln T) times the sum of 1 / gap (Slivkins 2019, 1.10 and \
      1.11).
      """,
    complexity: "O(1) per round, O(K) at the end of a phase.", randomness: "None.",
    numerics: "Active arms have equal counts at the end of a phase, so that one radius serves all.",
    deviations: "None.",
    guide: "For proofs and for settings that punish switching; UCB1 has lower regret on most instances.",
    reference:
      """
      E. Even-Dar, S. Mannor and Y. Mansour, Action elimination and stopping conditions, JMLR 7, 2006; in the form \
      of A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), algorithm 1.3.
      """,
    isAnytime: false)

  private let squaredWidth: Double
  private var arms: ArmStatistics
  private var active: [Int]
  private var turn = 0
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, confidenceScale: settings[Self.confidenceScale], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `SuccessiveElimination(problem, confidenceScale: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, confidenceScale scale: Double = Self.confidenceScale.default,
    sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try Self.confidenceScale.check(scale)
    squaredWidth = noiseScale.factor * noiseScale.factor * scale * scale * 2 * .log(Double(problem.horizon))
    arms = ArmStatistics(armCount: problem.armCount)
    active = Array(0..<problem.armCount)
  }

  public var caveats: [String] { noiseScale.caveats() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { active[turn] }

  /// Updates the mean of the arm and, at the end of a phase, drops arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
    turn += 1
    if turn == active.count {
      turn = 0
      let radius = (squaredWidth / Double(arms.pulls[arm])).squareRoot()
      let bar = active.map { arms.means[$0] }.max()! - radius
      active.removeAll { arms.means[$0] + radius < bar }
    }
  }
}
