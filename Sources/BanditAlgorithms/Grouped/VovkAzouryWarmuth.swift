import BanditCards
import BanditGames
import BanditNumerics

/// The forecaster of Vovk, Azoury and Warmuth: ridge regression that counts the present features before it
/// predicts.
public struct VovkAzouryWarmuth: OnlineRegressor, GroupedLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "vovk-azoury-warmuth", family: .grouped,
    summary: "One ridge regression over all rounds that shrinks its prediction where the features are new.",
    setting: "Examples with labels in a bounded range; squared error. Groups are only features, if at all.",
    rule: [
      "yhat_t = x_t . P_t sum_{s<t} y_s x_s with P_t the inverse of lambda I + sum_{s<=t} x_s x_s^T:",
      "the prediction of online-ridge divided by 1 + x_t . P_{t-1} x_t.",
    ],
    parameters: [OnlineRidge.lambda, OnlineRidge.clipPredictions],
    example: ["lambda": 0.1],
    swift: "try VovkAzouryWarmuth(problem, lambda: 0.1)",
    guarantee:
      """
      sum of (y_t - yhat_t)^2 - min over u of (lambda |u|^2 + sum of (y_t - u . x_t)^2) <= max y_t^2 \
      ln det(I + sum x_t x_t^T / lambda). (Standard.)
      """,
    complexity: "O(d^2) per round and in memory.", randomness: "None.",
    numerics:
      """
      The triangular factor of lambda I + sum x x^T by Givens rotations; nothing is inverted, and large features do \
      not give NaN. Predictions are exact to about 1e-12 of the labels; only where features that depended on each \
      other cease to, up to 1e-15 |x|^2 / lambda in that round: keep lambda above 1e-9 |x|^2. No intercept.
      """,
    deviations:
      "None; the shrunk prediction is divided out instead of multiplied out, which differs in the last digits.",
    guide:
      """
      Where the labels are hard to predict or few. On the medical costs online-ridge is better, on the synthetic data \
      they are alike.
      """,
    reference:
      """
      K. S. Azoury and M. K. Warmuth, Relative loss bounds for on-line density estimation with the exponential family \
      of distributions, Machine Learning 43, 2001; V. Vovk, Competitive on-line statistics, International Statistical \
      Review 69, 2001.
      """)

  private var regression: RidgeFactor
  private let range: ClosedRange<Double>

  public init(settings: Settings, problem: GroupedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, lambda: settings[OnlineRidge.lambda], clipPredictions: settings[OnlineRidge.clipPredictions])
  }

  /// Creates the learner: `VovkAzouryWarmuth(problem, lambda: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: GroupedProblem, lambda: Double = OnlineRidge.lambda.default,
    clipPredictions: Bool = OnlineRidge.clipPredictions.default
  ) throws(InvalidSettings) {
    try OnlineRidge.lambda.check(lambda)
    regression = RidgeFactor(dimension: problem.featureCount, lambda: lambda)
    range = clipPredictions ? problem.labelRange : -.infinity ... .infinity
  }

  /// x . theta / (1 + x . P x).
  public mutating func predict(_ features: [Double]) -> Double {
    regression.meet(features)
    return range.clamp(regression.product / regression.spread)
  }

  /// Refits.
  public mutating func update(_ features: [Double], label: Double) { regression.absorb(features, label) }
}
