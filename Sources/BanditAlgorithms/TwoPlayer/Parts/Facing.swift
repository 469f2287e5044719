import BanditCards
import BanditGames
import BanditStreams

/// A player who chooses rows, and another one or a twin who chooses columns: what an entry of a scenario describes.
public struct Facing<Row: Player & Configurable<PlayerProblem>>: TwoPlayerLearner, Configurable, Caveated {
  /// The row player's.
  public static var card: AlgorithmCard { Row.card }

  public var row: Row
  public var column: Opponent<Row>

  /// Creates both players from the settings of the row player's card; the column player is a twin of the row player, with
  /// the same settings, unless `column` names another.
  ///
  /// - Throws: `InvalidSettings` if one of them refuses, or both would wait for the other's strategy.
  public init(settings: Settings, problem: TwoPlayerProblem) throws(InvalidSettings) {
    let settings = try Row.card.settings(settings)
    let row = try Row(settings: settings, problem: problem.row)
    guard let named = try settings[Opponents.column] else {
      let twin: Row
      do throws(InvalidSettings) {
        twin = try Row(settings: settings, problem: problem.column)
      } catch {
        throw InvalidSettings(
          Opponents.column.name,
          "is left out, and the same player with the same settings cannot choose columns: \(error.path): \(error.message)"
        )
      }
      try self.init(row, Opponent(twin))
      return
    }
    try self.init(row, Opponent(Opponents.make(named, problem.column)))
  }

  /// Creates both players: `Facing(problem, row: RegretMatching(problem.row), column: BestResponse(problem.column))`.
  ///
  /// - Throws: `InvalidSettings` if both would wait for the other's strategy.
  public init(_ problem: TwoPlayerProblem, row: Row, column: any Player) throws(InvalidSettings) {
    try self.init(row, Opponent(column))
  }

  private init(_ row: Row, _ column: Opponent<Row>) throws(InvalidSettings) {
    guard !(row.waits && column.waits) else {
      throw InvalidSettings(
        Opponents.column.name, "both players wait for the other's strategy of the round; accepted: at most one does")
    }
    self.row = row
    self.column = column
  }

  /// Those of both players, each once.
  public var caveats: [String] {
    let own = Caveats.of(row)
    return own + column.caveats.filter { !own.contains($0) }
  }
}

/// A column player: a twin of the row player, whom the compiler knows, or anybody else.
public struct Opponent<Twin: Player>: Player {
  private var twin: Twin?
  // Called through the existential, once or twice per round.
  private var other: (any Player)?

  init(_ player: any Player) {
    twin = player as? Twin
    other = twin == nil ? player : nil
  }

  public var waits: Bool { twin?.waits ?? other?.waits ?? false }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    twin?.choose(&strategy, costs: costs, at: round, noise: &noise)
    other?.choose(&strategy, costs: costs, at: round, noise: &noise)
  }

  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    twin?.observe(costs, of: strategy, at: round)
    other?.observe(costs, of: strategy, at: round)
  }

  var caveats: [String] { twin.map { Caveats.of($0) } ?? other.map { Caveats.of($0) } ?? [] }
}

/// Who can choose columns, by name.
enum Opponents {
  /// A player of the catalogue.
  struct Entry: Sendable {
    let id: String
    let parameters: [any CardParameter]
    let type: any (Player & Configurable<PlayerProblem>).Type
  }

  // Ids and parameters by themselves: the cards list `column`, which lists all these.
  static let all = [
    Entry(id: "hedge", parameters: TwoPlayerHedge.own, type: TwoPlayerHedge.self),
    Entry(id: "regret-matching", parameters: [], type: RegretMatching.self),
    Entry(id: "regret-matching-plus", parameters: [], type: RegretMatchingPlus.self),
    Entry(id: "best-response", parameters: BestResponse.own, type: BestResponse.self),
    Entry(id: "fixed-strategy", parameters: FixedStrategy.own, type: FixedStrategy.self),
    Entry(id: "loss-learner", parameters: LossLearner.own, type: LossLearner.self),
  ]

  /// `column` of scenario files; `nil` for a twin.
  static let column = Parameter<NestedLearner?>(
    AnyParameter(
      "column", "Who chooses columns, with its own parameters.",
      .variant(
        tag: "id", all.map { entry in ParameterKind.Variant(entry.id, entry.parameters.map(\.description)) }),
      default: .absent("the same player with the same settings")),
    read: { NestedLearner($0) }, write: { $0?.setting })

  /// Makes a player that settings name.
  static func make(_ named: NestedLearner, _ problem: PlayerProblem) throws(InvalidSettings) -> any Player {
    try column.check(named)
    guard let entry = all.first(where: { $0.id == named.id }) else {
      throw InvalidSettings(column.name, "accepted: \(QuotedList.list(all.map(\.id)))")
    }
    do throws(InvalidSettings) {
      return try entry.type.init(settings: named.settings, problem: problem)
    } catch {
      throw InvalidSettings(error.path.isEmpty ? column.name : "\(column.name).\(error.path)", error.message)
    }
  }
}
