import BanditStreams

/// A sequence of labelled examples in overlapping groups: the truth of one replication.
public protocol GroupedEnvironment: Sendable {
  /// What the ledger may know.
  var truth: GroupedTruth { get }

  /// Presents the example of a round, by overwriting the one before it; the noise stands at the address of
  /// the round. Rounds count from 1.
  mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise)

  /// Reveals the outcome of the round just presented, by overwriting the one before it.
  mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int)
}
