import BanditGames

/// Writes what a game says at checkpoints to its place in the layout.
@usableFromInline
struct TraceRecorder {
  @usableFromInline let layout: TraceLayout
  @usableFromInline let replications: Range<Int>
  @usableFromInline var values: [Double]
  @usableFromInline var failures: [BlockTrace.Failure] = []
  @usableFromInline var alarms: [BlockTrace.Alarm] = []

  @usableFromInline
  init(layout: TraceLayout, replications: Range<Int>) {
    self.layout = layout
    self.replications = replications
    values = Array(repeating: .nan, count: layout.valuesPerReplication * replications.count)
  }

  /// Records a replication, by its number, after the round of a checkpoint, by its index.
  @usableFromInline
  mutating func record<G: Game>(
    _ game: UnsafePointer<G>, _ account: UnsafePointer<G.Account>, of replication: Int, at checkpoint: Int
  ) {
    let start = (replication - replications.lowerBound) * layout.valuesPerReplication
    let round = game.pointee.rounds(through: layout.checkpoints[checkpoint])
    let isLast = checkpoint == layout.checkpoints.count - 1
    for (index, track) in layout.tracks.enumerated() {
      guard let rounds = track.ownCheckpoints else {
        let entry = game.pointee.entry(for: track.notion, group: track.group, after: round, account: account.pointee)
        entry.write(into: &values, at: start + layout.entryOffset(checkpoint: checkpoint, track: index))
        continue
      }
      // The rounds of a group end with those of the run.
      guard isLast else { continue }
      for (point, round) in rounds.enumerated() {
        let entry = account.pointee.entry(for: track.notion, group: track.group, after: round)
        entry.write(into: &values, at: start + layout.entryOffset(checkpoint: point, track: index))
      }
    }
    for (index, metric) in layout.metrics.enumerated() where metric.isCumulative || isLast {
      values[start + layout.metricOffset(index) + (metric.isCumulative ? checkpoint : 0)] =
        game.pointee.measure(metric, after: round, account: account.pointee)?.withoutMinusZero ?? .nan
    }
  }

  @usableFromInline
  mutating func finish(_ replication: Int, failure: String?, alarms raised: [RaisedAlarm]) {
    if let failure { failures.append(BlockTrace.Failure(replication: replication, reason: failure)) }
    for alarm in raised { alarms.append(BlockTrace.Alarm(replication: replication, alarm: alarm)) }
  }

  @usableFromInline
  var trace: BlockTrace {
    BlockTrace(replications: replications, layout: layout, values: values, failures: failures, alarms: alarms)
  }
}
