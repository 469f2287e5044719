import BanditGames
import BanditStreams

/// Simulates replications of a cell: where environment, learner and the way to play them have been put together.
public struct Simulation: Sendable {
  /// Simulates some replications; `nil` if it was stopped.
  public typealias Play = @Sendable (_ replications: Range<Int>, _ stop: StopSignal) -> BlockTrace?

  /// How many replications are best simulated at a time.
  public let laneCount: Int
  let play: Play

  /// Creates a simulation by hand.
  ///
  /// - Precondition: `laneCount >= 1`.
  public init(laneCount: Int = 1, _ play: @escaping Play) {
    precondition(laneCount >= 1, "a simulation has at least one lane")
    self.laneCount = laneCount
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
    self.init(laneCount: Block.laneCount(for: problem)) { replications, stop in
      BlockRunner.run(block, replications, context: context, problem: problem, stop: stop) {
        let instance = environment($0, &$1)
        return Block.Base(
          environment: instance, learner: learner(instance), problem: problem, coupling: context.streams.coupling)
      }
    }
  }

  /// Simulates some replications, by their numbers; `nil` if it was stopped.
  public func callAsFunction(_ replications: Range<Int>, _ stop: StopSignal) -> BlockTrace? {
    play(replications, stop)
  }
}
