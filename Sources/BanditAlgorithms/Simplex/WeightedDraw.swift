/// Draws from weights on items.
enum WeightedDraw {
  /// The item at which the running sum of the weights, in index order, passes a number: if that is uniform below the
  /// sum of the weights, an item in proportion to its weight.
  ///
  /// Never an item of weight 0: where rounding leaves a rest after the last item, the last one with a
  /// positive weight.
  ///
  /// - Precondition: the weights are 0 or more; the number is from 0 to below their sum.
  static func item(at number: Double, of weights: [Double]) -> Int {
    var remaining = number
    var last = 0
    for item in weights.indices where weights[item] > 0 {
      remaining -= weights[item]
      if remaining < 0 { return item }
      last = item
    }
    return last
  }
}
