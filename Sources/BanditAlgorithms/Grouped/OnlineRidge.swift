import BanditCards
import BanditGames
import BanditNumerics

/// Ridge regression, refitted after every round.
public struct OnlineRidge: OnlineRegressor, GroupedLearner, Configurable {
  /// `lambda` of scenario files.
  public static let lambda = Parameter.number(
    "lambda", "The weight of the squared norm.", .closed(1e-12...1e12), default: 1,
    why: "as in the published tables")
  /// `clipPredictions` of scenario files.
  public static let clipPredictions = Parameter.flag(
    "clipPredictions", "Whether predictions are moved into the range of the labels.", default: false,
    why: "as in the published tables; losses can then exceed 1")

  public static let card = AlgorithmCard(
    id: "online-ridge", family: .grouped,
    summary: "One ridge regression over all rounds, refitted after each.",
    setting: "Examples with labels in a bounded range; squared error. Groups are only features, if at all.",
    rule: [
      "yhat_t = x_t . theta_{t-1} with",
      "theta_t = argmin over theta of lambda |theta|^2 + sum_{s<=t} (y_s - x_s . theta)^2.",
    ],
    parameters: [lambda, clipPredictions],
    example: ["lambda": 0.1],
    swift: "try OnlineRidge(problem, lambda: 0.1)",
    guarantee:
      """
      An identity, for any labels: sum of (y_t - yhat_t)^2 / (1 + x_t . P_{t-1} x_t) is the minimum over theta of \
      lambda |theta|^2 + sum of (y_t - x_t . theta)^2, P_t the inverse of lambda I + sum_{s<=t} x_s x_s^T. (Standard.)
      """,
    complexity: "O(d^2) per round and in memory.", randomness: "None.",
    numerics:
      """
      The triangular factor of lambda I + sum x x^T by Givens rotations; nothing is inverted, and large features do \
      not give NaN. Predictions are exact to about 1e-12 of the labels; only where features that depended on each \
      other cease to, up to 1e-15 |x|^2 / lambda in that round: keep lambda above 1e-9 |x|^2. No intercept.
      """,
    deviations: "None.",
    guide:
      """
      The baseline of groupwise-ridge: one model for all groups. vovk-azoury-warmuth has the better bound for hard \
      sequences.
      """,
    reference:
      """
      K. Acharya et al., Oracle efficient algorithms for groupwise regret, ICLR 2024, arXiv 2310.04652 (the baseline).
      """)

  private var regression: RidgeFactor
  private let range: ClosedRange<Double>

  public init(settings: Settings, problem: GroupedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, lambda: settings[Self.lambda], clipPredictions: settings[Self.clipPredictions])
  }

  /// Creates the learner: `OnlineRidge(problem, lambda: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: GroupedProblem, lambda: Double = Self.lambda.default,
    clipPredictions: Bool = Self.clipPredictions.default
  ) throws(InvalidSettings) {
    try Self.lambda.check(lambda)
    regression = RidgeFactor(dimension: problem.featureCount, lambda: lambda)
    range = clipPredictions ? problem.labelRange : -.infinity ... .infinity
  }

  /// x . theta.
  public mutating func predict(_ features: [Double]) -> Double {
    regression.meet(features)
    return range.clamp(regression.product)
  }

  /// Refits.
  public mutating func update(_ features: [Double], label: Double) { regression.absorb(features, label) }
}
