import BanditCards
import BanditGames
import BanditNumerics

/// The ridge regression of the rows seen, kept up to date: theta = (lambda I + sum x x^T)^-1 sum y x.
///
/// theta moves by (y - x . theta) P x / (1 + x . P x), which is the same and needs no product with P.
struct RidgeState: Sendable {
  private var theta: [Double]
  private var inverse: InverseGram

  /// - Precondition: `lambda > 0`.
  init(dimension: Int, lambda: Double) {
    theta = Array(repeating: 0, count: dimension)
    inverse = InverseGram(dimension: dimension, lambda: lambda)
  }

  /// x . theta.
  func product(_ features: [Double]) -> Double {
    var product = 0.0
    for place in theta.indices { product += theta[place] * features[place] }
    return product
  }

  /// Finds the gain of some features; theta stays.
  mutating func meet(_ features: [Double]) { inverse.meet(features) }

  /// 1 + x . P x for the features met last.
  var spread: Double { inverse.spread }

  /// Takes in the label of the features met last.
  mutating func absorb(_ features: [Double], label: Double) {
    let step = (label - product(features)) / inverse.spread
    for place in theta.indices { theta[place] += step * inverse.gain[place] }
    inverse.absorb()
  }

  // MARK: Parameters of the learners that are made of it

  static let lambda = AnyParameter(
    "lambda", "The weight of the squared norm.", .number(.closed(1e-12...1e12)), default: .value(.number(1)),
    why: "as in the published tables")

  static let clipPredictions = AnyParameter(
    "clipPredictions", "Whether predictions are moved into the range of the labels.", .flag,
    default: .value(.flag(false)), why: "as in the published tables; losses can then exceed 1")

  /// The range that predictions are moved into; all numbers without `clipPredictions`.
  static func range(_ settings: Settings, _ problem: GroupedProblem) -> ClosedRange<Double> {
    settings.flag("clipPredictions") ? problem.labelRange : -.infinity ... .infinity
  }
}

extension ClosedRange<Double> {
  /// A number moved into the range.
  func clamp(_ number: Double) -> Double { Swift.min(Swift.max(number, lowerBound), upperBound) }
}
