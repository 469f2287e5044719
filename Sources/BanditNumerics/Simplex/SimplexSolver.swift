/// The weights of follow-the-regularized-leader and of mirror descent, for separable regularisers:
/// `w = argmin { <w, L> + sum_i psi_i(w_i) : sum_i w_i = m }`.
///
/// With `z_i = L_i - x` the weights are functions of one number x, in which their sum F increases. For
/// m = 1 and no bounds, F is convex below the smallest loss for the Tsallis entropies and logarithmic
/// barriers: Newton's steps from the right end of the bracket fall to the root without ever passing it, and
/// those from the left are past it after one step. Steps that leave the bracket, which every evaluation
/// narrows, are replaced by its middle: a start on the wrong side of a pole cannot run away.
///
/// Steps are Newton's for a power of F that is nearly straight (`SeparableRegularizer.stride`), which is
/// concave where F is convex, so that the same holds with fewer steps.
///
/// Nothing is allocated. The caller keeps the *depth* of x, how far it lies below the smallest loss, from one
/// solution to the next as a warm start, `.nan` before the first. Losses may have any sign and size; only
/// their differences matter.
public enum SimplexSolver {
  /// No problem among thousands at rates from 1e-4 to 30 and losses to 1e7 takes half as many.
  @usableFromInline package static let evaluationLimit = 200

  /// Writes the weights of follow-the-regularized-leader.
  ///
  /// - Parameters:
  ///   - losses: L, the cumulative losses; finite.
  ///   - regularizer: psi, its rate included.
  ///   - total: m, what the weights sum up to; 1 unless the regulariser keeps weights below 1.
  ///   - items: which part of the two arrays; all of it if left out. The regulariser counts items from 0.
  ///   - depth: the smallest loss minus x; read as the start if it is a number, and left at the solution.
  ///   - weights: as long as the losses.
  /// - Returns: how often the weights were evaluated.
  /// - Complexity: O(K) for each evaluation, of which a warm start takes two or three.
  @inlinable
  @discardableResult
  public static func solve<Regularizer: SeparableRegularizer>(
    _ losses: [Double], _ regularizer: Regularizer, total: Double = 1, items: Range<Int>? = nil,
    depth: inout Double, into weights: inout [Double]
  ) -> Int {
    let items = items ?? losses.indices
    if Double(items.count) <= total {
      for item in items { weights[item] = 1 }
      return 0
    }
    var problem = SimplexProblem(losses, regularizer, total: total, items: items)
    return problem.solve(losses, regularizer, depth: &depth, into: &weights)
  }

  /// Replaces weights by those after a step of mirror descent,
  /// `argmin { <w, l> + sum_i D_i(w_i, v_i) : sum_i w_i = m }` with v the weights before and D_i the Bregman
  /// divergence of psi_i: the leader's problem with the losses `l_i - psi_i'(v_i)`.
  ///
  /// - Parameters:
  ///   - losses: l, the losses of the step; replaced by those of the leader's problem.
  ///   - regularizer: psi, its rate included.
  ///   - total: m.
  ///   - items: which part of the two arrays.
  ///   - weights: v before, w after; where v is 0, w is 0.
  /// - Returns: the number lambda with `psi'(w_i) = psi'(v_i) - l_i + lambda`.
  @inlinable
  @discardableResult
  public static func step<Regularizer: SeparableRegularizer>(
    _ losses: inout [Double], _ regularizer: Regularizer, total: Double = 1, items: Range<Int>? = nil,
    updating weights: inout [Double]
  ) -> Double {
    let items = items ?? losses.indices
    var smallest = Double.infinity
    for item in items {
      losses[item] += regularizer.distance(of: item - items.lowerBound, atWeight: weights[item])
      smallest = min(smallest, losses[item])
    }
    // Without a loss x would be 0.
    var depth = smallest
    solve(losses, regularizer, total: total, items: items, depth: &depth, into: &weights)
    return smallest - depth
  }
}

/// One search for the multiplier.
///
/// Distances are `(L_i - origin) - offset`: near the root of a problem with huge losses the first
/// difference is exact, where `L_i - x` would have lost the digits that matter.
@usableFromInline
package struct SimplexProblem {
  @usableFromInline let items: Range<Int>
  @usableFromInline let total: Double
  @usableFromInline let smallest: Double
  @usableFromInline var origin: Double
  @usableFromInline var low: Double
  @usableFromInline var high: Double
  @usableFromInline var offset = 0.0

  /// The bracket: at its left end no item is above the average weight, at its right end none is below,
  /// or, for m = 1, one has it all.
  @inlinable
  public init<Regularizer: SeparableRegularizer>(
    _ losses: [Double], _ regularizer: Regularizer, total: Double, items: Range<Int>
  ) {
    self.items = items
    self.total = total
    let isSimple = total == 1 && !Regularizer.hasBounds
    var smallest = Double.infinity
    var largest = -Double.infinity
    for item in items {
      smallest = min(smallest, losses[item])
      if !isSimple { largest = max(largest, losses[item]) }
    }
    self.smallest = smallest
    origin = smallest
    let average = total / Double(items.count)
    if Regularizer.treatsItemsAlike {
      let level = regularizer.distance(of: 0, atWeight: average)
      low = -level
      high = isSimple ? .infinity : largest - smallest - level
      if total == 1 { high = min(high, -regularizer.distance(of: 0, atWeight: 1)) }
    } else {
      low = .infinity
      high = -.infinity
      var cap = Double.infinity
      for item in items {
        let loss = losses[item] - smallest
        let index = item - items.lowerBound
        let level = loss - regularizer.distance(of: index, atWeight: average)
        low = min(low, level)
        high = max(high, level)
        if total == 1 { cap = min(cap, loss - regularizer.distance(of: index, atWeight: 1)) }
      }
      high = min(high, cap)
    }
    // Rounding may put the ends of a bracket of one point in the wrong order.
    high = max(high, low)
  }

  /// Finds the root and writes the weights.
  @inlinable
  public mutating func solve<Regularizer: SeparableRegularizer>(
    _ losses: [Double], _ regularizer: Regularizer, depth: inout Double, into weights: inout [Double]
  ) -> Int {
    let isSimple = total == 1 && !Regularizer.hasBounds
    offset = depth.isNaN ? high : max(low, min(-depth, high))
    var evaluations = 0
    if !isSimple {
      // Here x may be far from the smallest loss. Once it is roughly known it becomes the origin.
      evaluations = search(losses, regularizer, tolerance: 1e-4 * total, into: &weights).evaluations
      let room = 1e-12 * (abs(origin) + abs(offset))
      low -= offset + room
      high -= offset - room
      origin += offset
      offset = 0
    }
    let (further, excess, slope) = search(
      losses, regularizer, tolerance: Double(items.count) * 0x1p-52, into: &weights)
    if isSimple && !Regularizer.isAlgebraic {
      let scale = total / (excess + total)
      for item in items { weights[item] *= scale }
    } else if slope > 0 {
      let step = excess / slope
      offset -= step
      for item in items {
        let weight = weights[item] - step * regularizer.slope(of: item - items.lowerBound, atWeight: weights[item])
        weights[item] = isSimple ? weight : max(0, min(1, weight))
      }
    }
    depth = (smallest - origin) - offset
    return evaluations + further
  }

  /// Narrows the bracket until the weights sum up to the total within a tolerance, or until x has no
  /// digits left; the weights are those at the final offset.
  @inlinable
  mutating func search<Regularizer: SeparableRegularizer>(
    _ losses: [Double], _ regularizer: Regularizer, tolerance: Double, into weights: inout [Double]
  ) -> (evaluations: Int, excess: Double, slope: Double) {
    var evaluations = 0
    var latest = Double.infinity
    while true {
      var sums = SIMD2<Double>.zero
      var slopes = SIMD2<Double>.zero
      var item = items.lowerBound
      while item &+ 1 < items.upperBound {
        let distances = (SIMD2(losses[item], losses[item &+ 1]) - origin) - offset
        let pair = regularizer.weights(of: item &- items.lowerBound, atDistances: distances)
        weights[item] = pair.weights.x
        weights[item &+ 1] = pair.weights.y
        sums += pair.weights
        slopes += pair.slopes
        item &+= 2
      }
      var sum = sums.x + sums.y
      var slope = slopes.x + slopes.y
      if item < items.upperBound {
        let last = regularizer.weight(
          of: item - items.lowerBound, atDistance: (losses[item] - origin) - offset)
        weights[item] = last.weight
        sum += last.weight
        slope += last.slope
      }
      evaluations += 1
      let excess = sum - total
      let isStuck = evaluations >= SimplexSolver.evaluationLimit || abs(excess) >= latest && abs(excess) < 1e-14
      if abs(excess) <= tolerance || isStuck { return (evaluations, excess, slope) }
      // The last step is taken along the slopes. The smallest loss has the smallest distance, -offset, and the
      // square of a relative step is then lost in rounding.
      if Regularizer.isAlgebraic && abs(excess) <= 3e-9 * slope * -offset { return (evaluations, excess, slope) }
      latest = abs(excess)
      if excess > 0 { high = offset } else { low = offset }
      var next = offset - regularizer.stride(from: sum, total: total) / slope
      if !(low < next && next < high) {
        next = low + 0.5 * (high - low)
        if !(low < next && next < high) { return (evaluations, excess, slope) }
      }
      offset = next
    }
  }
}
