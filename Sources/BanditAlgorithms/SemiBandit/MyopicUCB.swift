import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Pulls the arms whose present cell looks best, optimistically.
public struct MyopicUCB: SemiBanditLearner, Configurable, Caveated {
  /// `c` of scenario files.
  public static let c = Parameter.number(
    "c", "The factor of the squared confidence radius c ln T / n.", .nonNegative, default: 2,
    why: "the radius of UCB1")

  public static let card = AlgorithmCard(
    id: "myopic-ucb", family: .semiBandit,
    summary: "Pulls the K arms with the largest upper confidence bound at their present idle time.",
    setting: "Means of a known range, known depths and horizon; no shape of the curves is used.",
    rewards: .settings(
      """
      Range and sub-Gaussian: an unseen cell has the largest mean that there may be, the environment's (1 where means \
      lie in [0, 1]; 1, with a warning, where none is known), and bonuses are multiples of `sigma`, the environment's \
      where it is left out; no change for rewards in [0, 1].
      """),
    rule: [
      "The K arms with the largest index of the cell (i, min(tau_i, D_i)):",
      "the largest mean that there may be if it is unseen, else mean + 2 sigma sqrt(c ln T / n);",
      "the lowest indices on ties.",
      "The index is not clipped.",
    ],
    parameters: [c, NoiseScale.sigma],
    example: ["c": 0.5],
    swift: "try MyopicUCB(problem, c: 0.5)",
    guarantee: "None against upper-bound: it converges to myopic-greedy, whose regret may be linear.",
    complexity: "O(N K) per period.", randomness: "None.",
    numerics: "An index is computed when its cell is pulled.",
    deviations: "None: there is no paper; UCB1 (Auer, Cesa-Bianchi and Fischer 2002) per cell.",
    guide:
      """
      A strong learner over short horizons, and the natural opponent of online-purely-periodic. An unseen cell counts \
      as 1, less than a seen one with a wide bonus: for patient exploration take ucb-z.
      """,
    reference:
      "In the spirit of P. Auer, N. Cesa-Bianchi and P. Fischer, Finite-time analysis, Machine Learning 47, 2002.",
    isAnytime: false)

  private let noiseScale: NoiseScale
  private let largestIsKnown: Bool
  private var indices: RecoveryIndices

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, c: settings[Self.c], sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `MyopicUCB(problem, c: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: SemiBanditProblem, c: Double = Self.c.default, sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    try Self.c.check(c)
    noiseScale = try NoiseScale(problem, sigma: sigma)
    largestIsKnown = problem.meanRange?.interval != nil
    let width = noiseScale.factor * noiseScale.factor * c * .log(Double(problem.horizon))
    indices = RecoveryIndices(
      try problem.requireRecovery(for: Self.card.id), unseen: problem.meanRange?.interval?.upperBound ?? 1,
      squaredWidth: width)
  }

  public var caveats: [String] {
    noiseScale.caveats()
      + (largestIsKnown ? [] : ["means of this environment have no known bound: an unseen cell counts as 1"])
  }

  /// The arms with the largest indices.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    indices.addArms(to: &selection, at: round)
  }

  /// Updates the cells pulled.
  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {
    indices.observe(rewards, of: arms, at: round)
  }
}
