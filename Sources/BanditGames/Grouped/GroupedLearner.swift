import BanditStreams

/// A learner that predicts the label of an example whose groups it knows.
public protocol GroupedLearner: Sendable {
  /// Writes the predictions for the example of a round, with their probabilities, into an empty forecast.
  mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise)

  /// Takes in the label of the example just predicted.
  mutating func observe(label: Double, of example: GroupedExample, at round: Int)
}

/// A learner that a scenario file can name.
public protocol ConfigurableGroupedLearner: GroupedLearner {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the learner from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: GroupedProblem) throws(SettingProblem)
}
