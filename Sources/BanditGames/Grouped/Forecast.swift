/// A learner's answer to an example: predictions and the probability of each.
///
/// One prediction of probability 1 is a plain forecast. Several are a lottery that is not drawn: its loss is
/// the expected one.
public struct Forecast: Sendable {
  /// The predictions.
  public private(set) var predictions: [Double] = []
  /// The probability of each prediction.
  public private(set) var probabilities: [Double] = []

  /// Creates a forecast without predictions.
  public init() {}

  /// Forgets the predictions; their memory is kept.
  public mutating func clear() {
    predictions.removeAll(keepingCapacity: true)
    probabilities.removeAll(keepingCapacity: true)
  }

  /// Adds a prediction; the probabilities of all sum to 1 when the forecast is made.
  public mutating func add(_ prediction: Double, probability: Double = 1) {
    predictions.append(prediction)
    probabilities.append(probability)
  }

  /// The expected squared error.
  public func loss(of label: Double) -> Double {
    var loss = 0.0
    for (prediction, probability) in zip(predictions, probabilities) {
      // An impossible prediction costs nothing, even where it is not finite.
      if probability > 0 { loss += probability * SquaredError.of(prediction, label) }
    }
    return loss
  }
}
