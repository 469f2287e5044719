/// The posterior of a Gaussian process at all points of a grid: P means and P x P covariances, brought up to date with
/// each observation. Memory does not grow with the observations, and a point may be observed any number of times.
///
/// mean += c (y - mean_i) / (c_i + v), Cov -= c c' / (c_i + v), where c is the covariance of all points with the one
/// observed, i, and v the variance of the noise: the same posterior as of the regression on all observations
/// (`ProcessRegression`).
package struct GridPosterior: Sendable {
  /// The number of points, P.
  package let count: Int
  /// The posterior means.
  package private(set) var means: [Double]
  /// The posterior covariances, row after row; exactly symmetric.
  package private(set) var covariances: [Double]
  private var column: [Double]

  /// The prior.
  ///
  /// - Parameter covariances: row after row, symmetric.
  /// - Precondition: at least one point, and a square of covariances.
  package init(means: [Double], covariances: [Double]) {
    count = means.count
    precondition(count >= 1 && covariances.count == count * count, "a grid needs a square of covariances")
    self.means = means
    self.covariances = covariances
    column = Array(repeating: 0, count: count)
  }

  /// The memory that a posterior takes, in bytes.
  package static func bytes(pointCount: Int) -> Int { 8 * pointCount * (pointCount + 2) }

  /// The posterior variance of a point; what rounding leaves below 0 counts as 0.
  @inline(__always)
  package func variance(_ point: Int) -> Double { max(0, covariances[point * (count + 1)]) }

  /// Updates with an observation.
  ///
  /// - Parameter variance: of its noise, 0 or more.
  /// - Complexity: O(P^2).
  package mutating func observe(_ value: Double, at point: Int, noiseVariance: Double) {
    let total = variance(point) + noiseVariance
    // Neither prior nor noise: the value is known.
    guard total > 0 else { return }
    let count = count
    let scale = 1 / total.squareRoot()
    let surprise = (value - means[point]) * scale
    column.withUnsafeMutableBufferPointer { column in
      covariances.withUnsafeMutableBufferPointer { covariances in
        means.withUnsafeMutableBufferPointer { means in
          guard let column = column.baseAddress, let covariances = covariances.baseAddress else { return }
          // Scaled first, so that products of two elements are the same both ways.
          for place in 0..<count { column[place] = covariances[point * count + place] * scale }
          for row in 0..<count {
            let factor = column[row]
            means[row] += factor * surprise
            let elements = covariances + row * count
            for place in 0..<count { elements[place] -= factor * column[place] }
          }
        }
      }
    }
  }
}
