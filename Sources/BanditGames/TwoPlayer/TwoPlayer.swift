import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A strategy of each of two players out; what each of its actions costs against the other's play back.
  public static let twoPlayer = Family(
    "two-player",
    "A strategy of each of two players out; what each of its actions costs against the other's play back.",
    noise: .round, mainNotion: .external)
}

/// A game of two players: what both pay, in every replication.
public protocol TwoPlayerEnvironment: Truthful where Truth == TwoPlayerTruth {}

/// What is true of a game.
public struct TwoPlayerTruth: Hashable, Sendable {
  /// What both pay.
  public let costs: CostMatrices
  /// Value and equilibrium; `nil` where the game is not zero-sum, or the linear programme has no end.
  public let equilibrium: ZeroSumEquilibrium?

  /// Solves a game.
  public init(_ costs: CostMatrices) {
    self.costs = costs
    equilibrium = ZeroSumEquilibrium(costs)
  }
}

/// One of two players: either side is played by the same learners.
///
/// Costs are mapped to [0, 1], from the interval that holds all that the player can pay.
public protocol Player: Sendable {
  /// Whether it waits for the other's strategy of the round: a yardstick, which no learner can be. At most one of two
  /// players does.
  var waits: Bool { get }

  /// Writes its strategy of a round, a distribution over its actions; rounds count from 1.
  ///
  /// - Parameters:
  ///   - strategy: what it wrote in the round before; overwritten.
  ///   - costs: for a player that waits, what each of its actions costs on average against the other's strategy; for
  ///     all others nothing that means anything.
  mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise)

  /// Updates with what each of its actions costs against the other's strategy, or against the action drawn from it.
  mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int)
}

extension Player {
  /// No.
  @inlinable
  public var waits: Bool { false }
}

/// A player with a bound on its regret that holds in every run, whatever the other does.
public protocol PlayerBounding {
  /// The bound on the sum of what its strategies cost above that of its best action, after the rounds so far, for costs
  /// in [0, 1]; `nil` where a condition does not hold.
  var strategyBound: Double? { get }
}

/// Both players.
public protocol TwoPlayerLearner: Sendable {
  /// The row player's type.
  associatedtype Row: Player
  /// The column player's type.
  associatedtype Column: Player
  /// Who chooses rows.
  var row: Row { get set }
  /// Who chooses columns.
  var column: Column { get set }
}

/// What players see of each other.
public enum PlayFeedback: String, CaseIterable, Sendable {
  /// What each own action costs on average, against the other's strategy.
  case expected
  /// What each own action costs against the action that was drawn from the other's strategy.
  case sampled
}

/// What a player may know before it starts.
public struct PlayerProblem: ProblemStatement, Hashable {
  /// The number of its actions, K.
  public let actionCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// What it sees.
  public let feedback: PlayFeedback

  /// Creates a problem.
  ///
  /// - Precondition: at least one action and one round.
  public init(actionCount: Int, horizon: Int, feedback: PlayFeedback = .expected) {
    precondition(actionCount >= 1 && horizon >= 1, "a player needs at least one action and one round")
    self.actionCount = actionCount
    self.horizon = horizon
    self.feedback = feedback
  }

  /// Private noise alone.
  public var addressCount: Int { 1 }

  /// None.
  public var items: [Int] { [] }

  /// Its actions.
  public var actions: [Int] { Array(0..<actionCount) }
}

/// What both players may know before they start.
public struct TwoPlayerProblem: ProblemStatement, Hashable {
  /// What the row player may know.
  public let row: PlayerProblem
  /// What the column player may know.
  public let column: PlayerProblem
  /// The interval that holds the row player's costs.
  public let rowInterval: ClosedRange<Double>
  /// The interval that holds the column player's costs.
  public let columnInterval: ClosedRange<Double>

  /// States the problem of a game.
  public init(_ costs: CostMatrices, horizon: Int, feedback: PlayFeedback = .expected) {
    row = PlayerProblem(actionCount: costs.rowCount, horizon: horizon, feedback: feedback)
    column = PlayerProblem(actionCount: costs.columnCount, horizon: horizon, feedback: feedback)
    rowInterval = CostMatrices.interval(of: costs.row)
    columnInterval = CostMatrices.interval(of: costs.column)
  }

  /// The number of rounds, T.
  public var horizon: Int { row.horizon }

  /// What players see of each other.
  public var feedback: PlayFeedback { row.feedback }

  /// The draws of either player's action, and the column player's own noise.
  public var addressCount: Int { 3 }

  /// The column player's actions.
  public var items: [Int] { column.actions }

  /// The row player's actions.
  public var actions: [Int] { row.actions }
}

/// A game of two players, whatever its type.
public struct AnyTwoPlayer: TwoPlayerEnvironment, ErasedEnvironment {
  private let base: any TwoPlayerEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any TwoPlayerEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any TwoPlayerEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: TwoPlayerTruth { base.truth }
}

/// A player, whatever its type.
public struct AnyPlayer: Player, PlayerBounding {
  private var base: any Player

  /// Erases the type of a player.
  public init(_ base: any Player) { self.base = base }

  public var waits: Bool { base.waits }

  /// The player's; `nil` if it has none.
  public var strategyBound: Double? { (base as? any PlayerBounding)?.strategyBound }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    base.choose(&strategy, costs: costs, at: round, noise: &noise)
  }

  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    base.observe(costs, of: strategy, at: round)
  }
}

/// Both players, whatever their types.
public struct AnyTwoPlayerLearner: TwoPlayerLearner, ErasedLearner {
  public var row: AnyPlayer
  public var column: AnyPlayer
  /// As it was before the first round: what it says of itself.
  public let erased: any Sendable

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any TwoPlayerLearner else { return nil }
    erased = base
    (row, column) = AnyTwoPlayerLearner.players(base)
  }

  private static func players(_ base: some TwoPlayerLearner) -> (AnyPlayer, AnyPlayer) {
    (AnyPlayer(base.row), AnyPlayer(base.column))
  }
}
