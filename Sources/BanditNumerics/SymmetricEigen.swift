import CBanditGSL

/// The eigenvalues and eigenvectors of a symmetric matrix (`gsl_eigen_symmv`).
package struct SymmetricEigen: Sendable {
  /// The eigenvalues, in no order.
  package let values: [Double]
  /// The unit eigenvectors, that of each value after the other.
  package let vectors: [Double]

  /// Decomposes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: row after row; only the upper triangle is read.
  ///   - dimension: its number of rows, at least 1.
  /// - Returns: `nil` if an element is not finite, or the iteration does not converge.
  /// - Complexity: O(n^3).
  package init?(upperTriangleOf matrix: [Double], dimension: Int) {
    precondition(
      dimension >= 1 && matrix.count == dimension * dimension, "the matrix must be square, with at least one row")
    guard let work = gsl_eigen_symmv_alloc(dimension), let copy = gsl_matrix_alloc(dimension, dimension),
      let eigenvalues = gsl_vector_alloc(dimension), let eigenvectors = gsl_matrix_alloc(dimension, dimension)
    else { return nil }
    defer {
      gsl_eigen_symmv_free(work)
      gsl_matrix_free(copy)
      gsl_vector_free(eigenvalues)
      gsl_matrix_free(eigenvectors)
    }
    for row in 0..<dimension {
      for column in row..<dimension {
        let element = matrix[row * dimension + column]
        guard element.isFinite else { return nil }
        // GSL reads the lower triangle.
        gsl_matrix_set(copy, column, row, element)
      }
    }
    guard gsl_eigen_symmv(copy, eigenvalues, eigenvectors, work) == GSL_SUCCESS else { return nil }
    values = (0..<dimension).map { gsl_vector_get(eigenvalues, $0) }
    vectors = (0..<dimension).flatMap { place in
      (0..<dimension).map { gsl_matrix_get(eigenvectors, $0, place) }
    }
  }
}
