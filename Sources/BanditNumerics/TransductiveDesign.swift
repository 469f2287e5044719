/// Shares of measurements among queries that tell some directions best: they minimise max_y y . A(lambda)^-1 y over the
/// simplex, with A(lambda) = sum_x lambda_x x x^T.
///
/// With y = (z* - z) / <z* - z, theta>, for every answer z but the best one, z*, the minimum is rho*(theta), the constant
/// of the lower bound for linear pure exploration (Soare, Lazaric and Munos 2014; Fiez, Jain, Jamieson and Ratliff 2019).
///
/// Solved by exponentiated gradients, the best iterate kept. The objective is a maximum and not smooth: steps of Frank and
/// Wolfe towards the query that is best for one worst y can stall where several y tie.
package struct TransductiveDesign: Sendable {
  /// The smallest value found, an upper bound of the minimum.
  package let value: Double
  /// The share of each query, all above 0; the sum is 1.
  package let weights: [Double]

  /// How many steps bring the relative error to 1e-4 or less on small problems, below 1e-5 on most.
  package static let usualSteps = 20_000

  /// Solves for vectors.
  ///
  /// - Parameters:
  ///   - queries: the vectors x, one after the other.
  ///   - directions: the vectors y, one after the other; at least one.
  ///   - dimension: the number of components of each.
  ///   - steps: how many steps are made.
  /// - Returns: `nil` if arithmetic fails, as where a direction is not finite.
  /// - Complexity: O(d^2 (queries + directions + d)) for each step.
  package init?(queries: [Double], directions: [Double], dimension: Int, steps: Int = Self.usualSteps) {
    precondition(
      dimension >= 1 && !queries.isEmpty && queries.count % dimension == 0 && !directions.isEmpty
        && directions.count % dimension == 0, "a design needs queries and directions of one dimension")
    let count = queries.count / dimension
    var gram = Array(repeating: 0.0, count: dimension * dimension)
    var solved = Array(repeating: 0.0, count: dimension)
    var worst = solved
    self.init(count: count, steps: steps) { weights, gains in
      for place in gram.indices { gram[place] = 0 }
      for query in 0..<count {
        let start = query * dimension
        for row in 0..<dimension {
          let factor = weights[query] * queries[start + row]
          for column in 0...row { gram[row * dimension + column] += factor * queries[start + column] }
        }
      }
      let trace = (0..<dimension).reduce(0) { $0 + gram[$1 * (dimension + 1)] }
      // Where queries do not span the space; directions outside of their span then cost too much to be overlooked.
      for place in 0..<dimension { gram[place * (dimension + 1)] += 1e-12 * trace }
      guard let factor = LowerTriangle(of: gram, dimension: dimension) else { return nil }
      var value = -1.0
      for start in stride(from: 0, to: directions.count, by: dimension) {
        for place in 0..<dimension { solved[place] = directions[start + place] }
        factor.solve(&solved)
        let square = solved.reduce(0) { $0 + $1 * $1 }
        if square > value {
          value = square
          swap(&worst, &solved)
        }
      }
      guard value.isFinite, value >= 0 else { return nil }
      factor.solveTransposed(&worst)
      for query in 0..<count {
        var product = 0.0
        for place in 0..<dimension { product += queries[query * dimension + place] * worst[place] }
        gains[query] = product * product
      }
      return value
    }
  }

  /// Solves where each query measures one element of its own: y . A^-1 y is the sum over the elements in which two sets
  /// differ of 1 / lambda, over the square of the difference of their sums.
  ///
  /// - Parameters:
  ///   - elementCount: the number of elements; at least 1.
  ///   - differences: for each other set the elements in which it differs from the best one, and by how much that one is
  ///     better, above 0; at least one.
  ///   - steps: how many steps are made.
  /// - Complexity: O(elements of all differences) for each step.
  package init?(
    elementCount: Int, differences: [(elements: [Int], gap: Double)], steps: Int = Self.usualSteps
  ) {
    precondition(elementCount >= 1 && !differences.isEmpty, "a design needs elements and differences")
    self.init(count: elementCount, steps: steps) { weights, gains in
      var (worst, value) = (0, -1.0)
      for (place, difference) in differences.enumerated() {
        var sum = 0.0
        for element in difference.elements { sum += 1 / weights[element] }
        sum /= difference.gap * difference.gap
        if sum > value { (worst, value) = (place, sum) }
      }
      guard value.isFinite, value >= 0 else { return nil }
      for element in gains.indices { gains[element] = 0 }
      for element in differences[worst].elements {
        let ratio = 1 / (weights[element] * differences[worst].gap)
        gains[element] = ratio * ratio
      }
      return value
    }
  }

  /// - Parameter judge: the value of some weights, and for each query how fast it falls with the query's weight.
  private init?(count: Int, steps: Int, judge: (_ weights: [Double], _ gains: inout [Double]) -> Double?) {
    precondition(steps >= 1, "a design needs at least one step")
    var logits = Array(repeating: 0.0, count: count)
    var weights = Array(repeating: 1 / Double(count), count: count)
    var gains = logits
    var best = Double.infinity
    var bestWeights = weights
    for step in 1...steps {
      guard let value = judge(weights, &gains) else { return nil }
      if value < best {
        best = value
        bestWeights = weights
      }
      let largest = gains.max() ?? 0
      guard largest > 0, largest.isFinite else { break }
      let rate = (2 * Double.log(Double(count)) / Double(step)).squareRoot() / largest
      var highest = -Double.infinity
      for query in 0..<count {
        logits[query] += rate * gains[query]
        highest = max(highest, logits[query])
      }
      var sum = 0.0
      for query in 0..<count {
        // None becomes 0: every query stays possible.
        weights[query] = max(.exp(logits[query] - highest), 1e-100)
        sum += weights[query]
      }
      for query in 0..<count { weights[query] /= sum }
    }
    guard best.isFinite else { return nil }
    value = best
    self.weights = bestWeights
  }
}
