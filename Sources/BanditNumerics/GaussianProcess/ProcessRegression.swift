/// The regression of a Gaussian process on observations with normal noise, kept as the Cholesky factor L of K + noise:
/// an observation is appended in O(n^2) (P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, section
/// 3).
///
/// A factorisation that fails, as of points that repeat without noise, is made anew with more on the diagonal: 1e-10 of
/// a0 and ten times more until 1e-4 of it.
package struct ProcessRegression: Sendable {
  /// The covariance function.
  package let kernel: StationaryKernel
  /// The prior mean, the same everywhere; it can be changed at no cost.
  package var mean: Double
  /// The points observed.
  package private(set) var points: [[Double]] = []
  /// What was added to the diagonal.
  package private(set) var jitter = 0.0
  private var values: [Double] = []
  private var noises: [Double] = []
  /// L, row after row; row n has n + 1 elements.
  package private(set) var factor: [Double] = []
  /// L^-1 y and L^-1 1.
  private var whitenedValues: [Double] = []
  private var whitenedOnes: [Double] = []
  private var logs = 0.0

  /// The regression of no observations.
  package init(_ kernel: StationaryKernel, mean: Double = 0) {
    self.kernel = kernel
    self.mean = mean
  }

  /// The number of observations.
  package var count: Int { points.count }

  /// Adds an observation: solves L l = k and appends the row (l, sqrt(k(x, x) + noise + jitter - l.l)).
  ///
  /// - Returns: `false`, and nothing is added, if the largest jitter does not make the factorisation succeed.
  /// - Complexity: O(n^2); O(n^3) where more jitter is needed.
  package mutating func append(_ point: [Double], _ value: Double, noiseVariance: Double) -> Bool {
    if extend(point, value, noiseVariance) { return true }
    let before = self
    while true {
      let next = max(1e-10 * kernel.a0, 10 * jitter)
      guard next <= 1.5e-4 * kernel.a0 else {
        self = before
        return false
      }
      self = ProcessRegression(kernel, mean: mean)
      jitter = next
      let isSound = before.points.indices.allSatisfy {
        extend(before.points[$0], before.values[$0], before.noises[$0])
      }
      if isSound && extend(point, value, noiseVariance) { return true }
    }
  }

  private mutating func extend(_ point: [Double], _ value: Double, _ noiseVariance: Double) -> Bool {
    var row = covariances(with: point)
    solve(&row)
    let square = row.reduce(kernel.a0 + noiseVariance + jitter) { $0 - $1 * $1 }
    // What is left of the variance is rounding noise below that.
    guard square > 1e-15 * kernel.a0, square.isFinite else { return false }
    let pivot = square.squareRoot()
    var (residual, one) = (value, 1.0)
    for place in row.indices {
      residual -= row[place] * whitenedValues[place]
      one -= row[place] * whitenedOnes[place]
    }
    factor += row
    factor.append(pivot)
    whitenedValues.append(residual / pivot)
    whitenedOnes.append(one / pivot)
    logs += .log(pivot)
    points.append(point)
    values.append(value)
    noises.append(noiseVariance)
    return true
  }

  private func covariances(with point: [Double]) -> [Double] { points.map { kernel($0, point) } }

  /// Overwrites z by L^-1 z.
  private func solve(_ z: inout [Double]) {
    var start = 0
    for row in z.indices {
      var sum = z[row]
      for column in 0..<row { sum -= factor[start + column] * z[column] }
      z[row] = sum / factor[start + row]
      start += row + 1
    }
  }

  /// L^-1 (y - mean).
  private var residuals: [Double] { zip(whitenedValues, whitenedOnes).map { $0 - mean * $1 } }

  /// alpha = (K + noise)^-1 (y - mean).
  ///
  /// - Complexity: O(n^2).
  package var weights: [Double] {
    var weights = residuals
    for row in stride(from: count - 1, through: 0, by: -1) {
      weights[row] /= factor[row * (row + 1) / 2 + row]
      for column in 0..<row { weights[column] -= factor[row * (row + 1) / 2 + column] * weights[row] }
    }
    return weights
  }

  /// The posterior mean and variance at a point.
  ///
  /// - Complexity: O(n^2).
  package func posterior(at point: [Double]) -> (mean: Double, variance: Double) {
    var row = covariances(with: point)
    solve(&row)
    let mean = zip(row, residuals).reduce(mean) { $0 + $1.0 * $1.1 }
    return (mean, max(0, row.reduce(kernel.a0) { $0 - $1 * $1 }))
  }

  /// The posterior covariance of two points.
  ///
  /// - Complexity: O(n^2).
  package func covariance(_ one: [Double], _ other: [Double]) -> Double {
    var (first, second) = (covariances(with: one), covariances(with: other))
    solve(&first)
    solve(&second)
    return zip(first, second).reduce(kernel(one, other)) { $0 - $1.0 * $1.1 }
  }

  /// ln p(y) = -1/2 (y - mean)'alpha - sum ln L_ii - n/2 ln(2 pi).
  ///
  /// - Complexity: O(n).
  package var logMarginalLikelihood: Double {
    residuals.reduce(-logs - Double(count) / 2 * .log(2 * .pi)) { $0 - $1 * $1 / 2 }
  }

  /// The mean that maximises the likelihood; with a normal prior, likelihood times prior.
  ///
  /// - Precondition: there is an observation or a prior.
  /// - Complexity: O(n).
  package func bestMean(prior: (mean: Double, variance: Double)?) -> Double {
    var (product, square) = prior.map { ($0.mean / $0.variance, 1 / $0.variance) } ?? (0, 0)
    for (value, one) in zip(whitenedValues, whitenedOnes) {
      product += value * one
      square += one * one
    }
    return product / square
  }
}
