import CBanditKernels

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
  /// The inverse of V, symmetric to the last bit: a row is filled up with zeros to whole lanes, so that it is also a
  /// column that can be added lane by lane, in the order of a scalar loop.
  private var padded: [Double]
  private let stride: Int
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
    stride = (dimension + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    gram = Array(repeating: 0, count: dimension * dimension)
    padded = Array(repeating: 0, count: dimension * stride)
    for place in 0..<dimension {
      gram[place * (dimension + 1)] = lambda
      padded[place * (stride + 1)] = 1 / lambda
    }
    moments = Array(repeating: 0, count: dimension)
    estimate = moments
    step = Array(repeating: 0, count: stride)
  }

  /// The inverse of V, row by row.
  package var inverse: [Double] {
    (0..<dimension).flatMap { padded[$0 * stride..<$0 * stride + dimension] }
  }

  /// x . V^-1 x for the features that begin at a place, at least 0.
  ///
  /// - Complexity: O(d) for each nonzero feature.
  package func squaredWidth(of features: [Double], from start: Int) -> Double {
    features.withUnsafeBufferPointer { features in
      var square = 0.0
      guard let features = features.baseAddress else { return 0 }
      writeSquaredWidth(of: features + start, into: &square)
      return square
    }
  }

  /// x . V^-1 x for as many vectors of features as there is place for, one after the other.
  ///
  /// - Complexity: O(d) for each nonzero feature.
  package func writeSquaredWidths(of features: [Double], into squares: inout [Double]) {
    features.withUnsafeBufferPointer { features in
      squares.withUnsafeMutableBufferPointer { squares in
        guard let features = features.baseAddress, let first = squares.baseAddress else { return }
        if isSparse(features) {
          for place in squares.indices { writeSquaredWidth(of: features + place * dimension, into: first + place) }
        } else {
          writeSquaredWidths(of: features, count: squares.count, into: first)
        }
      }
    }
  }

  private func writeSquaredWidth(of features: UnsafePointer<Double>, into square: UnsafeMutablePointer<Double>) {
    guard isSparse(features) else { return writeSquaredWidths(of: features, count: 1, into: square) }
    padded.withUnsafeBufferPointer { padded in
      var sum = 0.0
      for row in 0..<dimension where features[row] != 0 {
        var product = 0.0
        for column in 0..<dimension { product += padded[row * stride + column] * features[column] }
        sum += features[row] * product
      }
      square.pointee = max(0, sum)
    }
  }

  private func writeSquaredWidths(
    of features: UnsafePointer<Double>, count: Int, into squares: UnsafeMutablePointer<Double>
  ) {
    padded.withUnsafeBufferPointer { padded in
      guard let matrix = padded.baseAddress else { return }
      bandit_squared_widths(Int64(count), Int64(dimension), Int64(stride), matrix, features, squares)
    }
  }

  /// Whether it is better to go over the features that are not 0.
  private func isSparse(_ features: UnsafePointer<Double>) -> Bool {
    var zeros = 0
    for place in 0..<dimension where features[place] == 0 { zeros += 1 }
    return 2 * zeros > dimension
  }

  /// x . theta for the features that begin at a place.
  package func prediction(of features: [Double], from start: Int) -> Double {
    features.withUnsafeBufferPointer { features in
      features.baseAddress.map { prediction(of: $0 + start) } ?? 0
    }
  }

  /// x . theta for as many vectors of features as there is place for, one after the other.
  ///
  /// - Complexity: O(d) for each vector.
  package func writePredictions(of features: [Double], into predictions: inout [Double]) {
    features.withUnsafeBufferPointer { features in
      guard let features = features.baseAddress else { return }
      for place in predictions.indices { predictions[place] = prediction(of: features + place * dimension) }
    }
  }

  @inline(__always)
  private func prediction(of features: UnsafePointer<Double>) -> Double {
    estimate.withUnsafeBufferPointer { estimate in
      var sum = 0.0
      for place in 0..<dimension { sum += features[place] * estimate[place] }
      return sum
    }
  }

  /// V^-1 x, written into an array from a place on.
  package func writeProduct(with features: [Double], from start: Int, into products: inout [Double], at place: Int) {
    for row in 0..<dimension {
      var sum = 0.0
      for column in 0..<dimension { sum += padded[row * stride + column] * features[start + column] }
      products[place + row] = sum
    }
  }

  /// Adds a row.
  ///
  /// - Complexity: O(d^2); O(d^3) when the inverse is made anew.
  package mutating func add(_ features: [Double], from start: Int, target: Double, weight: Double = 1) {
    let (dimension, stride) = (dimension, stride)
    var spread = 1.0
    features.withUnsafeBufferPointer { features in
      step.withUnsafeMutableBufferPointer { step in
        padded.withUnsafeMutableBufferPointer { padded in
          guard let step = step.baseAddress, let inverse = padded.baseAddress else { return }
          for row in 0..<stride { step[row] = 0 }
          for column in 0..<dimension where features[start + column] != 0 {
            let feature = Lanes(repeating: features[start + column])
            for row in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
              step[lanes: row] += feature * inverse[lanes: column * stride + row]
            }
          }
          var square = 0.0
          for place in 0..<dimension { square += features[start + place] * step[place] }
          spread += weight * max(0, square)
          let scale = (weight / spread).squareRoot()
          for place in 0..<dimension { step[place] *= scale }
          for row in 0..<dimension where step[row] != 0 {
            let factor = Lanes(repeating: step[row])
            for column in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
              inverse[lanes: row * stride + column] -= factor * step[lanes: column]
            }
          }
        }
      }
      gram.withUnsafeMutableBufferPointer { gram in
        guard let gram = gram.baseAddress, let features = features.baseAddress.map({ $0 + start }) else { return }
        for row in 0..<dimension where features[row] != 0 {
          let factor = weight * features[row]
          let sums = gram + row * dimension
          var column = 0
          while column + Lanes.scalarCount <= dimension {
            sums[lanes: column] += factor * features[lanes: column]
            column += Lanes.scalarCount
          }
          while column < dimension {
            sums[column] += factor * features[column]
            column += 1
          }
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
    let inverse = triangle.inverse
    for row in 0..<dimension {
      for column in 0..<dimension { padded[row * stride + column] = inverse[row * dimension + column] }
    }
    logDeterminant = triangle.logDeterminant - Double(dimension) * .log(lambda)
  }

  private mutating func estimateAnew() {
    padded.withUnsafeBufferPointer { padded in
      estimate.withUnsafeMutableBufferPointer { estimate in
        guard let inverse = padded.baseAddress else { return }
        for row in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
          var sum = Lanes.zero
          for column in 0..<dimension { sum += moments[column] * inverse[lanes: column * stride + row] }
          for lane in 0..<min(Lanes.scalarCount, dimension - row) { estimate[row + lane] = sum[lane] }
        }
      }
    }
    if let first = estimate.first, !first.isFinite { isSound = false }
  }
}
