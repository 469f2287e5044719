import CBanditGSL

/// The lower triangular factor L of a symmetric positive definite matrix, L L^T (`gsl_linalg_cholesky_decomp1`).
package struct CholeskyFactor: Hashable, Sendable {
  /// The number of rows.
  package let dimension: Int
  /// The rows of the lower triangle, one after the other: row r has r + 1 elements.
  package let elements: [Double]

  /// Factors a matrix; only its lower triangle is asked for.
  ///
  /// - Precondition: the matrix is positive definite; GSL's default handler ends the process where it is not.
  /// - Complexity: O(n^3).
  package init(dimension: Int, matrix: (_ row: Int, _ column: Int) -> Double) {
    precondition(dimension >= 1, "a matrix needs at least one row")
    self.dimension = dimension
    guard let factor = gsl_matrix_alloc(dimension, dimension) else { preconditionFailure("out of memory") }
    defer { gsl_matrix_free(factor) }
    for row in 0..<dimension {
      for column in 0...row { gsl_matrix_set(factor, row, column, matrix(row, column)) }
    }
    let status = gsl_linalg_cholesky_decomp1(factor)
    precondition(status == GSL_SUCCESS, "the matrix is not positive definite")
    elements = (0..<dimension).flatMap { row in (0...row).map { gsl_matrix_get(factor, row, $0) } }
  }

  /// L z: normal with the covariance of the matrix if z is standard normal.
  ///
  /// - Precondition: `z` has `dimension` elements.
  package func times(_ z: [Double]) -> [Double] {
    precondition(z.count == dimension, "\(z.count) elements for \(dimension) rows")
    var place = 0
    return (0..<dimension).map { row in
      var sum = 0.0
      for column in 0...row {
        sum += elements[place] * z[column]
        place += 1
      }
      return sum
    }
  }
}
