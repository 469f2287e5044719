import BanditStreams

/// An instance of a K-armed bandit: the truth of one replication.
public protocol BanditEnvironment: Sendable {
  /// The number of arms, K; arms count from 0.
  var armCount: Int { get }

  /// What the ledger and oracles may know.
  var truth: BanditTruth { get }

  /// Pulls an arm. The noise stands at the address of this pull: what is drawn from it is the same for
  /// every algorithm that the scenario's coupling makes meet it.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome
}
