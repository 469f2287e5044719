import BanditGames
import BanditStreams

/// Simulates replications of a cell: where environment, learner and the way to play them have been put together.
public struct Simulation: Sendable {
  /// Simulates some replications; `nil` if it was stopped.
  public typealias Play = @Sendable (_ replications: Range<Int>, _ stop: StopSignal) -> BlockTrace?

  /// Simulates a replication and shows every round of it while the visitor wants more.
  public typealias Replay =
    @Sendable (
      _ replication: Int, _ visit: (_ round: Int, _ played: PlayedRound) throws -> Bool
    ) throws -> Void

  /// How many replications are best simulated at a time.
  public let laneCount: Int
  let play: Play
  /// The same rounds as `play`, one replication at a time.
  let replay: Replay

  /// Creates a simulation by hand, of which no round can be shown unless `replay` does.
  ///
  /// - Precondition: `laneCount >= 1`.
  public init(laneCount: Int = 1, _ play: @escaping Play, replay: @escaping Replay = { _, _ in }) {
    precondition(laneCount >= 1, "a simulation has at least one lane")
    self.laneCount = laneCount
    self.replay = replay
    self.play = play
  }

  /// Lets learners play instances in a game; inlinable, so that the loop is specialised for their types.
  ///
  /// - Parameters:
  ///   - block: how replications are played; cannot be seen in the results.
  ///   - context: streams, horizon and layout.
  ///   - problem: what learners know.
  ///   - environment: the instance of a replication.
  ///   - learner: who plays an instance.
  @inlinable
  public init<Block: BlockGame & ~Copyable>(
    _ block: Block.Type, _ context: CellContext, _ problem: Block.Base.Problem,
    environment: @escaping @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Block.Base.Environment,
    learner: @escaping @Sendable (_ instance: Block.Base.Environment) -> Block.Base.Learner
  ) {
    let game: @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Block.Base = {
      let instance = environment($0, &$1)
      return Block.Base(
        environment: instance, learner: learner(instance), problem: problem, coupling: context.streams.coupling)
    }
    self.init(laneCount: Block.laneCount(for: problem)) {
      BlockRunner.run(block, $0, context: context, problem: problem, stop: $1, game: game)
    } replay: {
      try BlockRunner.replay($0, of: Block.Base.self, context: context, problem: problem, visit: $1, game: game)
    }
  }

  /// Simulates some replications, by their numbers; `nil` if it was stopped.
  public func callAsFunction(_ replications: Range<Int>, _ stop: StopSignal) -> BlockTrace? {
    play(replications, stop)
  }
}
