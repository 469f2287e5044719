/// The negative entropy, `psi(w) = (1 / eta) w ln w`, whose weights have a closed form:
/// `w_i = exp(-eta L_i) / sum_j exp(-eta L_j)`.
///
/// Exponents are relative to the smallest loss, so that nothing overflows; a weight may underflow to 0.
public enum ExponentialWeights {
  /// Writes the weights of follow-the-regularized-leader, which sum up to 1.
  ///
  /// - Parameters:
  ///   - losses: L, the cumulative losses; finite.
  ///   - rate: eta, 0 or more.
  ///   - items: which part of the two arrays; all of it if left out.
  ///   - weights: as long as the losses.
  /// - Complexity: O(K), with K exponentials.
  public static func solve(
    _ losses: [Double], rate: Double, items: Range<Int>? = nil, into weights: inout [Double]
  ) {
    let items = items ?? losses.indices
    var smallest = Double.infinity
    for item in items { smallest = min(smallest, losses[item]) }
    var sum = 0.0
    for item in items {
      let weight = Double.exp(-rate * (losses[item] - smallest))
      weights[item] = weight
      sum += weight
    }
    for item in items { weights[item] /= sum }
  }
}
