import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Greedy on ridge regressions that learn from the rewards of all arms: what exploration could at best be worth.
public struct FullFeedback: ContextualLearner, Yardstick, ContextualFailing {
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda

  public static let card = AlgorithmCard(
    id: "full-feedback", family: .contextual,
    summary: "Oracle: told the rewards of all arms after each round, plays the best predicted arm.",
    setting: "Told what every arm would have paid; rewards that are their means, as in tables.",
    rewards: .free,
    rule: [
      "For each arm V_a = lambda I + sum_{s<t} x_s x_s^T, theta_a = V_a^-1 sum_{s<t} r_s(a) x_s, over all rounds;",
      "argmax_a x_t . theta_a, the lowest index on ties.",
    ],
    parameters: [lambda],
    example: ["lambda": 0.5],
    swift: "try FullFeedback(problem, truth: truth, lambda: 0.5)",
    guarantee: "None: a yardstick. On a table it is the online error of the same regression with full information.",
    complexity: "O(K d) per round to play and O(K d^2) to learn.", randomness: "None.",
    numerics: "As lin-ucb: updates of rank one, made anew every 1000.",
    deviations: "None. On sets of actions each arm learns from its own features.",
    guide:
      """
      What a learner loses to it on the same table is the price of seeing one reward only; what it loses itself is \
      the price of the model and of learning at all.
      """,
    reference:
      """
      The skyline of A. Bietti, A. Agarwal and J. Langford, A contextual bandit bake-off, JMLR 22, 2021 (arXiv \
      1802.04064).
      """)

  private let rule: any ContextualMeans
  private let armCount: Int
  private var regressions: ArmRegressions
  private var rewards: [Double]

  public static func check(
    settings: Settings, problem: ContextualProblem, truth: ContextualTruth?
  ) throws(InvalidSettings) {
    let settings = try card.settings(settings)
    try check(problem, lambda: settings[lambda])
  }

  private static func check(_ problem: ContextualProblem, lambda: Double) throws(InvalidSettings) {
    try self.lambda.check(lambda)
    guard problem.noiseScale == 0 else {
      throw InvalidSettings("", "learns from the rewards of all arms; the environment has only their means")
    }
    _ = try ArmRegressions(problem, model: .disjoint, lambda: lambda)
  }

  public init(settings: Settings, problem: ContextualProblem, truth: ContextualTruth) {
    // The precondition: `check` accepted the settings.
    try! self.init(problem, truth: truth, lambda: settings[Self.lambda])
  }

  /// Creates the yardstick: `FullFeedback(problem, truth: instance.truth)`.
  ///
  /// - Throws: `InvalidSettings` if rewards are not their means, or `lambda` is out of the range that the card states.
  public init(
    _ problem: ContextualProblem, truth: ContextualTruth, lambda: Double = Self.lambda.default
  ) throws(InvalidSettings) {
    try Self.check(problem, lambda: lambda)
    rule = truth.means
    armCount = problem.armCount
    regressions = try ArmRegressions(problem, model: .disjoint, lambda: lambda)
    rewards = Array(repeating: 0, count: problem.armCount)
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    regressions.greedyArm(in: view, armCount: armCount)
  }

  /// Updates the regressions of all arms with what these would have paid.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    rule.write(into: &rewards, of: view, at: round)
    for arm in 0..<armCount { regressions.add(reward: rewards[arm], of: arm, in: view) }
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }

  public var failure: String? { regressions.failure }
}
