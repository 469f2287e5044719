import BanditCards
import BanditGames

/// Inverse gap weighting: arms are drawn with probabilities that fall with their predicted gap to the best one.
public enum GapWeights {
  /// The probabilities for predictions y in [0, 1]: b = argmax y, the lowest index on ties; p_a = 1 / (K + gamma (y_b -
  /// y_a)) for the others, and b has the rest.
  ///
  /// - Precondition: at least one prediction.
  public static func probabilities(of predictions: [Double], gamma: Double) -> [Double] {
    var probabilities = predictions
    write(into: &probabilities, of: predictions, gamma: gamma)
    return probabilities
  }

  static func write(into probabilities: inout [Double], of predictions: [Double], gamma: Double) {
    var best = 0
    for (arm, prediction) in predictions.enumerated() where prediction > predictions[best] { best = arm }
    let count = Double(predictions.count)
    var others = 0.0
    for (arm, prediction) in predictions.enumerated() where arm != best {
      probabilities[arm] = 1 / (count + gamma * (predictions[best] - prediction))
      others += probabilities[arm]
    }
    probabilities[best] = 1 - others
  }

  /// A reward's place in the range of means: clipped to it, then mapped to [0, 1].
  static func scaled(_ prediction: Double, in range: ClosedRange<Double>) -> Double {
    let length = range.upperBound - range.lowerBound
    guard length > 0, !prediction.isNaN else { return 0 }
    return (min(max(prediction, range.lowerBound), range.upperBound) - range.lowerBound) / length
  }

  /// The first arm at which the sum of probabilities exceeds a uniform number; where rounding leaves none, the last one
  /// that has a probability.
  static func arm(of probabilities: [Double], at uniform: Double) -> Int {
    var sum = 0.0
    var last = 0
    for (arm, probability) in probabilities.enumerated() where probability > 0 {
      sum += probability
      last = arm
      if uniform < sum { return arm }
    }
    return last
  }
}
