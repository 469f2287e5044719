import BanditCards
import BanditStreams

/// One or more replications of a cell at play.
///
/// How replications are grouped cannot be seen in the results: each has its own instance, its own learner and its own
/// keyed streams. Replications that are played together round by round share what depends on the round alone, and an
/// action can be chosen for all of them at once.
public protocol BlockGame: ~Copyable, SendableMetatype {
  /// The game of each replication.
  associatedtype Base: Game

  /// How many replications are best played together.
  static func laneCount(for problem: Base.Problem) -> Int

  /// Whether a learner, and what is reported of it, can be played this way.
  static func suits(
    _ learner: Base.Learner, problem: Base.Problem, notions: [Notion], metrics: [Metric]
  ) -> Bool

  /// Seats some replications, each in a lane of its own.
  ///
  /// - Parameters:
  ///   - count: how many; at most `laneCount`.
  ///   - coupling: how the environment's noise is addressed.
  ///   - game: makes the game of a lane; asked once for each, as what follows.
  ///   - account: opens the accounts of a game.
  ///   - environmentNoise: the stream of a lane.
  ///   - learnerNoise: the same for learners.
  init(
    _ count: Int, coupling: Coupling, game: (_ lane: Int) -> Base, account: (Base) -> Base.Account,
    environmentNoise: (_ lane: Int) -> RandomStream, learnerNoise: (_ lane: Int) -> RandomStream)

  /// Plays some rounds in all lanes; rounds count from 1 and come in order.
  mutating func play(_ rounds: ClosedRange<Int>)

  /// Brings games and accounts up to date.
  ///
  /// - Parameter learners: whether learners, too, are to be as if they had played alone.
  mutating func settle(learners: Bool)

  /// Why the replications came to no end, all of them; `nil` while all is well. Once set it stays, and no round is played.
  var failure: BlockFailure? { get }

  /// Ends the replications, after the last round; `false` if that was stopped, or ended with a `failure`.
  mutating func finish() -> Bool

  /// Shows the game and the accounts of a lane, as `settle` left them.
  ///
  /// By their addresses: a copy would count references to all that a game holds, at every checkpoint of every replication.
  func show<Result>(
    _ lane: Int, to body: (_ game: UnsafePointer<Base>, _ account: UnsafePointer<Base.Account>) throws -> Result
  ) rethrows -> Result
}

extension BlockGame where Self: ~Copyable {
  /// None: a replication fails by itself.
  @inlinable
  public var failure: BlockFailure? { nil }

  /// Nothing is left to do.
  @inlinable
  public mutating func finish() -> Bool { true }
}

/// Why replications that are played together came to no end.
public struct BlockFailure: Error, Hashable, Sendable {
  /// What happened, in a sentence.
  public let reason: String
  /// What another program said last; empty where none did.
  public let lastWords: String

  /// Creates a failure.
  public init(_ reason: String, lastWords: String = "") {
    self.reason = reason
    self.lastWords = lastWords
  }
}

/// Replications take turns, round by round: what suits every game.
///
/// Where a game says that it is small, some are played together: a round of one need not wait for that of another, so that
/// the processor works on both.
public struct InTurn<Base: Game>: BlockGame, ~Copyable {
  /// A replication with all that it needs.
  @usableFromInline
  struct Lane: ~Copyable {
    @usableFromInline var game: Base
    @usableFromInline var account: Base.Account
    @usableFromInline var environmentNoise: RandomStream
    @usableFromInline var learnerNoise: RandomStream

    @inlinable
    init(
      game: Base, account: Base.Account, environmentNoise: consuming RandomStream, learnerNoise: consuming RandomStream
    ) {
      self.game = game
      self.account = account
      self.environmentNoise = environmentNoise
      self.learnerNoise = learnerNoise
    }

    @inlinable
    @inline(__always)
    mutating func play(_ round: Int) {
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
  }

  @usableFromInline let count: Int
  @usableFromInline let lanes: UnsafeMutablePointer<Lane>

  /// It can.
  @inlinable
  public static func suits(
    _ learner: Base.Learner, problem: Base.Problem, notions: [Notion], metrics: [Metric]
  ) -> Bool { true }

  /// As many as the game says.
  @inlinable
  public static func laneCount(for problem: Base.Problem) -> Int { Base.laneCount(for: problem) }

  @inlinable
  public init(
    _ count: Int, coupling: Coupling, game: (Int) -> Base, account: (Base) -> Base.Account,
    environmentNoise: (Int) -> RandomStream, learnerNoise: (Int) -> RandomStream
  ) {
    self.count = count
    lanes = .allocate(capacity: count)
    for lane in 0..<count {
      let game = game(lane)
      (lanes + lane).initialize(
        to: Lane(
          game: game, account: account(game), environmentNoise: environmentNoise(lane), learnerNoise: learnerNoise(lane)
        ))
    }
  }

  deinit {
    lanes.deinitialize(count: count)
    lanes.deallocate()
  }

  @inlinable
  public mutating func play(_ rounds: ClosedRange<Int>) {
    if count == 1 {
      for round in rounds {
        if lanes.pointee.game.isOver { return }
        lanes.pointee.play(round)
      }
    } else {
      for round in rounds {
        var isOver = true
        for lane in 0..<count where !lanes[lane].game.isOver {
          lanes[lane].play(round)
          isOver = false
        }
        if isOver { return }
      }
    }
  }

  /// Plays a round of one lane, whose game is changed first; what is to be known of the game afterwards.
  package mutating func play<Result>(
    _ round: Int, in lane: Int, after change: (inout Base) -> Void, _ body: (borrowing Base) -> Result
  ) -> Result {
    change(&lanes[lane].game)
    lanes[lane].play(round)
    return body(lanes[lane].game)
  }

  /// Nothing: they always are.
  @inlinable
  public mutating func settle(learners: Bool) {}

  @inlinable
  public func show<Result>(
    _ lane: Int, to body: (UnsafePointer<Base>, UnsafePointer<Base.Account>) throws -> Result
  ) rethrows -> Result {
    try withUnsafePointer(to: &lanes[lane].game) { game in
      try withUnsafePointer(to: &lanes[lane].account) { account in try body(game, account) }
    }
  }
}
