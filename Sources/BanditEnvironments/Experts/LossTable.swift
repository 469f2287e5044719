import BanditCards
import BanditGames
import BanditStreams

/// Losses from a table: a row for each round, a column for each action.
public struct LossTable: ExpertsEnvironment {
  public let actionCount: Int
  /// What the file calls the actions; `nil` where it has no names.
  let names: [String]?
  /// How many rows of the file are left out.
  let droppedCount: Int
  /// Row by row.
  private let losses: [Double]

  /// Creates the losses.
  ///
  /// - Precondition: rows of the same length, at least one number each.
  public init(rows: [[Double]]) {
    precondition(
      rows.first?.isEmpty == false && rows.allSatisfy { $0.count == rows[0].count },
      "a table of losses needs rows of the same length, of a number or more")
    self.init(actionCount: rows[0].count, losses: rows.flatMap { $0 })
  }

  private init(actionCount: Int, losses: [Double], names: [String]? = nil, droppedCount: Int = 0) {
    self.actionCount = actionCount
    self.losses = losses
    self.names = names
    self.droppedCount = droppedCount
  }

  /// How many rounds the table has.
  public var rowCount: Int { losses.count / actionCount }

  /// Copies a row; draws nothing.
  ///
  /// - Precondition: the table has so many rows.
  public mutating func writeLosses(into target: inout [Double], at round: Int, noise: inout RoundNoise) {
    let start = (round - 1) * actionCount
    for action in 0..<actionCount { target[action] = losses[start + action] }
  }
}

/// The environment `loss-table` of scenario files.
public struct LossTableModel: EnvironmentModel {
  /// `file` of scenario files.
  public static let file = Parameter.file(
    "file",
    """
    A CSV file (RFC 4180) of numbers in [0, 1], a line for each round. Lines beyond the horizon are checked, but not \
    played.
    """)
  /// `header` of scenario files.
  public static let header = CSVTable.Header.parameter
  /// `columns` of scenario files; `nil` for all.
  public static let columns = Parameter<[String]?>(
    AnyParameter(
      "columns", "The names of the columns that are actions, in their order.", .list(of: .text),
      default: .absent("all columns")),
    read: { $0.flatMap(GroupRule.texts) }, write: { names in names.map { .list($0.map { .text($0) }) } })
  /// `missing` of scenario files.
  public static let missing = MissingRows.parameter(isLateComer: true)

  public static let card = EnvironmentCard(
    id: "loss-table", family: .experts,
    summary: "Losses from a file: a line for each round, a number for each action.",
    dynamics: "In round t action k has the loss in line t and column k of the file.",
    feedback: "As the parameter `feedback` grants: losses of the round just played.",
    truth: "The losses of all actions.",
    comparators: "external and switching: the action with the smallest sum of losses so far. pseudo is missing.",
    parameters: [file, header, columns, missing] + ExpertsProblem.parameters,
    example: ["file": "losses.csv", "feedback": ["extra": 50]],
    swift: #"try LossTableModel(file: "losses.csv", horizon: 1000, feedback: .extra(50))"#,
    facts: EnvironmentFacts(.given, isStationary: false, feedback: .settings),
    notes: "Fixed in advance, without noise: all replications have the same losses; in [0, 1].",
    reference: "None: the losses are yours.")

  private let table: LossTable
  public let problem: ExpertsProblem

  /// The lines of the file that are rounds.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try LossTable(
      settings[file], header: settings[header], columns: settings[columns], missing: settings[missing]
    ).rowCount
  }

  /// Creates the model; reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], horizon: horizon, header: settings[Self.header], columns: settings[Self.columns],
      missing: settings[Self.missing], switchingCost: settings[ExpertsProblem.switchingCost],
      feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model, which reads the file: `LossTableModel(file: "losses.csv", horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read or has too few lines, or an argument is out of the range
  ///   that the card states.
  public init(
    file: DataFile, horizon: Int, header: CSVTable.Header = Self.header.default,
    columns: [String]? = Self.columns.default, missing: MissingRows = Self.missing.default,
    switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    try Self.columns.check(columns)
    table = try LossTable(file, header: header, columns: columns, missing: missing)
    guard table.rowCount >= horizon else {
      throw InvalidSettings(
        "file",
        "has \(counted: table.rowCount, "round"), but the horizon is \(horizon); accepted: a line for each round")
    }
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: table.actionCount, horizon: horizon)
  }

  /// The table, once; reading it takes about as much again.
  public var modelBytes: Int { 16 * table.rowCount * table.actionCount }

  /// What was taken for the names of the actions.
  public var facts: [String] {
    let names = table.names.map { "the actions are the columns \(QuotedList.list($0))" }
    let dropped = "\(counted: table.droppedCount, "row") of the file left out, because of missing values"
    return ["\(counted: table.rowCount, "line"); \(names ?? "the columns have no names, and line 1 is round 1")"]
      + (table.droppedCount > 0 ? [dropped] : [])
  }

  /// `pseudo`.
  public func absence(of notion: Notion) -> String? {
    notion == .pseudo ? "given losses have no means" : nil
  }

  /// The table, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> LossTable { table }
}

extension LossTable {
  /// Reads a CSV file of numbers in [0, 1].
  ///
  /// - Parameters:
  ///   - header: whether its first line names the columns.
  ///   - columns: the names of the columns that are actions; `nil` for all.
  ///   - missing: what is done with rows that lack a number.
  /// - Throws: `InvalidSettings` with the line and the column in its message.
  public init(
    _ file: DataFile, header: CSVTable.Header = LossTableModel.header.default, columns: [String]? = nil,
    missing: MissingRows = .refuse
  ) throws(InvalidSettings) {
    self = try file.parsed(manner: "\(header) \(columns ?? []) \(missing)") { file throws(InvalidSettings) in
      do throws(CSVTable.Mistake) {
        return try LossTable(rows: CSVRows(file, header: header), columns: columns, missing: missing)
      } catch {
        throw InvalidSettings("file", error.description)
      }
    }
  }

  /// Reads the bytes of a CSV file of numbers in [0, 1]; see `init(_:header:columns:)`.
  init(
    bytes: [UInt8], header: CSVTable.Header, columns: [String]? = nil, missing: MissingRows = .refuse
  ) throws(CSVTable.Mistake) {
    try self.init(rows: CSVRows(bytes: bytes, header: header), columns: columns, missing: missing)
  }

  /// What messages call its numbers.
  private static let use = NumberTable.Use(
    numbers: "losses", columns: "actions", accepted: "a number in [0, 1]"
  ) { 0...1 ~= $0 }

  private init(rows: CSVRows, columns: [String]?, missing: MissingRows) throws(CSVTable.Mistake) {
    let table = try NumberTable(rows: rows, columns: columns, missing: missing, use: LossTable.use)
    self.init(
      actionCount: table.columnCount, losses: table.numbers, names: table.names, droppedCount: table.droppedCount)
  }
}
