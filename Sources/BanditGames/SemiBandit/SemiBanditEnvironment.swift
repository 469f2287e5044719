import BanditStreams

/// An instance of a semi-bandit with recovering arms: the truth of one replication.
public protocol SemiBanditEnvironment: Sendable {
  /// What the ledger and oracles may know.
  var truth: SemiBanditTruth { get }

  /// Pulls one arm of the set of a period. The noise stands at the address of this pull: what is drawn from it is the
  /// same for every algorithm that the scenario's coupling makes meet it.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome
}

/// What a pull gives: only the reward reaches the policy.
public struct PullOutcome: Hashable, Sendable {
  /// The reward collected.
  public let reward: Double
  /// Its mean, given how long the arm had rested.
  public let mean: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, mean: Double) {
    self.reward = reward
    self.mean = mean
  }
}
