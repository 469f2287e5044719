/// A G-optimal design: weights on some vectors under which the largest x . V^-1 x, V = sum_a w_a x_a x_a^T, is as small
/// as it can be, which is their rank (Kiefer and Wolfowitz 1960), up to a tolerance.
///
/// Found by the algorithm of Frank and Wolfe from equal weights, with the steps of V. V. Fedorov, Theory of Optimal
/// Experiments, 1972: towards the vector with the largest g = x . V^-1 x, by (g/m - 1)/(g - 1).
package struct OptimalDesign: Sendable {
  /// The number m of dimensions that the vectors span; a direction in which they reach less than 1e-9 of the longest
  /// one does not count.
  package let rank: Int
  /// The vectors in an orthonormal basis of their span, divided by their largest component: `rank` numbers for each.
  package let coordinates: [Double]
  /// The weight of each vector; the sum is 1.
  package private(set) var weights: [Double]
  /// How many steps were made.
  package private(set) var stepCount = 0
  /// The largest x . V^-1 x.
  package var largestWidth: Double { widths.max() ?? 0 }

  private var inverse: [Double] = []
  private var widths: [Double] = []

  /// Finds the design, to x . V^-1 x <= (1 + tolerance) m; `nil` if all vectors are 0, or arithmetic fails.
  ///
  /// - Parameters:
  ///   - vectors: one after the other.
  ///   - dimension: the number of components of each.
  /// - Precondition: at least one vector; `tolerance` above 0.
  /// - Complexity: O(n d m), and O(n m + m^2) for each of about m / tolerance steps at most.
  package init?(of vectors: [Double], dimension: Int, tolerance: Double) {
    precondition(
      dimension >= 1 && !vectors.isEmpty && vectors.count % dimension == 0 && tolerance > 0,
      "a design needs at least one vector, and a tolerance above 0")
    let count = vectors.count / dimension
    let scale = vectors.reduce(0) { max($0, abs($1)) }
    guard scale > 0, scale.isFinite else { return nil }
    let scaled = vectors.map { $0 / scale }
    let basis = Self.basis(of: scaled, dimension: dimension)
    let rank = basis.count
    var coordinates: [Double] = []
    coordinates.reserveCapacity(count * rank)
    for start in stride(from: 0, to: scaled.count, by: dimension) {
      for axis in basis {
        var sum = 0.0
        for place in 0..<dimension { sum += scaled[start + place] * axis[place] }
        coordinates.append(sum)
      }
    }
    self.rank = rank
    self.coordinates = coordinates
    weights = Array(repeating: 1 / Double(count), count: count)
    guard refresh() else { return nil }
    let size = Double(rank)
    while true {
      var best = 0
      for (place, width) in widths.enumerated() where width > widths[best] { best = place }
      let width = widths[best]
      if width <= (1 + tolerance) * size { return }
      guard width.isFinite, step(towards: best, by: (width / size - 1) / (width - 1)) else { return nil }
    }
  }

  /// An orthonormal basis of the span, by the Gram-Schmidt process on the vector that is longest each time.
  private static func basis(of vectors: [Double], dimension: Int) -> [[Double]] {
    var rest = vectors
    var basis: [[Double]] = []
    var least = 0.0
    while basis.count < min(dimension, vectors.count / dimension) {
      var (longest, norm) = (0, -1.0)
      for start in stride(from: 0, to: rest.count, by: dimension) {
        var square = 0.0
        for place in start..<start + dimension { square += rest[place] * rest[place] }
        if square.squareRoot() > norm { (longest, norm) = (start, square.squareRoot()) }
      }
      if basis.isEmpty { least = 1e-9 * norm }
      if norm <= least { break }
      var axis = Array(rest[longest..<longest + dimension])
      // What rounding left along the others goes, too.
      for other in basis { subtract(other, from: &axis, at: 0) }
      let length = axis.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for place in axis.indices { axis[place] /= length }
      for start in stride(from: 0, to: rest.count, by: dimension) { subtract(axis, from: &rest, at: start) }
      basis.append(axis)
    }
    return basis
  }

  private static func subtract(_ axis: [Double], from vectors: inout [Double], at start: Int) {
    var product = 0.0
    for place in axis.indices { product += axis[place] * vectors[start + place] }
    for place in axis.indices { vectors[start + place] -= product * axis[place] }
  }

  /// sum_a w_a u_a u_a^T of the coordinates, for weights of any sum; row by row.
  package func gram(_ weights: [Double]) -> [Double] {
    var gram = Array(repeating: 0.0, count: rank * rank)
    for (vector, weight) in weights.enumerated() {
      let start = vector * rank
      for row in 0..<rank {
        let factor = weight * coordinates[start + row]
        for column in 0..<rank { gram[row * rank + column] += factor * coordinates[start + column] }
      }
    }
    return gram
  }

  /// The inverse of V and all widths anew; whether V has an inverse.
  private mutating func refresh() -> Bool {
    guard let triangle = LowerTriangle(of: gram(weights), dimension: rank) else { return false }
    inverse = triangle.inverse
    widths = weights.indices.map { vector in
      let product = product(with: vector)
      return (0..<rank).reduce(0) { $0 + coordinates[vector * rank + $1] * product[$1] }
    }
    return true
  }

  private func product(with vector: Int) -> [Double] {
    (0..<rank).map { row in
      (0..<rank).reduce(0) { $0 + inverse[row * rank + $1] * coordinates[vector * rank + $1] }
    }
  }

  /// Moves weight to a vector; whether V still has an inverse. Every 50 steps it is made anew.
  private mutating func step(towards target: Int, by length: Double) -> Bool {
    stepCount += 1
    for place in weights.indices { weights[place] *= 1 - length }
    weights[target] += length
    guard length < 1, stepCount % 50 != 0 else { return refresh() }
    let product = product(with: target)
    let factor = length / (1 - length + length * widths[target])
    for vector in widths.indices {
      var shared = 0.0
      for place in 0..<rank { shared += coordinates[vector * rank + place] * product[place] }
      widths[vector] = (widths[vector] - factor * shared * shared) / (1 - length)
    }
    for row in 0..<rank {
      for column in 0..<rank {
        let place = row * rank + column
        inverse[place] = (inverse[place] - factor * product[row] * product[column]) / (1 - length)
      }
    }
    return true
  }
}
