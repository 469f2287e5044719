extension SimplexSolver {
  /// The weights of follow-the-regularized-leader for the 1/2-Tsallis entropy, as the general solution has them, in
  /// less time.
  ///
  /// With `z_i = L_i - min L + depth` the weights are `4 / (eta z_i)^2`: after a move of the depth by d they are
  /// `w_i (1 + d / z_i)^-2`. Four sums over the items give their total to the third order in d. Near the root the move
  /// then follows without another look at the items, and the weights by a polynomial without another division.
  ///
  /// - Parameters:
  ///   - losses: L, the cumulative losses; finite.
  ///   - rate: eta, above 0.
  ///   - depth: the smallest loss minus x, as of the general solution.
  ///   - weights: as long as the losses.
  /// - Returns: how often the distances were inverted.
  @inlinable
  @discardableResult
  public static func solveTsallisHalf(
    _ losses: [Double], rate: Double, depth: inout Double, into weights: inout [Double]
  ) -> Int {
    guard losses.count > 1 else {
      for item in losses.indices { weights[item] = 1 }
      return 0
    }
    let regularizer = TsallisHalf(rate: rate)
    let smallest = smallest(of: losses)
    let scale = 1 / (regularizer.halfRate * regularizer.halfRate)
    // Where one item has all the weight, and where all weights are equal.
    var shallow = regularizer.distance(of: 0, atWeight: 1)
    var deep = regularizer.distance(of: 0, atWeight: 1 / Double(losses.count))
    depth = depth.isNaN ? shallow : max(shallow, min(depth, deep))
    var evaluations = 0
    var move = 0.0
    while evaluations < evaluationLimit {
      let sums = invert(losses, above: smallest, depth: depth, scale: scale, into: &weights)
      evaluations += 1
      // sum - 1 = 2 A d - 3 B d^2 + 4 C d^3, the series reversed.
      let excess = sums.weight - 1
      let slope = 0.5 / sums.first
      let (first, second, third) = (excess * slope, 3 * sums.second * slope, 4 * sums.third * slope)
      move = first * (1 + first * (second + first * (2 * second * second - third)))
      // The fourth power of a relative move is lost in rounding.
      if abs(move) <= 3e-5 * depth { break }
      if excess > 0 { shallow = depth } else { deep = depth }
      if !(abs(move) < 0.1 * depth) { move = regularizer.stride(from: sums.weight, total: 1) * slope }
      let next = depth + move
      depth = shallow < next && next < deep ? next : shallow + 0.5 * (deep - shallow)
      move = 0
    }
    for item in weights.indices {
      let inverse = weights[item]
      let relative = move * inverse
      weights[item] = scale * inverse * inverse * (1 + relative * (relative * (3 - 4 * relative) - 2))
    }
    depth += move
    return evaluations
  }

  @inlinable
  static func smallest(of losses: [Double]) -> Double {
    var pair = SIMD2(repeating: losses[losses.count - 1])
    var item = 0
    while item &+ 1 < losses.count {
      pair = pointwiseMin(pair, SIMD2(losses[item], losses[item &+ 1]))
      item &+= 2
    }
    return min(pair.x, pair.y)
  }

  /// Replaces weights by `1 / z_i`; the sums over all items of `w_i z_i^-n` for n = 0, 1, 2, 3.
  @inlinable
  static func invert(
    _ losses: [Double], above smallest: Double, depth: Double, scale: Double, into weights: inout [Double]
  ) -> (weight: Double, first: Double, second: Double, third: Double) {
    var sums = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
    var item = 0
    while item < losses.count {
      // The last of an odd number is paired with an item infinitely far away.
      let hasNext = item &+ 1 < losses.count
      let pair = SIMD2(losses[item], hasNext ? losses[item &+ 1] : .infinity)
      let inverses = 1 / ((pair - smallest) + depth)
      weights[item] = inverses.x
      if hasNext { weights[item &+ 1] = inverses.y }
      let squares = inverses * inverses
      sums.0 += squares
      sums.1 += squares * inverses
      sums.2 += squares * squares
      sums.3 += squares * squares * inverses
      item &+= 2
    }
    return (
      scale * (sums.0.x + sums.0.y), scale * (sums.1.x + sums.1.y), scale * (sums.2.x + sums.2.y),
      scale * (sums.3.x + sums.3.y)
    )
  }
}
