/// What a learner sees of a step.
public struct Transition: Hashable, Sendable {
  /// The state it was in.
  public var state: Int
  /// The action it took.
  public var action: Int
  /// The reward it got, in [0, 1].
  public var reward: Double
  /// The state it is in now.
  public var nextState: Int

  /// Creates a transition.
  @inlinable
  public init(state: Int, action: Int, reward: Double, nextState: Int) {
    self.state = state
    self.action = action
    self.reward = reward
    self.nextState = nextState
  }
}
