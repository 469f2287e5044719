import BanditGames

/// The rows of `regret.csv` for some replications of a block and one track.
struct RegretRows: Sendable {
  /// The rows, each with its line end.
  private(set) var text = ""
  /// How many they are.
  private(set) var count = 0

  /// Makes the rows of the replications that did not fail.
  ///
  /// - Parameter labels: the fields before `replicate`.
  init(_ trace: BlockTrace, of replications: Range<Int>, track: Int, labels: CSVRow) {
    for replication in replications where !trace.hasFailed(replication) {
      let place = replication - trace.replications.lowerBound
      for (checkpoint, round) in trace.layout.checkpoints(ofTrack: track).enumerated() {
        let entry = trace.entry(replication: place, checkpoint: checkpoint, track: track)
        var row = labels
        row.add(replication)
        row.add(round)
        row.add(count: entry.rounds)
        row.add(entry.regret)
        row.add(entry.benchmark)
        row.add(entry.value)
        row.add(entry.reward)
        row.add(count: entry.switches)
        row.add(entry.cost)
        text += row.text
        text += "\n"
        count += 1
      }
    }
  }
}
