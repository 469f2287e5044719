/// What a learner may know of an average-reward problem before it starts. Rewards lie in [0, 1].
public struct AverageRewardProblem: Hashable, Sendable {
  /// The number of states, S.
  public let stateCount: Int
  /// The number of actions, A.
  public let actionCount: Int
  /// The number of steps, T.
  public let horizon: Int
  /// How often the law changes, for learners whose tuning asks for it; `nil` where replications differ.
  public let changeCount: Int?

  /// Creates a problem.
  public init(stateCount: Int, actionCount: Int, horizon: Int, changeCount: Int? = 0) {
    self.stateCount = stateCount
    self.actionCount = actionCount
    self.horizon = horizon
    self.changeCount = changeCount
  }

  /// The number of pairs of a state and an action.
  public var pairCount: Int { stateCount * actionCount }
}
