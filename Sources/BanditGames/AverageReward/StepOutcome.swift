/// What a step leads to. Only `reward` and `nextState` ever reach the learner.
public struct StepOutcome: Sendable {
  /// The reward drawn, in [0, 1].
  public var reward: Double
  /// The state that follows.
  public var nextState: Int
  /// The mean reward of the pair of state and action.
  public var mean: Double
  /// The optimal gain of the law in force.
  public var optimalGain: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, nextState: Int, mean: Double, optimalGain: Double) {
    self.reward = reward
    self.nextState = nextState
    self.mean = mean
    self.optimalGain = optimalGain
  }
}
