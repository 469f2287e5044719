/// The sums over rows (x, y) from which the best linear model of these rows is found in hindsight:
/// of x x^T, of y x and of y^2.
package struct LeastSquaresSums: Sendable {
  /// The number of features.
  package let dimension: Int
  /// How many rows there are.
  package private(set) var rowCount = 0
  /// Sum of x x^T, row after row, each with a margin; only the upper triangle is kept. Sums and what they lose
  /// (`CompensatedSum`) are apart, for lanes.
  private var gram: [Double]
  private var lost: [Double]
  private let stride: Int
  /// The latest features, with a margin.
  private var latest: [Double]
  /// Sum of y x.
  private var moments: [CompensatedSum]
  /// Sum of y^2.
  private var square = CompensatedSum()

  /// Eigenvalues of the features scaled to norm 1 that are at most this large relative to the largest count as 0: the
  /// features of one-hot blocks are linearly dependent.
  package static let relativeCutoff = 1e-10

  /// The sums of no rows.
  ///
  /// - Precondition: `dimension >= 1`.
  package init(dimension: Int) {
    precondition(dimension >= 1, "a row needs at least one feature")
    self.dimension = dimension
    stride = dimension + Lanes.margin
    gram = Array(repeating: 0, count: dimension * stride)
    lost = gram
    latest = Array(repeating: 0, count: stride)
    moments = Array(repeating: CompensatedSum(), count: dimension)
  }

  /// Adds a row.
  ///
  /// - Precondition: it has `dimension` features.
  /// - Complexity: O(d k) for k features that are not 0.
  package mutating func add(_ features: [Double], _ target: Double) {
    precondition(features.count == dimension, "a row must have \(dimension) features")
    rowCount += 1
    square.add(target * target)
    let (dimension, stride) = (dimension, stride)
    latest.withUnsafeMutableBufferPointer { latest in
      gram.withUnsafeMutableBufferPointer { gram in
        lost.withUnsafeMutableBufferPointer { lost in
          guard let latest = latest.baseAddress, var gram = gram.baseAddress, var lost = lost.baseAddress else {
            return
          }
          // Element by element, because sharing the array would make its owner copy it.
          for place in 0..<dimension { latest[place] = features[place] }
          for row in 0..<dimension {
            let feature = latest[row]
            if feature != 0 {
              moments[row].add(target * feature)
              var column = row
              while column < dimension {
                // As CompensatedSum has it.
                let (sum, number) = (gram[lanes: column], feature * latest[lanes: column])
                let total = sum + number
                let shadow = total - sum
                lost[lanes: column] += (sum - (total - shadow)) + (number - shadow)
                gram[lanes: column] = total
                column += Lanes.scalarCount
              }
            }
            gram += stride
            lost += stride
          }
        }
      }
    }
  }

  private func product(_ row: Int, _ column: Int) -> Double {
    gram[row * stride + column] + lost[row * stride + column]
  }

  /// The smallest sum of squared residuals of a linear model without intercept, min over theta of the sum of
  /// (y - x . theta)^2, whatever the rank and the units of the features; NaN if a number is not finite.
  ///
  /// - Complexity: O(d^3).
  package var residual: Double {
    guard rowCount > 0 else { return 0 }
    // A feature that is small in all rows must not look like one that depends on the others.
    let norms = (0..<dimension).map { place in
      let norm = product(place, place).squareRoot()
      return norm == 0 ? 1 : norm
    }
    let scaled = (0..<dimension * dimension).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: dimension)
      return product(row, column) / norms[row] / norms[column]
    }
    guard square.value.isFinite, let eigen = SymmetricEigen(upperTriangleOf: scaled, dimension: dimension),
      let largest = eigen.values.max()
    else { return .nan }
    var residual = square.value
    for (place, value) in eigen.values.enumerated() where value > LeastSquaresSums.relativeCutoff * largest {
      var projection = 0.0
      for (row, moment) in moments.enumerated() {
        projection += eigen.vectors[place * dimension + row] * (moment.value / norms[row])
      }
      residual -= projection * projection / value
    }
    // Rounding can leave a perfect fit slightly below 0.
    return residual.isNaN ? .nan : max(0, residual)
  }
}
