import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Where the curve of an arm comes from: fixed, or drawn in each replication.
///
/// Formulas are in z = idle time - 1, from 0 right after a pull to Z = depth - 1.
public enum CurveSource: Sendable {
  /// The same in every replication.
  case fixed(RecoveryCurve)
  /// A logistic curve with parameters drawn from the law of the public experiments.
  case randomLogistic(depth: Int)
  /// A gamma-shaped curve with parameters drawn from the law of the public experiments.
  case randomGammaShape(depth: Int)
  /// A path of a Gaussian process with mean 0; the factor of its covariance.
  case gaussianProcess(CholeskyPath)

  /// The factor of a covariance matrix, shared by all arms that draw their curves with it.
  public struct CholeskyPath: Sendable {
    let factor: CholeskyFactor

    /// The squared-exponential covariance variance exp(-(z - z')^2 / (2 lengthscale^2)).
    ///
    /// A billionth of the variance is added on the diagonal: paths with a large lengthscale are so smooth that the
    /// matrix is singular in double precision.
    init(depth: Int, lengthscale: Double, variance: Double) {
      factor = CholeskyFactor(dimension: depth) { row, column in
        let distance = Double(row - column) / lengthscale
        return variance * (Double.exp(-0.5 * distance * distance) + (row == column ? 1e-9 : 0))
      }
    }
  }

  /// R(z) = theta_0 / (1 + exp(-theta_1 (z - theta_2))).
  public static func logistic(_ theta: [Double], depth: Int) -> RecoveryCurve {
    RecoveryCurve((0..<depth).map { theta[0] / (1 + .exp(-theta[1] * (Double($0) - theta[2]))) })
  }

  /// R(z) = theta_2 y^theta_0 exp(-theta_1 y) / ((theta_0/theta_1)^theta_0 exp(-theta_0)) with y = depth - z: theta_2
  /// is the maximum, at y = theta_0/theta_1.
  public static func gammaShape(_ theta: [Double], depth: Int) -> RecoveryCurve {
    RecoveryCurve(
      (0..<depth).map { z in
        let y = Double(depth - z)
        let power = theta[0] * .log(y * theta[1] / theta[0]) - theta[1] * y + theta[0]
        // At the maximum the terms cancel; what rounding leaves of them must not lift a mean above theta_2.
        return theta[2] * .exp(min(0, power))
      })
  }

  /// The number of idle times that it tells apart.
  public var depth: Int {
    switch self {
    case .fixed(let curve): curve.depth
    case .randomLogistic(let depth), .randomGammaShape(let depth): depth
    case .gaussianProcess(let path): path.factor.dimension
    }
  }

  /// The curve, if it is the same in every replication.
  var fixedCurve: RecoveryCurve? {
    if case .fixed(let curve) = self { curve } else { nil }
  }

  /// Whether resting longer can never hurt.
  var isNondecreasing: Bool {
    switch self {
    case .fixed(let curve): curve.isNondecreasing
    case .randomLogistic: true
    case .randomGammaShape, .gaussianProcess: false
    }
  }

  /// The interval of the means; `nil` if they are unbounded.
  var range: ClosedRange<Double>? {
    switch self {
    case .fixed(let curve): curve.means.min()!...curve.means.max()!
    case .randomLogistic, .randomGammaShape: 0...1
    case .gaussianProcess: nil
    }
  }

  /// The curve of a replication; three uniforms for random parameters, `depth` normal draws for a process.
  func draw(from stream: inout RandomStream) -> RecoveryCurve {
    func uniform(_ lower: Double, _ upper: Double) -> Double { lower + (upper - lower) * stream.uniform() }
    switch self {
    case .fixed(let curve): return curve
    case .randomLogistic(let depth):
      let height = uniform(0.1, 1)
      let slope = uniform(0.1, 1)
      return CurveSource.logistic([height, slope, uniform(0.1, 30)], depth: depth)
    case .randomGammaShape(let depth):
      let rate = uniform(0.1, 0.8)
      let shape = uniform(2 * rate, 20 * rate)
      return CurveSource.gammaShape([shape, rate, uniform(0.1, 1)], depth: depth)
    case .gaussianProcess(let path):
      let normals = (0..<path.factor.dimension).map { _ in CurveSource.standardNormal.sample(from: &stream) }
      return RecoveryCurve(path.factor.times(normals))
    }
  }

  private static let standardNormal = try! Gaussian()
}
