import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditEnvironments

struct CurveSourceTests {
  /// th = (.8, .5, 10): R(z) at z = 0, 5, 10, 30, published to six digits.
  @Test func logisticCurve() {
    let curve = CurveSource.logistic([0.8, 0.5, 10], depth: 31)
    for (z, mean) in [0: 0.005354, 5: 0.060687, 10: 0.4, 30: 0.799964] {
      #expect(abs(curve[z + 1] - mean) < 5e-7)
    }
    #expect(curve.isNondecreasing && curve.depth == 31)
  }

  /// th = (4, .5, .6): R(z) at z = 0, 10, 23, 30; the maximum is th_2, at z = 31 - 8.
  @Test func gammaShapedCurve() {
    let curve = CurveSource.gammaShape([4, 0.5, 0.6], depth: 31)
    for (z, mean) in [0: 0.00137, 10: 0.042831, 23: 0.6, 30: 0.004851] {
      #expect(abs(curve[z + 1] - mean) < 5e-7)
    }
    #expect(!curve.isNondecreasing && curve.means.max() == curve[24])
  }

  @Test func extremeParametersStayFinite() {
    for theta in [[1, 1e6, 1e6], [1, 1e6, -1e6], [1, 0, 5]] {
      #expect(CurveSource.logistic(theta, depth: 50).means.allSatisfy { (0...1).contains($0) })
    }
    for theta in [[1e6, 1e6, 1], [1e-6, 1e6, 1], [1e6, 1e-6, 1], [1e-6, 1e-6, 1]] {
      #expect(CurveSource.gammaShape(theta, depth: 50).means.allSatisfy { (-1e-9...1 + 1e-9).contains($0) })
    }
  }

  /// The height is the maximum to the last digit: rounding of the exponent at y = k/r does not lift a mean above it.
  @Test func gammaShapesStayBelowTheirHeight() {
    for place in 1...30 {
      for rate in [0.3, 7.7, 1000.1, 33333.3] {
        let curve = CurveSource.gammaShape([Double(place) * rate, rate, 1], depth: 31)
        #expect(curve.means.allSatisfy { (0...1).contains($0) }, "the maximum at \(place), rate \(rate)")
      }
    }
    #expect(CurveSource.gammaShape([999_999, 33333.3, 1e6], depth: 31).means.max()! <= 1e6)
  }

  /// Random logistic curves: steepness s ~ U(0.1, 1), midpoint m ~ U(0.1, 30), height h ~ U(0.1, 1); Kolmogorov-Smirnov
  /// at level 1e-6 each. 1/R = 1/h + e^(s m)/h e^(-s z) is geometric apart from a constant.
  @Test func randomLogisticParametersAreUniform() {
    var heights: [Double] = []
    var slopes: [Double] = []
    var middles: [Double] = []
    for replication in 0..<3000 {
      var stream = RandomStream(key: StreamKey(seed: 21).child(index: replication))
      let means = CurveSource.randomLogistic(depth: 1000).draw(from: &stream).means
      let (a, b, c) = (1 / means[0], 1 / means[1], 1 / means[2])
      let slope = -log((b - c) / (a - b))
      // Long after the midpoint only the height is left.
      let height = means[999]
      heights.append(height)
      slopes.append(slope)
      middles.append(log(height / means[0] - 1) / slope)
    }
    func p(_ sample: [Double], _ low: Double, _ high: Double) -> Double {
      KolmogorovSmirnov(sample) { min(1, max(0, ($0 - low) / (high - low))) }.pValue
    }
    #expect(p(heights, 0.1, 1) > 1e-6)
    #expect(p(slopes, 0.1, 1) > 1e-6)
    #expect(p(middles, 0.1, 30) > 1e-6)
  }

  /// Random gamma shapes: the highest mean is near h ~ U(0.1, 1) for a fine grid of idle times; all lie in [0, 1].
  @Test func randomGammaShapes() {
    var heights: [Double] = []
    for replication in 0..<2000 {
      var stream = RandomStream(key: StreamKey(seed: 22).child(index: replication))
      let curve = CurveSource.randomGammaShape(depth: 31).draw(from: &stream)
      #expect(curve.means.allSatisfy { (0...1).contains($0) })
      // y = k/r lies in [2, 20]; the next whole y is at most 1/2 away, where a curve with k >= 0.2, r <= 0.8 keeps 0.8 of it.
      heights.append(curve.means.max()!)
      let place = curve.means.firstIndex(of: heights[replication])!
      #expect((2...20).contains(31 - place))
    }
    let mean = heights.reduce(0, +) / 2000
    // The mean of h is .55, its standard error .006; the grid takes a little away.
    #expect(mean > 0.5 && mean < 0.58)
  }

  /// Paths of the process have the covariance exp(-(z - z')^2 / (2 l^2)): means, variances and neighbours' covariances
  /// of 4000 paths within 5.5 standard errors (level 1e-6 with the number of comparisons).
  @Test func gaussianPathsHaveTheirCovariance() {
    let source = CurveSource.gaussianProcess(CurveSource.CholeskyPath(depth: 31, lengthscale: 5, variance: 2))
    let paths = (0..<4000).map { replication in
      var stream = RandomStream(key: StreamKey(seed: 23).child(index: replication))
      return source.draw(from: &stream).means
    }
    for (first, second) in [(0, 0), (7, 7), (30, 30), (0, 1), (10, 15), (3, 30), (29, 30)] {
      let products = paths.map { $0[first] * $0[second] }
      let distance = Double(first - second)
      let covariance = 2 * exp(-distance * distance / 50)
      // The variance of the product of two normals with these moments.
      let se = ((4 + covariance * covariance) / 4000).squareRoot()
      #expect(abs(products.reduce(0, +) / 4000 - covariance) < 5.5 * se, "\(first), \(second)")
    }
    for place in [0, 15, 30] {
      let mean = paths.map { $0[place] }.reduce(0, +) / 4000
      let se = (2.0 / 4000).squareRoot()
      #expect(abs(mean) < 5.5 * se)
      #expect(KolmogorovSmirnov(paths.map { $0[place] }) { 0.5 * erfc(-$0 / 2) }.pValue > 1e-6)
    }
  }

  @Test func whatIsKnownBeforehand() {
    #expect(
      CurveSource.randomLogistic(depth: 9).isNondecreasing && !CurveSource.randomGammaShape(depth: 9).isNondecreasing)
    #expect(CurveSource.fixed(RecoveryCurve([0.2, 0.1])).range == 0.1...0.2)
    let process = CurveSource.gaussianProcess(CurveSource.CholeskyPath(depth: 4, lengthscale: 2, variance: 1))
    #expect(process.range == nil && process.depth == 4 && process.fixedCurve == nil)
  }
}
