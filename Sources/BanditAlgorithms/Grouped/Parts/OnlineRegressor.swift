import BanditGames
import BanditStreams

/// A learner that predicts one number and pays no attention to groups: a baseline by itself, a base learner
/// inside the groupwise reduction.
public protocol OnlineRegressor: GroupedLearner {
  /// The prediction for some features. What it learned does not change: it may be asked and then not be
  /// told the label.
  mutating func predict(_ features: [Double]) -> Double

  /// Updates the model with the label of the features just predicted.
  mutating func update(_ features: [Double], label: Double)
}

extension OnlineRegressor {
  /// Predicts whatever the groups.
  public mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    forecast.add(predict(example.features))
  }

  /// Learns from every round.
  public mutating func observe(label: Double, of example: GroupedExample, at round: Int) {
    update(example.features, label: label)
  }
}

extension ClosedRange<Double> {
  /// A prediction moved into the range of the labels.
  func clamp(_ number: Double) -> Double { Swift.min(Swift.max(number, lowerBound), upperBound) }
}
