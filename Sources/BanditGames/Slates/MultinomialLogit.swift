import BanditNumerics

/// The multinomial logit model of a choice between the items of a slate and nothing: probabilities proportional to
/// exp(logit).
public enum MultinomialLogit {
  /// The logits that the model takes; others count as the nearer end, so that no exponential overflows.
  public static let accepted: ClosedRange<Double> = -100...20

  /// The accepted logit that is nearest to a number.
  public static func clipped(_ logit: Double) -> Double { min(max(logit, accepted.lowerBound), accepted.upperBound) }

  /// Writes the probability of each item; what is missing to 1 is that of nothing, which is returned.
  ///
  /// - Parameters:
  ///   - probabilities: overwritten, one for each of `logits`.
  ///   - outside: the logit of nothing.
  /// - Precondition: logits are finite.
  /// - Complexity: O(items).
  @discardableResult
  public static func write(into probabilities: inout [Double], logits: [Double], outside: Double) -> Double {
    // Only differences matter: the largest exponent is 0.
    let largest = logits.reduce(outside) { max($0, $1) }
    let nothing = Double.exp(outside - largest)
    var sum = nothing
    for place in logits.indices {
      probabilities[place] = Double.exp(logits[place] - largest)
      sum += probabilities[place]
    }
    for place in logits.indices { probabilities[place] /= sum }
    return nothing / sum
  }

  /// The probability of a click on a slate of items with attractions v = exp(logit - logit of nothing):
  /// sum v / (1 + sum v), from the sum.
  public static func clickProbability(ofAttraction sum: Double) -> Double { 1 / (1 + 1 / sum) }
}
