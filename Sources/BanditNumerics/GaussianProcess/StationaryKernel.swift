/// The shape of a covariance that depends on the distance of two points, r^2 = sum_i a_i (x_i - x'_i)^2.
public enum KernelFamily: String, Hashable, Sendable, CaseIterable {
  /// The squared exponential e^(-r^2), without a factor 1/2: functions with all derivatives.
  case se
  /// Matern with nu = 1/2, e^-r: continuous functions that are nowhere smooth.
  case matern12
  /// Matern with nu = 3/2, (1 + sqrt(3) r) e^(-sqrt(3) r): functions with one derivative.
  case matern32
  /// Matern with nu = 5/2, (1 + sqrt(5) r + 5 r^2 / 3) e^(-sqrt(5) r): functions with two derivatives.
  case matern52

  /// The correlation at a squared distance.
  @inline(__always)
  func correlation(_ square: Double) -> Double {
    switch self {
    case .se: return .exp(-square)
    case .matern12: return .exp(-square.squareRoot())
    case .matern32:
      let distance = (3 * square).squareRoot()
      return (1 + distance) * .exp(-distance)
    case .matern52:
      let distance = (5 * square).squareRoot()
      return (1 + distance + distance * distance / 3) * .exp(-distance)
    }
  }
}

/// A covariance function a0 c(r), r^2 = sum_i a_i (x_i - x'_i)^2, with the correlation c of a family (P. I. Frazier, A
/// tutorial on Bayesian optimization, arXiv 1807.02811, section 3.1).
public struct StationaryKernel: Hashable, Sendable {
  /// The shape.
  public let family: KernelFamily
  /// a0, the variance at every point; above 0.
  public let a0: Double
  /// a_i, the inverse squared length scale of each coordinate; above 0.
  public let a: [Double]

  /// Creates a kernel.
  ///
  /// - Precondition: `a0` and all `a` are above 0; at least one coordinate.
  public init(_ family: KernelFamily, a0: Double = 1, a: [Double]) {
    precondition(a0 > 0 && !a.isEmpty && a.allSatisfy { $0 > 0 }, "a kernel needs scales above 0")
    self.family = family
    self.a0 = a0
    self.a = a
  }

  /// The covariance of two points.
  ///
  /// - Precondition: they have a coordinate for each a_i.
  public func callAsFunction(_ one: [Double], _ other: [Double]) -> Double {
    var square = 0.0
    for place in a.indices {
      let difference = one[place] - other[place]
      square += a[place] * difference * difference
    }
    return a0 * family.correlation(square)
  }

  /// The covariance matrix of some points, row after row.
  ///
  /// - Complexity: O(n^2).
  public func matrix(of points: [[Double]]) -> [Double] {
    let count = points.count
    var matrix = Array(repeating: a0, count: count * count)
    for row in 0..<count {
      for column in 0..<row {
        let covariance = self(points[row], points[column])
        matrix[row * count + column] = covariance
        matrix[column * count + row] = covariance
      }
    }
    return matrix
  }
}
