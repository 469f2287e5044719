import BanditCards
import BanditGames
import BanditStreams
import Foundation

/// Losses from a table: a row for each round, a column for each action.
public struct LossTable: ExpertsEnvironment {
  public let actionCount: Int
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

  init(actionCount: Int, losses: [Double]) {
    self.actionCount = actionCount
    self.losses = losses
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
    A CSV file of numbers in [0, 1], separated by commas, a line for each round; a first line without any number is \
    taken for names. Lines beyond the horizon are checked, but not played.
    """)

  public static let card = EnvironmentCard(
    id: "loss-table", family: .experts,
    summary: "Losses from a file: a line for each round, a number for each action.",
    dynamics: "In round t action k has the loss in line t and column k of the file.",
    feedback: "As the parameter `feedback` grants: losses of the round just played.",
    truth: "The losses of all actions.",
    comparators: "external and switching: the action with the smallest sum of losses so far. pseudo is missing.",
    parameters: [file] + ExpertsProblem.parameters,
    example: ["file": "losses.csv", "feedback": ["extra": 50]],
    swift: #"try LossTableModel(file: "losses.csv", horizon: 1000, feedback: .extra(50))"#,
    facts: EnvironmentFacts(.given, isStationary: false, feedback: .settings),
    notes: "Fixed in advance, without noise: all replications have the same losses; in [0, 1].",
    reference: "None: the losses are yours.")

  private let table: LossTable
  public let problem: ExpertsProblem

  /// The lines of the file.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try LossTable(settings[file]).rowCount
  }

  /// Creates the model; reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], horizon: horizon, switchingCost: settings[ExpertsProblem.switchingCost],
      feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model, which reads the file: `LossTableModel(file: "losses.csv", horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read or has too few lines, or an argument is out of the range
  ///   that the card states.
  public init(
    file: DataFile, horizon: Int, switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    table = try LossTable(file)
    guard table.rowCount >= horizon else {
      throw InvalidSettings(
        "file", "has \(table.rowCount) rounds, but the horizon is \(horizon); accepted: a line for each round")
    }
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: table.actionCount, horizon: horizon)
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
  /// - Throws: `InvalidSettings` with the line and the column in its message.
  public init(_ file: DataFile) throws(InvalidSettings) {
    self = try file.parsed { file throws(InvalidSettings) in
      guard let bytes = file.bytes else { throw InvalidSettings("file", "cannot be read") }
      return try LossTable(text: Data(bytes))
    }
  }

  /// Reads the text of a CSV file of numbers in [0, 1]; see `init(_:)`.
  init(text: Data) throws(InvalidSettings) {
    var losses: [Double] = []
    var actionCount: Int?
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = text.starts(with: mark) ? text.dropFirst(mark.count) : text
    guard text.count <= CSVTable.sizeLimit else {
      throw InvalidSettings("file", "has \(text.count) bytes; accepted: at most \(CSVTable.sizeLimit)")
    }
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    if lines.last?.isEmpty == true { lines = lines.dropLast() }
    for (number, line) in lines.enumerated() {
      var line = line
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      if number == 0, fields.allSatisfy(LossTable.isName) {
        actionCount = fields.count
        continue
      }
      if let actionCount, fields.count != actionCount {
        throw InvalidSettings(
          "file", "line \(number + 1) has \(fields.count) numbers; accepted: \(actionCount), as in the lines before it")
      }
      actionCount = fields.count
      for (column, field) in fields.enumerated() {
        guard let loss = CSVTable.number(field), loss >= 0, loss <= 1 else {
          throw InvalidSettings(
            "file",
            "line \(number + 1), column \(column + 1): found \"\(field.prefix(40))\"; accepted: a number in [0, 1]")
        }
        // Minus zero is a zero.
        losses.append(loss + 0)
      }
    }
    guard let actionCount, !losses.isEmpty else {
      throw InvalidSettings("file", "holds no losses; accepted: a line for each round")
    }
    self.init(actionCount: actionCount, losses: losses)
  }

  /// Whether a field can be a column's name and nothing that was meant to be a number.
  private static func isName(_ field: String) -> Bool {
    let name = field.hasPrefix("\"") && field.hasSuffix("\"") ? String(field.dropFirst().dropLast()) : field
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return !["nan", "inf", "infinity"].contains(name.lowercased())
  }
}
