/// What a policy may know of a K-armed bandit before it starts.
public struct BanditProblem: Hashable, Sendable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that rewards are known to lie in; `nil` if they are unbounded.
  public let rewardRange: ClosedRange<Double>?

  /// Creates a problem.
  public init(armCount: Int, horizon: Int, rewardRange: ClosedRange<Double>?) {
    self.armCount = armCount
    self.horizon = horizon
    self.rewardRange = rewardRange
  }
}
