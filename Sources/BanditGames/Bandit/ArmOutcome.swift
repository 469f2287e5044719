/// What a pull of an arm leads to. Only `reward` ever reaches the policy.
public struct ArmOutcome: Sendable {
  /// The reward drawn.
  public var reward: Double
  /// The mean of the arm pulled, given the history.
  public var mean: Double
  /// The mean of the best arm this round.
  public var bestMean: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, mean: Double, bestMean: Double) {
    self.reward = reward
    self.mean = mean
    self.bestMean = bestMean
  }
}
