import CBanditGSL

/// Dense systems of linear equations, by GSL's LU decomposition with partial pivoting.
package enum LinearSystem {
  /// The solution `x` of `matrix x = right`; `nil` where a pivot is 0 or a number is not finite.
  ///
  /// A matrix that is singular up to rounding may still be "solved": a caller that cannot exclude it checks the
  /// residual.
  ///
  /// - Parameters:
  ///   - matrix: n n numbers, row by row.
  ///   - right: n numbers, n at least 1.
  /// - Complexity: O(n^3).
  package static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let size = right.count
    precondition(size >= 1 && matrix.count == size * size, "\(matrix.count) numbers for \(size) equations")
    guard matrix.allSatisfy(\.isFinite), let permutation = gsl_permutation_alloc(size) else { return nil }
    defer { gsl_permutation_free(permutation) }
    var (factors, solution) = (matrix, right)
    let isSolved = factors.withUnsafeMutableBufferPointer { factors in
      solution.withUnsafeMutableBufferPointer { solution in
        var matrix = gsl_matrix_view_array(factors.baseAddress!, size, size)
        var vector = gsl_vector_view_array(solution.baseAddress!, size)
        var sign: Int32 = 0
        guard Int(gsl_linalg_LU_decomp(&matrix.matrix, permutation, &sign)) == GSL_SUCCESS,
          // GSL's solver aborts the process at a pivot of 0.
          (0..<size).allSatisfy({ factors[$0 * (size + 1)] != 0 })
        else { return false }
        return Int(gsl_linalg_LU_svx(&matrix.matrix, permutation, &vector.vector)) == GSL_SUCCESS
      }
    }
    return isSolved && solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
