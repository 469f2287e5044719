/// Draws from weights on items.
enum WeightedDraw {
  /// The item at which the running sum of the weights, in index order, passes a uniform number in [0, 1).
  ///
  /// Never an item of weight 0: where rounding leaves a rest after the last item, the last one with a
  /// positive weight.
  ///
  /// - Precondition: the weights are 0 or more and sum up to 1.
  static func item(at uniform: Double, of weights: [Double]) -> Int {
    var remaining = uniform
    var last = 0
    for item in weights.indices where weights[item] > 0 {
      remaining -= weights[item]
      if remaining < 0 { return item }
      last = item
    }
    return last
  }
}
