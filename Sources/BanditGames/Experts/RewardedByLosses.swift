import BanditStreams

/// A policy for K-armed bandits in a game of losses: it sees the loss of its own action as the reward 1 - loss.
public struct RewardedByLosses<Policy: BanditPolicy>: ExpertsPolicy, Reporting {
  @usableFromInline package var policy: Policy

  /// Lets a policy play for losses.
  @inlinable
  public init(_ policy: Policy) {
    self.policy = policy
  }

  /// The policy's arm.
  @inlinable
  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    policy.selectArm(at: round, noise: &noise)
  }

  /// Asks for the loss of its own action.
  @inlinable
  public mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    guard let loss = losses.loss(of: action) else { return }
    policy.observe(reward: 1 - loss, of: action, at: round)
  }

  /// What the policy reports.
  public func measure(_ metric: Metric) -> Double? { (policy as? any Reporting)?.measure(metric) }
}
