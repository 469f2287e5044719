import BanditCards
import BanditGames
import BanditNumerics

/// What learners for drifting parameters have in common.
enum DriftingModel {
  /// Refuses contexts that all arms share: the matrices are of one block.
  static func check(_ problem: ContextualProblem) throws(InvalidSettings) {
    if problem.isShared {
      throw InvalidSettings("", "needs arms with features of their own; all arms of the environment share a context")
    }
    if problem.dimension > 300 {
      throw InvalidSettings("", "factorises a matrix in every round; accepted: up to 300 features")
    }
  }

  /// The inverse of a Gram matrix, and the estimate, which is that times the moments; `nil` where the matrix has no
  /// Cholesky factor.
  static func fit(_ gram: [Double], _ moments: [Double]) -> (inverse: [Double], estimate: [Double])? {
    let dimension = moments.count
    guard let inverse = LowerTriangle(of: gram, dimension: dimension)?.inverse else { return nil }
    let estimate = (0..<dimension).map { row in
      var sum = 0.0
      for column in 0..<dimension { sum += inverse[row * dimension + column] * moments[column] }
      return sum
    }
    return (inverse, estimate)
  }

  /// sqrt(x . M x) for the features of an arm.
  static func width(of arm: Int, in view: ContextualView, under matrix: [Double]) -> Double {
    let dimension = view.dimension
    let start = view.start(of: arm)
    var sum = 0.0
    for row in 0..<dimension {
      var product = 0.0
      for column in 0..<dimension { product += matrix[row * dimension + column] * view.features[start + column] }
      sum += view.features[start + row] * product
    }
    return max(0, sum).squareRoot()
  }

  /// The product of two square matrices.
  static func product(_ left: [Double], _ right: [Double], _ dimension: Int) -> [Double] {
    var product = Array(repeating: 0.0, count: left.count)
    for row in 0..<dimension {
      for inner in 0..<dimension {
        let factor = left[row * dimension + inner]
        for column in 0..<dimension { product[row * dimension + column] += factor * right[inner * dimension + column] }
      }
    }
    return product
  }
}
