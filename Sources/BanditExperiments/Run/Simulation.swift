import BanditCards
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
  /// Whether a process of another program plays, and so always a whole block.
  public let isExternal: Bool
  let play: Play
  /// The same rounds as `play`, one replication at a time.
  let replay: Replay

  /// Creates a simulation by hand, of which no round can be shown unless `replay` does.
  ///
  /// - Precondition: `laneCount >= 1`.
  public init(laneCount: Int = 1, _ play: @escaping Play, replay: @escaping Replay = { _, _ in }) {
    precondition(laneCount >= 1, "a simulation has at least one lane")
    self.laneCount = laneCount
    isExternal = false
    self.replay = replay
    self.play = play
  }

  /// Creates a simulation by another program, which plays whole blocks.
  init(external play: @escaping Play, replay: @escaping Replay) {
    laneCount = 1
    isExternal = true
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
      try BlockRunner.replay($0, in: InTurn<Block.Base>.self, context: context, problem: problem, visit: $1, game: game)
    }
  }

  /// Whether the rounds of replications can be logged: those of contextual bandits can.
  public var canLog: Bool {
    // A look must start no process.
    if isExternal { return false }
    var canLog = false
    try? replay(0) { _, played in
      canLog = played.logged != nil
      return false
    }
    return canLog
  }

  /// Plays one replication, as it is in every run, and hands its rounds to a log.
  ///
  /// - Parameters:
  ///   - replication: its number, from 0.
  ///   - stop: looked at in every round.
  ///   - begin: told what all rounds have in common, before the first.
  ///   - add: told each round.
  /// - Returns: how many rounds there were: fewer than the horizon if it was stopped or could not go on.
  /// - Throws: `InvalidSettings` if rounds cannot be logged, and what `begin` and `add` throw.
  public func log(
    replication: Int, stop: StopSignal = StopSignal(), begin: (LogShape) throws -> Void,
    add: (LoggedRound) throws -> Void
  ) throws -> Int {
    var count = 0
    try replay(replication) { round, played in
      guard let logged = played.logged else {
        throw InvalidSettings("", "rounds of this family cannot be logged; accepted: \(Family.contextual.id)")
      }
      if stop.isRaised { return false }
      if count == 0 { try begin(logged.shape) }
      try add(logged.round)
      count = round
      return true
    }
    return count
  }

  /// Simulates some replications, by their numbers; `nil` if it was stopped.
  public func callAsFunction(_ replications: Range<Int>, _ stop: StopSignal) -> BlockTrace? {
    play(replications, stop)
  }
}
