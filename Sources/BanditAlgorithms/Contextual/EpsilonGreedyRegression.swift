import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Greedy on the predictions of a ridge regression, but for a uniform arm now and then.
public struct EpsilonGreedyRegression: ContextualLearner, Configurable, ParameterEstimating, ContextualFailing,
  ProbabilityTelling
{
  /// How epsilon changes.
  public enum Decay: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// min(1, epsilon t^(-1/3)).
    case cubeRoot = "cube-root"
  }

  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon", "The probability of a uniform arm; 0 is greedy.", .closed(0...1e6), default: 0.1, why: "a usual value")
  /// `decay` of scenario files.
  public static let decay = Parameter.choice(
    "decay", "`none`: epsilon in all rounds; `cube-root`: min(1, epsilon t^(-1/3)).", default: Decay.none)
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `initial` of scenario files.
  public static let initial = ArmRegressions.initial

  public static let card = AlgorithmCard(
    id: "epsilon-greedy-regression", family: .contextual,
    summary: "Plays the best predicted arm of a ridge regression, and with probability epsilon a uniform one.",
    setting: "Mean rewards that are linear in the features of an arm.",
    rewards: .settings("Free with `initial` 0; else all rewards and `initial` times a positive number."),
    rule: [
      "V = lambda I + sum_{s<t} x_s x_s^T, theta = V^-1 sum_{s<t} (r_s - initial) x_s;",
      "with probability epsilon_t an arm uniform on all, else",
      "argmax_a initial + x_a . theta, the lowest index on ties.",
      "decay none: epsilon_t = min(1, epsilon); cube-root: min(1, epsilon t^(-1/3)).",
    ],
    parameters: [ArmModel.parameter, epsilon, decay, lambda, initial],
    example: ["epsilon": 0.05],
    swift: "try EpsilonGreedyRegression(problem, epsilon: 0.05)",
    guarantee: "None is stated. With a constant epsilon pseudo-regret grows linearly.",
    complexity: "O(K d) per round to play and O(d^2) to learn.",
    randomness: "One uniform number per round, one uniform integer more when exploring.",
    numerics: "As lin-ucb: updates of rank one, made anew every 1000.",
    deviations: "The uniform arm may be the greedy one, whose probability is 1 - epsilon + epsilon / K.",
    guide:
      """
      The baseline of contextual bandits; where sets of actions vary, epsilon 0 is as good as anything. With separate \
      parameters by arm and rewards that are not negative, epsilon 0 plays one arm forever: set `initial` to the top \
      of the range.
      """,
    reference:
      """
      A. Bietti, A. Agarwal and J. Langford, A contextual bandit bake-off, JMLR 22, 2021 (arXiv 1802.04064), which \
      calls it epsilon-greedy.
      """,
    metrics: [.parameterError])

  private let armCount: Int
  private let epsilon: Double
  private let decay: Decay
  private var regressions: ArmRegressions
  private var probability = 1.0
  private var latest = (greedy: 0, epsilon: 1.0)

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], epsilon: settings[Self.epsilon], decay: settings[Self.decay],
      lambda: settings[Self.lambda], initial: settings[Self.initial])
  }

  /// Creates the learner: `EpsilonGreedyRegression(problem, epsilon: 0.05)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, epsilon: Double = Self.epsilon.default,
    decay: Decay = Self.decay.default, lambda: Double = Self.lambda.default, initial: Double = Self.initial.default
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    try Self.lambda.check(lambda)
    try Self.initial.check(initial)
    armCount = problem.armCount
    self.epsilon = epsilon
    self.decay = decay
    regressions = try ArmRegressions(problem, model: model, lambda: lambda, initial: initial)
  }

  /// Matrices.
  public func historyBytes(problem: ContextualProblem) -> Int { ArmRegressions.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let epsilon = min(1, decay == .none ? epsilon : epsilon / .cbrt(Double(round)))
    let explores = noise.uniform() < epsilon
    let greedy = regressions.greedyArm(in: view, armCount: armCount)
    let arm = explores ? noise.integer(below: armCount) : greedy
    latest = (greedy, epsilon)
    probability = probability(of: arm)
    return arm
  }

  /// Updates the regression.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    regressions.add(reward: reward, of: arm, in: view)
  }

  public var propensity: Double? { probability }

  private func probability(of arm: Int) -> Double {
    latest.epsilon / Double(armCount) + (arm == latest.greedy ? 1 - latest.epsilon : 0)
  }

  public var probabilities: [Double] { (0..<armCount).map(probability) }

  public var failure: String? { regressions.failure }

  public func error(of parameter: [Double]) -> Double { regressions.error(of: parameter) }

  /// It has no confidence set.
  public func excludes(_ parameter: [Double]) -> Bool? { nil }
}
