import BanditGames
import BanditNumerics

/// The regrets of one track of one cell, from which its statistics are made: one number per replication
/// and checkpoint.
struct RegretSample {
  /// By checkpoint, then by replication; NaN where missing or failed.
  private(set) var regrets: [[Double]]
  /// By checkpoint.
  private var lowerBounds: [RunningMean]
  private var finalReward = RunningMean()

  init(checkpoints: Int, replications: Int) {
    regrets = Array(repeating: Array(repeating: .nan, count: replications), count: checkpoints)
    lowerBounds = Array(repeating: RunningMean(), count: checkpoints)
  }

  /// Records the entry of a replication at a checkpoint.
  mutating func add(_ entry: LedgerEntry, replication: Int, checkpoint: Int) {
    regrets[checkpoint][replication] = entry.regret
    if entry.lowerBound.isFinite { lowerBounds[checkpoint].add(entry.lowerBound) }
    if checkpoint == regrets.count - 1 && entry.reward.isFinite { finalReward.add(entry.reward) }
  }

  /// The mean lower bound at a checkpoint; NaN if none is known.
  func lowerBound(checkpoint: Int) -> Double { lowerBounds[checkpoint].value }

  /// The mean reward at the last checkpoint; NaN if missing.
  var reward: Double { finalReward.value }
}
