import BanditGames

/// An arm of a weighted tallying bandit: the weights of its tally and the loss at each tally.
public struct TallyingArm: Hashable, Sendable {
  /// The weights of its tally.
  public let weights: TallyWeights
  /// Its mean loss by its tally.
  public let loss: LossCurve

  /// Creates an arm.
  public init(weights: TallyWeights = .flat, loss: LossCurve) {
    // The powers of 1 are exact as a count.
    self.weights = weights == .decay(1) ? .flat : weights
    self.loss = loss
  }

  /// The mean losses of m pulls in a row that follow m rounds of other arms: the last one is that at full tally.
  func climb(memory: Int) -> [Double] {
    let full = weights.sum(memory: memory)
    var tally = 0.0
    return weights.values(memory: memory).enumerated().map { age, weight in
      tally += weight
      return loss.loss(at: age == memory - 1 ? full : tally, full: full)
    }
  }

  /// The least mean loss over all tallies that a window of m pulls can have, the present pull being of this arm; `nil`
  /// where there are too many to look at.
  ///
  /// Flat weights have the tallies 1...m, monotone curves their least value at an end; else all 2^(m-1) sums are tried,
  /// up to m = 20.
  func leastLoss(memory: Int) -> Double? {
    let full = weights.sum(memory: memory)
    if weights == .flat { return climb(memory: memory).min()! }
    let values = weights.values(memory: memory)
    let ends = min(loss.loss(at: values[0], full: full), loss.loss(at: full, full: full))
    if loss.isMonotone { return ends }
    guard memory <= TallyingArm.largestEnumeratedMemory else { return nil }
    func least(_ tally: Double, _ age: Int) -> Double {
      if age == memory { return loss.loss(at: tally, full: full) }
      return min(least(tally, age + 1), least(tally + values[age], age + 1))
    }
    return min(ends, least(values[0], 1))
  }

  static let largestEnumeratedMemory = 20
}
