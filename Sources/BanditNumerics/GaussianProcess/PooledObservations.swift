/// Observations with normal noise of one variance v, pooled by their points: m of them at a point are worth one, their
/// mean, with the variance v / m.
package struct PooledObservations: Sendable {
  /// The points observed, in the order of their first observations; places in a grid.
  package private(set) var points: [Int] = []
  /// The number of observations at each point of the grid.
  package private(set) var counts: [Int]
  /// Their means; 0 where there are none.
  package private(set) var means: [Double]
  /// The sums of squares around the means.
  private var squares: [Double]

  /// No observations at the points of a grid.
  package init(pointCount: Int) {
    counts = Array(repeating: 0, count: pointCount)
    means = Array(repeating: 0, count: pointCount)
    squares = means
  }

  /// Adds an observation.
  package mutating func add(_ value: Double, at point: Int) {
    if counts[point] == 0 { points.append(point) }
    counts[point] += 1
    let difference = value - means[point]
    means[point] += difference / Double(counts[point])
    squares[point] += difference * (value - means[point])
  }

  /// The regression on what was observed; `nil` if no jitter makes the factorisation succeed.
  ///
  /// - Complexity: O(n^3) in the number of different points.
  package func regression(
    on grid: [[Double]], _ kernel: StationaryKernel, mean: Double, noiseVariance: Double
  ) -> ProcessRegression? {
    var regression = ProcessRegression(kernel, mean: mean)
    for point in points {
      guard
        regression.append(grid[point], means[point], noiseVariance: noiseVariance / Double(counts[point]))
      else { return nil }
    }
    return regression
  }

  /// What the likelihood of all observations has above that of their means: the sum over points of
  /// -(m - 1)/2 ln(2 pi v) - 1/2 ln m - S / (2 v), S the sum of squares around the mean.
  ///
  /// - Precondition: the noise has a variance above 0.
  package func logLikelihoodOfScatter(noiseVariance: Double) -> Double {
    points.reduce(0) { sum, point in
      let count = Double(counts[point])
      return sum - (count - 1) / 2 * .log(2 * .pi * noiseVariance) - .log(count) / 2
        - squares[point] / (2 * noiseVariance)
    }
  }
}
