/// Sampling from weights by inversion.
enum InverseDistribution {
  /// The index whose stretch of [0, total) a uniform number falls into, in index order; never one of weight 0.
  ///
  /// - Parameters:
  ///   - uniform: in [0, 1).
  ///   - weights: none below 0, at least one above.
  ///   - total: their sum, up to rounding.
  static func index(at uniform: Double, weights: [Double], total: Double = 1) -> Int {
    var remaining = uniform * total
    var last = 0
    for index in weights.indices where weights[index] > 0 {
      remaining -= weights[index]
      if remaining < 0 { return index }
      last = index
    }
    // Rounding may leave a rest after the last weight.
    return last
  }
}
