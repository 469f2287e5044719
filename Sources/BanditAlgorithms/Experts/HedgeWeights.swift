import BanditNumerics

/// Weights that fall exponentially with estimated sums of losses.
///
/// What is kept are the sums; probabilities are made of them when they are asked for.
struct HedgeWeights: Sendable {
  /// The sum of each action's losses, up to what all have in common.
  private(set) var totals: [Double]
  /// The probabilities that were last made.
  var probabilities: [Double]

  /// No losses, equal probabilities.
  init(actionCount: Int) {
    totals = Array(repeating: 0, count: actionCount)
    probabilities = Array(repeating: 1 / Double(actionCount), count: actionCount)
  }

  /// Adds a loss of one action.
  mutating func add(_ loss: Double, to action: Int) { totals[action] += loss }

  /// Adds a loss of each action; O(K).
  mutating func add(_ losses: [Double]) {
    for action in totals.indices { totals[action] += losses[action] }
  }

  /// Makes the probabilities, proportional to exp(-rate total); O(K).
  mutating func weigh(rate: Double) {
    ExponentialWeights.solve(totals, rate: rate, into: &probabilities)
    // Only differences matter, and those of large numbers lose digits.
    if totals[0] > 1e6, let least = totals.min(), least > 1e6 {
      for action in totals.indices { totals[action] -= least }
    }
  }

  /// The action whose stretch of [0, 1) a uniform number falls into, in the order of actions.
  func action(at uniform: Double) -> Int { InverseDistribution.index(at: uniform, weights: probabilities) }
}
