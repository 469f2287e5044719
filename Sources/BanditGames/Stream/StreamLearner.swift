import BanditStreams

/// A learner that watches a stream of symbols: it predicts the next one, and says when it believes that the law has
/// changed.
public protocol StreamLearner: Sendable {
  /// The predicted probability of a symbol in the next round; all of them sum to 1, and each is positive.
  func probability(of symbol: Int) -> Double

  /// Takes in the symbol of a round.
  ///
  /// - Returns: at an alarm, the round in which the new law most likely began; else `nil`.
  mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int?
}

/// A learner that a scenario file can name.
public protocol ConfigurableStreamLearner: StreamLearner {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the learner from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: StreamProblem) throws(SettingProblem)
}
