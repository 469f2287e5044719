import BanditNumerics

/// The ridge regression of the rows seen, kept up to date: theta = (lambda I + sum x x^T)^-1 sum y x.
///
/// theta moves by (y - x . theta) P x / (1 + x . P x), which is the same and needs no product with P.
struct RidgeState: Sendable {
  private var theta: [Double]
  private var inverse: InverseGram

  /// Creates the regression before the first row.
  ///
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

  /// Updates theta with the label of the features met last.
  mutating func absorb(_ features: [Double], label: Double) {
    let step = (label - product(features)) / inverse.spread
    for place in theta.indices { theta[place] += step * inverse.gain[place] }
    inverse.absorb()
  }
}

extension ClosedRange<Double> {
  /// A number moved into the range.
  func clamp(_ number: Double) -> Double { Swift.min(Swift.max(number, lowerBound), upperBound) }
}
