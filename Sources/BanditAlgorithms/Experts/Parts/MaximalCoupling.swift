/// The joint law of two discrete variables with given laws that are equal as often as possible.
enum MaximalCoupling {
  /// The probability of keeping a value.
  static func keepProbability(_ value: Int, from old: [Double], to new: [Double]) -> Double {
    min(1, new[value] / old[value])
  }

  /// A draw from the normalised positive part of new - old; `nil` if there is none.
  ///
  /// - Parameter scratch: room for the positive part, as long as the laws.
  static func residual(
    from old: [Double], to new: [Double], at uniform: Double, scratch: inout [Double]
  ) -> Int? {
    var total = 0.0
    for value in new.indices {
      scratch[value] = max(0, new[value] - old[value])
      total += scratch[value]
    }
    guard total > 0 else { return nil }
    for value in scratch.indices { scratch[value] /= total }
    return WeightedDraw.item(at: uniform, of: scratch)
  }
}
