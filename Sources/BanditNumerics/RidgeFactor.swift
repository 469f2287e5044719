/// The ridge regression of the rows (x, y) seen, as the triangular factor R of lambda I + sum x x^T = R^T R and
/// z = R^-T sum y x, kept up to date by Givens rotations.
///
/// Nothing is subtracted that nearly cancels: digits are lost only as the square root of the condition of the matrix,
/// where an inverse that is kept up to date (Sherman and Morrison) loses them as the condition itself, and is no longer
/// positive in the end.
///
/// Two steps per row, because some learners use what the first finds before the second is due: `meet` finds what the
/// regression says of x, `absorb` updates with the row.
package struct RidgeFactor: Sendable {
  /// The number of features.
  package let dimension: Int
  /// R, row after row, each with a margin; what is below the diagonal and in the margins stays 0.
  private var factor: [Double]
  private let stride: Int
  /// z.
  private var moments: [Double]
  /// x . theta for the features met last, theta = (lambda I + sum x x^T)^-1 sum y x.
  package private(set) var product = 0.0
  /// 1 + x . (lambda I + sum x x^T)^-1 x for the features met last; at least 1.
  package private(set) var spread = 1.0
  private var row: [Double]

  /// The regression of no rows.
  ///
  /// - Precondition: `dimension >= 1`, `lambda > 0`.
  package init(dimension: Int, lambda: Double) {
    precondition(dimension >= 1 && lambda > 0, "a regression needs at least one feature, and lambda above 0")
    self.dimension = dimension
    stride = dimension + Lanes.margin
    factor = Array(repeating: 0, count: dimension * stride)
    for place in 0..<dimension { factor[place * (stride + 1)] = lambda.squareRoot() }
    moments = Array(repeating: 0, count: dimension)
    row = Array(repeating: 0, count: stride)
  }

  /// Finds the product and the spread of some features; the regression stays.
  ///
  /// - Precondition: there are `dimension` of them.
  /// - Complexity: O(d^2).
  package mutating func meet(_ features: [Double]) {
    take(features)
    let (dimension, stride) = (dimension, stride)
    var (product, square) = (0.0, 0.0)
    row.withUnsafeMutableBufferPointer { row in
      factor.withUnsafeMutableBufferPointer { factor in
        guard let row = row.baseAddress, var factor = factor.baseAddress else { return }
        for place in 0..<dimension {
          if row[place] != 0 {
            let share = row[place] / factor[place]
            product += share * moments[place]
            square += share * share
            var column = place + 1
            while column < dimension {
              row[lanes: column] -= share * factor[lanes: column]
              column += Lanes.scalarCount
            }
          }
          factor += stride
        }
      }
    }
    self.product = product
    spread = 1 + square
  }

  /// Updates with a row.
  ///
  /// - Precondition: it has `dimension` features.
  /// - Complexity: O(d^2).
  package mutating func absorb(_ features: [Double], _ target: Double) {
    take(features)
    let (dimension, stride) = (dimension, stride)
    var target = target
    row.withUnsafeMutableBufferPointer { row in
      factor.withUnsafeMutableBufferPointer { factor in
        guard let row = row.baseAddress, var factor = factor.baseAddress else { return }
        for place in 0..<dimension {
          if row[place] != 0 {
            let (pivot, feature) = (factor[place], row[place])
            // Squares of the features themselves may overflow.
            let largest = max(pivot, abs(feature))
            let (scaled, other) = (pivot / largest, feature / largest)
            let length = (scaled * scaled + other * other).squareRoot()
            let (cosine, sine) = (scaled / length, other / length)
            factor[place] = largest * length
            var column = place + 1
            while column < dimension {
              let (above, below) = (factor[lanes: column], row[lanes: column])
              factor[lanes: column] = cosine * above + sine * below
              row[lanes: column] = cosine * below - sine * above
              column += Lanes.scalarCount
            }
            let moment = moments[place]
            moments[place] = cosine * moment + sine * target
            target = cosine * target - sine * moment
          }
          factor += stride
        }
      }
    }
  }

  private mutating func take(_ features: [Double]) {
    precondition(features.count == dimension, "a row must have \(dimension) features")
    // Element by element, because sharing the array would make its owner copy it.
    for place in 0..<dimension { row[place] = features[place] }
  }
}
