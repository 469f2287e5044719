import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Pulls the arms whose present cell looks best, optimistically.
public struct MyopicUCB: SemiBanditLearner, Configurable {
  /// `c` of scenario files.
  public static let c = Parameter.number(
    "c", "The factor of the squared confidence radius c ln T / n.", .nonNegative, default: 2,
    why: "the radius of UCB1")

  public static let card = AlgorithmCard(
    id: "myopic-ucb", family: .semiBandit,
    summary: "Pulls the K arms with the largest upper confidence bound at their present idle time.",
    setting: "Rewards in [0, 1], known depths and horizon; no shape of the curves is used.",
    rule: [
      "The K arms with the largest index of the cell (i, min(tau_i, D_i)):",
      "1 if it is unseen, else mean + sqrt(c ln T / n); the lowest indices on ties.",
      "The index is not clipped.",
    ],
    parameters: [c],
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

  private var indices: RecoveryIndices

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, c: settings[Self.c])
  }

  /// Creates the learner: `MyopicUCB(problem, c: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: SemiBanditProblem, c: Double = Self.c.default) throws(InvalidSettings) {
    try Self.c.check(c)
    indices = RecoveryIndices(
      try problem.requireRecovery(for: Self.card.id), unseen: 1, squaredWidth: c * .log(Double(problem.horizon)))
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
