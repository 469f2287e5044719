import BanditCards
import BanditGames
import BanditStreams

/// The loop over rounds: generic over the block's game, specialised for every pair of environment and learner.
public enum BlockRunner {
  /// Seats some replications.
  ///
  /// - Parameters: as those of `run`.
  @inlinable
  static func open<Block: BlockGame & ~Copyable>(
    _ block: Block.Type, _ replications: Range<Int>, context: CellContext, problem: Block.Base.Problem,
    game makeGame: (_ replication: Int, _ instance: inout RandomStream) -> Block.Base
  ) -> Block {
    let (first, layout) = (replications.lowerBound, context.layout)
    return Block(
      replications.count, coupling: context.streams.coupling,
      game: { lane in
        var instance = context.streams.instance(first + lane)
        return makeGame(first + lane, &instance)
      },
      account: { game in
        var account = game.openAccount(for: layout.notions, metrics: layout.metrics)
        for track in layout.tracks {
          if let rounds = track.ownCheckpoints { account.keep(track.notion, group: track.group, at: rounds) }
        }
        return account
      },
      environmentNoise: { context.streams.environment(first + $0, itemCount: problem.addressCount) },
      learnerNoise: { context.streams.learner(first + $0) })
  }

  /// Plays replications, as many together as the block's game has lanes.
  ///
  /// - Parameters:
  ///   - block: how they are played; cannot be seen in the results.
  ///   - replications: their numbers.
  ///   - context: streams, horizon and layout.
  ///   - problem: what learners know.
  ///   - stop: looked at every 65536 rounds at least, and at checkpoints.
  ///   - game: makes the game of a replication, by its number; draws its instance from the stream.
  /// - Returns: what they left behind; `nil` if it was stopped.
  @inlinable
  public static func run<Block: BlockGame & ~Copyable>(
    _ block: Block.Type, _ replications: Range<Int>, context: CellContext, problem: Block.Base.Problem,
    stop: StopSignal, game makeGame: (_ replication: Int, _ instance: inout RandomStream) -> Block.Base
  ) -> BlockTrace? {
    let layout = context.layout
    var recorder = TraceRecorder(layout: layout, replications: replications)
    for group in replications.slices(of: Block.laneCount(for: problem)) {
      let first = group.lowerBound
      var block = open(block, group, context: context, problem: problem, game: makeGame)
      var round = 0
      for (index, checkpoint) in layout.checkpoints.enumerated() {
        while round < checkpoint {
          let pause = round + min(checkpoint - round, stop.longestPause(after: round))
          block.play(round + 1...pause)
          round = pause
          stop.note(round, lanes: group.count)
          if let failure = block.failure { return BlockTrace(replications, layout: layout, failure: failure) }
          if stop.isRaised { return stop.wantsParts ? recorder.trace : nil }
        }
        block.settle(learners: !layout.metrics.isEmpty)
        for lane in 0..<group.count {
          block.show(lane) { recorder.record($0, $1, of: first + lane, at: index) }
        }
      }
      if !block.finish() {
        return block.failure.map { BlockTrace(replications, layout: layout, failure: $0) }
      }
      for lane in 0..<group.count {
        block.show(lane) { game, account in
          recorder.finish(
            first + lane, failure: game.pointee.failure, alarms: game.pointee.alarms(account.pointee))
        }
      }
    }
    return recorder.trace
  }

  /// Plays a replication and shows every round of it, up to one in which it fails or after which its learner has stopped.
  ///
  /// Not specialised: it is for a look at a few replications, and would double the code of all learners.
  ///
  /// - Parameters:
  ///   - block: how it is played.
  ///   - visit: sees each round; returns whether to go on.
  ///   - game: makes the game, as for `run`.
  /// - Throws: `BlockFailure`, and what `visit` throws.
  public static func replay<Block: BlockGame & ~Copyable>(
    _ replication: Int, in block: Block.Type, context: CellContext, problem: Block.Base.Problem,
    visit: (_ round: Int, _ played: PlayedRound) throws -> Bool,
    game makeGame: (_ replication: Int, _ instance: inout RandomStream) -> Block.Base
  ) throws {
    var block = open(block, replication..<replication + 1, context: context, problem: problem, game: makeGame)
    for round in 1...context.horizon {
      block.play(round...round)
      if let failure = block.failure { throw failure }
      let isWanted = try block.show(0) { game, account in
        try game.pointee.failure == nil && visit(round, game.pointee.latestRound(account.pointee))
          && !game.pointee.isOver
      }
      if !isWanted { return }
    }
  }
}
