import BanditCards
import BanditGames
import BanditStreams

/// The loop over rounds: generic over the game, specialised for every pair of environment and learner.
public enum ReplicationRunner {
  /// How many rounds pass between two looks at the stop signal.
  @usableFromInline static let roundsBetweenLooks = 1 << 16

  /// Plays replications one after the other.
  ///
  /// - Parameters:
  ///   - replications: their numbers.
  ///   - context: streams, horizon and layout.
  ///   - addressCount: how many addresses (arms, state-action pairs) the environment's noise has.
  ///   - stop: looked at every 65536 rounds and at checkpoints.
  ///   - game: makes the game of a replication, by its number; draws its instance from the stream.
  /// - Returns: what they left behind; `nil` if it was stopped.
  @inlinable
  public static func run<G: Game>(
    _ replications: Range<Int>, context: CellContext, addressCount: Int, stop: StopSignal,
    game makeGame: (_ replication: Int, _ instance: inout RandomStream) -> G
  ) -> BlockTrace? {
    let layout = context.layout
    var recorder = TraceRecorder(layout: layout, replications: replications)
    let notions = layout.tracks.map(\.notion)
    for replication in replications {
      var instance = context.streams.instance(replication)
      var game = makeGame(replication, &instance)
      var account = game.openAccount(for: notions, metrics: layout.metrics)
      for track in layout.tracks {
        if let rounds = track.ownCheckpoints { account.keep(track.notion, group: track.group, at: rounds) }
      }
      var environmentNoise = context.streams.environment(replication, itemCount: addressCount)
      var learnerNoise = context.streams.learner(replication)
      var round = 0
      for checkpoint in layout.checkpoints {
        while round < checkpoint {
          let pause = round + min(checkpoint - round, roundsBetweenLooks)
          while round < pause {
            round += 1
            game.play(
              round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise,
              account: &account)
          }
          if stop.isRaised { return nil }
        }
        recorder.record(game, account, after: round)
      }
      recorder.finish(replication, failure: game.failure)
    }
    return recorder.trace
  }
}

/// Writes what a game says at checkpoints to its place in the layout.
@usableFromInline
struct TraceRecorder {
  @usableFromInline let layout: TraceLayout
  @usableFromInline let replications: Range<Int>
  @usableFromInline var values: [Double]
  @usableFromInline var failures: [BlockTrace.Failure] = []
  private var place = 0
  private var checkpoint = 0

  @usableFromInline
  init(layout: TraceLayout, replications: Range<Int>) {
    self.layout = layout
    self.replications = replications
    values = Array(repeating: .nan, count: layout.valuesPerReplication * replications.count)
  }

  @usableFromInline
  mutating func record<G: Game>(_ game: G, _ account: G.Account, after round: Int) {
    let start = place * layout.valuesPerReplication
    let isLast = checkpoint == layout.checkpoints.count - 1
    for (index, track) in layout.tracks.enumerated() {
      guard let rounds = track.ownCheckpoints else {
        write(
          account.entry(for: track.notion, group: track.group, after: round), checkpoint: checkpoint, track: index)
        continue
      }
      // The rounds of a group end with those of the run.
      guard isLast else { continue }
      for (point, round) in rounds.enumerated() {
        write(account.entry(for: track.notion, group: track.group, after: round), checkpoint: point, track: index)
      }
    }
    for (index, metric) in layout.metrics.enumerated() where metric.isCumulative || isLast {
      values[start + layout.metricOffset(index) + (metric.isCumulative ? checkpoint : 0)] =
        game.measure(metric, after: round, account: account)?.withoutMinusZero ?? .nan
    }
    checkpoint += 1
  }

  private mutating func write(_ entry: LedgerEntry, checkpoint: Int, track: Int) {
    let start = place * layout.valuesPerReplication + layout.entryOffset(checkpoint: checkpoint, track: track)
    entry.write(into: &values, at: start)
  }

  @usableFromInline
  mutating func finish(_ replication: Int, failure: String?) {
    if let failure { failures.append(BlockTrace.Failure(replication: replication, reason: failure)) }
    place += 1
    checkpoint = 0
  }

  @usableFromInline
  var trace: BlockTrace {
    BlockTrace(replications: replications, layout: layout, values: values, failures: failures)
  }
}
