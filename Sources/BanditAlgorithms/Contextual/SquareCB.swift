import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Inverse gap weighting on the predictions of a ridge regression.
public struct SquareCB: ContextualLearner, Configurable, ParameterEstimating, GapWeighting, ProbabilityTelling,
  ContextualFailing
{
  /// How far the draw leans to the best prediction.
  public enum Gamma: Hashable, Sendable {
    /// scale t^exponent.
    case schedule(scale: Double, exponent: Double)
    /// The same in all rounds.
    case number(Double)
    /// sqrt(K T / (d ln(1 + T/d) + ln(2/delta))).
    case theory
  }

  /// `gamma` of scenario files.
  public static let gamma: Parameter<Gamma> = {
    let positive = NumberRange(lower: .excluded(0), upper: .included(1e100))
    return Parameter<Gamma>(
      AnyParameter(
        "gamma",
        """
        How far the draw leans to the best prediction, in units of the range of means: `{"scale": s, "exponent": e}`: \
        s t^e; a number, the same in all rounds; `theory`: the constant of the proof for linear means.
        """,
        .either([
          .choice(["theory"]), .number(positive),
          .object([
            AnyParameter("scale", "The factor.", .number(positive), default: .value(.number(10))),
            AnyParameter("exponent", "The power of t.", .number(.closed(0...2)), default: .value(.number(0.5))),
          ]),
        ]), default: .value(.object(["scale": .number(10), "exponent": .number(0.5)])),
        why: "as in the public code of Vowpal Wabbit"),
      read: {
        switch $0 {
        case .object(let object)?:
          .schedule(scale: object["scale"]?.asNumber ?? 10, exponent: object["exponent"]?.asNumber ?? 0.5)
        case .text?: .theory
        default: .number($0?.asNumber ?? .nan)
        }
      },
      write: {
        switch $0 {
        case .schedule(let scale, let exponent):
          .object(["scale": .number(scale), "exponent": .number(exponent)])
        case .number(let gamma): .number(gamma)
        case .theory: .text("theory")
        }
      })
  }()
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `initial` of scenario files.
  public static let initial = ArmRegressions.initial

  public static let card = AlgorithmCard(
    id: "square-cb", family: .contextual,
    summary: "Draws arms with probabilities that fall with their predicted gap to the best one.",
    setting: "Mean rewards that are linear in the features of an arm, within the range of means that is told.",
    rewards: .settings("Range: predictions are clipped to the environment's range of means and mapped to [0, 1]."),
    rule: [
      "y_a = initial + x_a . theta, theta the ridge estimate, clipped to the range of means and mapped to [0, 1];",
      "b = argmax y; p_a = 1 / (K + gamma_t (y_b - y_a)) for a != b, and b has the rest; A_t drawn from p.",
      "gamma theory: sqrt(K T / (d ln(1 + T/d) + ln(2/delta))).",
    ],
    parameters: [ArmModel.parameter, gamma, delta, lambda, initial],
    example: ["gamma": ["scale": 5]],
    swift: "try SquareCB(problem, gamma: .schedule(scale: 5, exponent: 0.5))",
    guarantee:
      """
      In every round, for predictions y and means mu in [0, 1]: max mu - sum p mu <= 2K / gamma + (gamma / 4) sum_a \
      p_a (y_a - mu_a)^2 (Foster and Rakhlin 2020). The sum of right less left is `igw_slack`.
      """,
    complexity: "O(K d) per round to play and O(d^2) to learn.", randomness: "One uniform number per round.",
    numerics: "A draw that rounding leaves over goes to the last arm that has a probability.",
    deviations:
      """
      The regression is ridge regression. gamma is in units of the range of means; that of `theory` takes \
      d ln(1 + T/d) for the regret of the regression, and t counts from 1.
      """,
    guide: "A general-purpose explorer that tells its probabilities. With wide ranges of means it explores more than "
      + "lin-ucb.",
    reference:
      """
      D. J. Foster and A. Rakhlin, Beyond UCB: optimal and efficient contextual bandits with regression oracles, ICML \
      2020.
      """,
    isAnytime: false, metrics: [.gapWeightingSlack, .parameterError])

  private let gamma: Gamma
  private let theory: Double
  public let meanRange: ClosedRange<Double>
  private var regressions: ArmRegressions
  private var predictions: [Double]
  public private(set) var probabilities: [Double]
  private var present = 1.0
  private var probability = 1.0

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], gamma: settings[Self.gamma], delta: settings[Self.delta],
      lambda: settings[Self.lambda], initial: settings[Self.initial])
  }

  /// Creates the learner: `SquareCB(problem, gamma: .theory)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, gamma: Gamma = Self.gamma.default,
    delta: Double = Self.delta.default, lambda: Double = Self.lambda.default, initial: Double = Self.initial.default
  ) throws(InvalidSettings) {
    try Self.gamma.check(gamma)
    try Self.delta.check(delta)
    try Self.lambda.check(lambda)
    try Self.initial.check(initial)
    self.gamma = gamma
    meanRange = problem.meanRange
    regressions = try ArmRegressions(problem, model: model, lambda: lambda, initial: initial)
    let (count, horizon, size) =
      (Double(problem.armCount), Double(problem.horizon), Double(regressions.dimension))
    theory = (count * horizon / (size * .log(onePlus: horizon / size) + .log(2 / delta))).squareRoot()
    predictions = Array(repeating: 0, count: problem.armCount)
    probabilities = predictions
  }

  /// Matrices.
  public func historyBytes(problem: ContextualProblem) -> Int { ArmRegressions.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    for arm in predictions.indices {
      predictions[arm] = GapWeights.scaled(regressions.prediction(of: arm, in: view), in: meanRange)
    }
    switch gamma {
    case .schedule(let scale, let exponent): present = scale * .pow(Double(round), exponent)
    case .number(let number): present = number
    case .theory: present = theory
    }
    GapWeights.write(into: &probabilities, of: predictions, gamma: present)
    let arm = GapWeights.arm(of: probabilities, at: noise.uniform())
    probability = probabilities[arm]
    return arm
  }

  /// Updates the regression.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    regressions.add(reward: reward, of: arm, in: view)
  }

  public var propensity: Double? { probability }

  public var weighting: (probabilities: [Double], predictions: [Double], gamma: Double) {
    (probabilities, predictions, present)
  }

  public var failure: String? { regressions.failure }

  public func error(of parameter: [Double]) -> Double { regressions.error(of: parameter) }

  /// It has no confidence set.
  public func excludes(_ parameter: [Double]) -> Bool? { nil }
}
