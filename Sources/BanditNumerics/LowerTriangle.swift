/// The factor C of a symmetric positive definite matrix C C^T, lower triangular, made anew in each round by learners
/// that sample: so it fails without trapping and works in one array.
package struct LowerTriangle: Sendable {
  /// The number of rows.
  package let dimension: Int
  /// Row by row, with zeros above the diagonal.
  package let elements: [Double]

  /// Factorises a matrix of which the lower half is read; `nil` if it is not positive definite, up to rounding.
  ///
  /// - Complexity: O(d^3).
  package init?(of matrix: [Double], dimension: Int) {
    precondition(matrix.count == dimension * dimension, "the matrix must be square")
    var elements = Array(repeating: 0.0, count: dimension * dimension)
    for row in 0..<dimension {
      let above = row * dimension
      for column in 0...row {
        let left = column * dimension
        var sum = matrix[above + column]
        for place in 0..<column { sum -= elements[above + place] * elements[left + place] }
        if column < row {
          elements[above + column] = sum / elements[left + column]
        } else {
          guard sum > 0, sum.isFinite else { return nil }
          elements[above + row] = sum.squareRoot()
        }
      }
    }
    self.dimension = dimension
    self.elements = elements
  }

  /// Factorises a covariance matrix of which the lower half is read, with as little on its diagonal as it takes:
  /// nothing, 1e-10 of a scale, and ten times more until 1e-4 of it; `nil` if that is not enough.
  ///
  /// - Complexity: O(d^3).
  package init?(ofCovariance matrix: [Double], dimension: Int, scale: Double) {
    if let factor = LowerTriangle(of: matrix, dimension: dimension) {
      self = factor
      return
    }
    var matrix = matrix
    var added = 0.0
    for exponent in -10...(-4) {
      let jitter = scale * .pow(10, Double(exponent))
      for place in 0..<dimension { matrix[place * (dimension + 1)] += jitter - added }
      added = jitter
      if let factor = LowerTriangle(of: matrix, dimension: dimension) {
        self = factor
        return
      }
    }
    return nil
  }

  /// ln det of the matrix.
  package var logDeterminant: Double {
    (0..<dimension).reduce(0) { $0 + 2 * .log(elements[$1 * (dimension + 1)]) }
  }

  /// Overwrites z by C z: normal with the covariance of the matrix if z was standard normal.
  package func multiply(_ z: inout [Double]) {
    for row in stride(from: dimension - 1, through: 0, by: -1) {
      var sum = 0.0
      for column in 0...row { sum += elements[row * dimension + column] * z[column] }
      z[row] = sum
    }
  }

  /// Overwrites z by C^-T z.
  package func solveTransposed(_ z: inout [Double]) {
    for row in stride(from: dimension - 1, through: 0, by: -1) {
      var sum = z[row]
      for below in row + 1..<max(row + 1, dimension) { sum -= elements[below * dimension + row] * z[below] }
      z[row] = sum / elements[row * (dimension + 1)]
    }
  }

  /// Overwrites z by C^-1 z.
  package func solve(_ z: inout [Double]) {
    for row in 0..<dimension {
      var sum = z[row]
      for column in 0..<row { sum -= elements[row * dimension + column] * z[column] }
      z[row] = sum / elements[row * (dimension + 1)]
    }
  }

  /// The inverse of the matrix, row by row.
  package var inverse: [Double] {
    var inverse = Array(repeating: 0.0, count: dimension * dimension)
    var column = Array(repeating: 0.0, count: dimension)
    for place in 0..<dimension {
      for row in 0..<dimension { column[row] = row == place ? 1 : 0 }
      solve(&column)
      solveTransposed(&column)
      for row in 0..<dimension { inverse[row * dimension + place] = column[row] }
    }
    // Rounding differs between the halves; users rely on symmetry.
    for row in 0..<dimension {
      for column in 0..<row { inverse[column * dimension + row] = inverse[row * dimension + column] }
    }
    return inverse
  }
}
