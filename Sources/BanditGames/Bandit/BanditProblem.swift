/// What a policy may know of a K-armed bandit before it starts.
public struct BanditProblem: Hashable, Sendable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that rewards are known to lie in; `nil` if they are unbounded.
  public let rewardRange: ClosedRange<Double>?
  /// What each change of arm costs; `nil` where nobody asks.
  public let switchingCost: Double?

  /// Creates a problem.
  public init(armCount: Int, horizon: Int, rewardRange: ClosedRange<Double>?, switchingCost: Double? = nil) {
    self.armCount = armCount
    self.horizon = horizon
    self.rewardRange = rewardRange
    self.switchingCost = switchingCost
  }
}
