import BanditGames
import BanditNumerics

/// The regrets of one track of one cell, from which its statistics are made: one number per replication
/// and checkpoint.
struct RegretSample: Sendable {
  /// By checkpoint, then by replication; NaN where missing or failed.
  private(set) var regrets: [[Double]]
  /// By checkpoint.
  private var lowerBounds: [RunningMean]
  private var finalReward = RunningMean()

  init(checkpoints: Int, replications: Int) {
    regrets = Array(repeating: Array(repeating: .nan, count: replications), count: checkpoints)
    lowerBounds = Array(repeating: RunningMean(), count: checkpoints)
  }

  /// How many replications there are.
  var replications: Int { regrets[0].count }

  /// Records the entry of a replication at a checkpoint.
  mutating func add(_ entry: LedgerEntry, replication: Int, checkpoint: Int) {
    regrets[checkpoint][replication] = entry.regret
    if entry.lowerBound.isFinite { lowerBounds[checkpoint].add(entry.lowerBound) }
    if checkpoint == regrets.count - 1 && entry.reward.isFinite { finalReward.add(entry.reward) }
  }

  /// Records the entries of a block's replications, those that failed left out.
  mutating func add(_ trace: BlockTrace, track: Int) { add(trace, of: trace.replications, track: track) }

  /// Records the entries of some replications of a block, those that failed left out.
  mutating func add(_ trace: BlockTrace, of replications: Range<Int>, track: Int) {
    for replication in replications where !trace.hasFailed(replication) {
      let place = replication - trace.replications.lowerBound
      for checkpoint in regrets.indices {
        let entry = trace.entry(replication: place, checkpoint: checkpoint, track: track)
        add(entry, replication: replication, checkpoint: checkpoint)
      }
    }
  }

  /// The statistics at a checkpoint.
  func summary(of cell: Cell, track: Int, checkpoint: Int, confidence: Double) -> SummaryRow {
    SummaryRow(
      key: cell.key, track: cell.layout.tracks[track], round: cell.layout.checkpoints(ofTrack: track)[checkpoint],
      regret: SampleSummary(regrets[checkpoint], confidence: confidence), confidence: confidence,
      lowerBound: lowerBound(checkpoint: checkpoint))
  }

  /// The mean lower bound at a checkpoint; NaN if none is known.
  func lowerBound(checkpoint: Int) -> Double { lowerBounds[checkpoint].value }

  /// The mean reward at the last checkpoint; NaN if missing.
  var reward: Double { finalReward.value }
}
