/// A ridge regression that is asked for widths as well as for predictions: V = lambda I + sum w x x^T is kept as a sum
/// and as its inverse, which each row changes by a matrix of rank one.
///
/// Rank-one changes lose digits slowly (1e-14 after 20,000 rows of ordinary size); every `refactor` rows the inverse is
/// made anew from the sum. `RidgeFactor` keeps a factor instead and is exacter, but its widths take a triangular solve
/// for every vector asked about.
package struct RidgeInverse: Sendable {
  /// The number of features, d.
  package let dimension: Int
  /// The weight of the squared norm.
  package let lambda: Double
  private let refactor: Int
  /// V, row by row.
  package private(set) var gram: [Double]
  /// The inverse of V, row by row; symmetric to the last bit.
  package private(set) var inverse: [Double]
  private var moments: [Double]
  /// The minimiser of lambda |theta|^2 + sum w (r - x . theta)^2.
  package private(set) var estimate: [Double]
  /// ln det V - d ln lambda.
  package private(set) var logDeterminant = 0.0
  /// The number of rows.
  package private(set) var count = 0
  /// Whether V has stayed a matrix of finite numbers that can be inverted.
  package private(set) var isSound = true
  /// What the latest row changed the inverse by: minus this vector times itself.
  package private(set) var step: [Double]
  /// Whether the latest row made the inverse anew, so that `step` does not say what has changed.
  package private(set) var isFresh = false

  /// Creates a regression without rows.
  ///
  /// - Precondition: at least one feature; `lambda` above 0, `refactor` at least 1.
  package init(dimension: Int, lambda: Double, refactor: Int = 1000) {
    precondition(dimension >= 1 && lambda > 0 && refactor >= 1, "a ridge regression needs features and lambda above 0")
    self.dimension = dimension
    self.lambda = lambda
    self.refactor = refactor
    gram = Array(repeating: 0, count: dimension * dimension)
    inverse = gram
    for place in 0..<dimension {
      gram[place * (dimension + 1)] = lambda
      inverse[place * (dimension + 1)] = 1 / lambda
    }
    moments = Array(repeating: 0, count: dimension)
    estimate = moments
    step = moments
  }

  /// x . V^-1 x for the features that begin at a place, at least 0.
  ///
  /// - Complexity: O(d) for every feature that is not 0.
  package func squaredWidth(of features: [Double], from start: Int) -> Double {
    features.withUnsafeBufferPointer { features in
      inverse.withUnsafeBufferPointer { inverse in
        var sum = 0.0
        for row in 0..<dimension {
          let feature = features[start + row]
          if feature == 0 { continue }
          var product = 0.0
          for column in 0..<dimension { product += inverse[row * dimension + column] * features[start + column] }
          sum += feature * product
        }
        return max(0, sum)
      }
    }
  }

  /// x . theta for the features that begin at a place.
  package func prediction(of features: [Double], from start: Int) -> Double {
    var sum = 0.0
    for place in 0..<dimension { sum += features[start + place] * estimate[place] }
    return sum
  }

  /// V^-1 x, written into an array from a place on.
  package func writeProduct(with features: [Double], from start: Int, into products: inout [Double], at place: Int) {
    for row in 0..<dimension {
      var sum = 0.0
      for column in 0..<dimension { sum += inverse[row * dimension + column] * features[start + column] }
      products[place + row] = sum
    }
  }

  /// Adds a row.
  ///
  /// - Complexity: O(d^2); O(d^3) when the inverse is made anew.
  package mutating func add(_ features: [Double], from start: Int, target: Double, weight: Double = 1) {
    let dimension = dimension
    var spread = 1.0
    features.withUnsafeBufferPointer { features in
      step.withUnsafeMutableBufferPointer { step in
        inverse.withUnsafeMutableBufferPointer { inverse in
          for row in 0..<dimension { step[row] = 0 }
          for column in 0..<dimension where features[start + column] != 0 {
            let feature = features[start + column]
            // A row of the inverse is its column: this reads memory in order.
            for row in 0..<dimension { step[row] += feature * inverse[column * dimension + row] }
          }
          var square = 0.0
          for place in 0..<dimension { square += features[start + place] * step[place] }
          spread += weight * max(0, square)
          let scale = (weight / spread).squareRoot()
          for place in 0..<dimension { step[place] *= scale }
          for row in 0..<dimension {
            let factor = step[row]
            if factor == 0 { continue }
            for column in 0..<dimension { inverse[row * dimension + column] -= factor * step[column] }
          }
        }
      }
      gram.withUnsafeMutableBufferPointer { gram in
        for row in 0..<dimension where features[start + row] != 0 {
          let factor = weight * features[start + row]
          for column in 0..<dimension { gram[row * dimension + column] += factor * features[start + column] }
        }
      }
      for place in 0..<dimension { moments[place] += weight * target * features[start + place] }
    }
    logDeterminant += .log(spread)
    count += 1
    isFresh = count % refactor == 0
    if isFresh { makeAnew() }
    estimateAnew()
  }

  /// (theta - estimate)^T V (theta - estimate) for the part of a parameter that begins at a place.
  package func squaredDistance(to parameter: [Double], from start: Int) -> Double {
    let difference = (0..<dimension).map { parameter[start + $0] - estimate[$0] }
    var sum = 0.0
    for row in 0..<dimension {
      for column in 0..<dimension { sum += difference[row] * gram[row * dimension + column] * difference[column] }
    }
    return sum
  }

  private mutating func makeAnew() {
    guard let triangle = LowerTriangle(of: gram, dimension: dimension) else {
      isSound = false
      return
    }
    inverse = triangle.inverse
    logDeterminant = triangle.logDeterminant - Double(dimension) * .log(lambda)
  }

  private mutating func estimateAnew() {
    let dimension = dimension
    estimate.withUnsafeMutableBufferPointer { estimate in
      moments.withUnsafeBufferPointer { moments in
        inverse.withUnsafeBufferPointer { inverse in
          for row in 0..<dimension {
            var sum = 0.0
            for column in 0..<dimension { sum += inverse[row * dimension + column] * moments[column] }
            estimate[row] = sum
          }
        }
      }
    }
    if let first = estimate.first, !first.isFinite { isSound = false }
  }
}
