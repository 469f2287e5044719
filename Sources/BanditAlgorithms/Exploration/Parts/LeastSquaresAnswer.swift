import BanditGames
import BanditNumerics

/// Least squares for theta from answers to queries that are vectors.
struct LeastSquaresAnswer: Sendable {
  let vectors: QueryVectors
  /// sum x x^T, row by row, lower half.
  private var gram: [Double]
  private var moments: [Double]

  init(_ vectors: QueryVectors) {
    self.vectors = vectors
    gram = Array(repeating: 0, count: vectors.dimension * vectors.dimension)
    moments = Array(repeating: 0, count: vectors.dimension)
  }

  /// O(d^2).
  mutating func observe(_ response: Double, to query: Int) {
    let size = vectors.dimension
    let start = query * size
    for row in 0..<size {
      let factor = vectors.queries[start + row]
      moments[row] += factor * response
      for column in 0...row { gram[row * size + column] += factor * vectors.queries[start + column] }
    }
  }

  /// The factor of sum x x^T, made regular by 1e-9 of its trace, so that theta is 0 where nothing was asked; `nil` before
  /// there is anything but zeros. O(d^3).
  var factor: LowerTriangle? {
    let size = vectors.dimension
    var regular = gram
    let trace = (0..<size).reduce(0) { $0 + gram[$1 * (size + 1)] }
    for place in 0..<size { regular[place * (size + 1)] += 1e-9 * trace }
    return LowerTriangle(of: regular, dimension: size)
  }

  /// The estimate of theta.
  func theta(_ factor: LowerTriangle?) -> [Double] {
    guard let factor else { return Array(repeating: 0, count: vectors.dimension) }
    var theta = moments
    factor.solve(&theta)
    factor.solveTransposed(&theta)
    return theta
  }

  /// The worth of each answer, estimated.
  var worths: [Double] { vectors.worths(theta(factor)) }
}

extension [Double] {
  /// The first place of the largest number; 0 of none.
  var firstMaximum: Int {
    var best = 0
    for place in indices where self[place] > self[best] { best = place }
    return best
  }
}
