/// Draws from weights on items.
public enum WeightedDraw {
  /// The item at which the running sum of the weights, in index order, passes a number: if that is uniform below the
  /// sum of the weights, an item in proportion to its weight.
  ///
  /// Never an item of weight 0: where rounding leaves a rest after the last item, the last one with a
  /// positive weight.
  ///
  /// - Precondition: the weights are 0 or more; the number is from 0 to below their sum.
  public static func item(at number: Double, of weights: [Double]) -> Int {
    var remaining = number
    if weights.count <= fewItems {
      // What is left never grows: counting costs less than guessing wrong where it ends.
      var item = 0
      for weight in weights {
        remaining -= weight
        item += remaining < 0 ? 0 : 1
      }
      if item < weights.count { return item }
    } else {
      for item in weights.indices {
        remaining -= weights[item]
        if remaining < 0 { return item }
      }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  /// Up to so many items all are looked at.
  private static let fewItems = 24

  /// The same with exploration: below `mixing` the number picks any item alike, above it one by the weights.
  ///
  /// - Parameters:
  ///   - uniform: in [0, 1).
  ///   - weights: 0 or more.
  ///   - total: their sum.
  ///   - mixing: the probability of exploring.
  public static func item(at uniform: Double, of weights: [Double], total: Double, mixing: Double) -> Int {
    exploration(at: uniform, mixing: mixing, count: weights.count)
      ?? item(at: (uniform - mixing) / (1 - mixing) * total, of: weights)
  }

  /// The item that is explored if a uniform number in [0, 1) is below `mixing`.
  public static func exploration(at uniform: Double, mixing: Double, count: Int) -> Int? {
    uniform < mixing ? min(Int(uniform / mixing * Double(count)), count - 1) : nil
  }
}
