import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// A game of two players whose costs are a matrix, the same in every round.
public struct MatrixGame: TwoPlayerEnvironment {
  public let truth: TwoPlayerTruth

  /// Creates a game.
  public init(_ truth: TwoPlayerTruth) { self.truth = truth }
}

/// The environment `matrix-game` of scenario files.
public struct MatrixGameModel: EnvironmentModel {
  /// A matrix, in the scenario or in a file.
  public enum Matrix: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// Its rows.
    case rows([[Double]])
    /// A file of comma-separated values, a line for each row.
    case file(DataFile)

    /// Creates a matrix from its rows.
    public init(arrayLiteral rows: [Double]...) { self = .rows(rows) }
  }

  private static let entries = NumberRange.closed(-1e9...1e9)
  private static let maximumActions = 10_000

  private static let kind = ParameterKind.either([
    .list(of: .list(of: .number(entries), count: 1...maximumActions), count: 1...maximumActions), .file,
  ])

  private static func read(_ setting: Setting?) -> Matrix? {
    switch setting {
    case .list(let rows)?: .rows(rows.map { $0.asNumbers ?? [] })
    case .file(let file)?: .file(file)
    case .some(let name): name.asText.map { .file(DataFile($0)) }
    case nil: nil
    }
  }

  private static func write(_ matrix: Matrix) -> Setting {
    switch matrix {
    case .rows(let rows): .list(rows.map { .list($0.map { .number($0) }) })
    case .file(let file): .file(file)
    }
  }

  /// `matrix` of scenario files.
  public static let matrix = Parameter<Matrix>(
    AnyParameter(
      "matrix",
      """
      What the row player pays: a list of numbers for each of its actions, one for each action of the column player; or \
      the path of a CSV file of such lines, without a header.
      """, kind, default: .required, unit: "cost"),
    read: { read($0) ?? .rows([]) }, write: { write($0) })
  /// `columnMatrix` of scenario files; `nil` for a zero-sum game.
  public static let columnMatrix = Parameter<Matrix?>(
    AnyParameter(
      "columnMatrix",
      "What the column player pays, in the same places as `matrix`; a list of rows, or a CSV file.", kind,
      default: .absent("minus `matrix`: a zero-sum game"), unit: "cost"),
    read: { read($0) }, write: { $0.map { write($0) } })
  /// `feedback` of scenario files.
  public static let feedback = Parameter.choice(
    "feedback",
    """
    `expected`: players see what each of their actions costs on average against the other's strategy, and strategies are \
    what counts; `sampled`: actions are drawn, players see what each of theirs costs against the action drawn, and the \
    actions drawn are what counts.
    """, default: PlayFeedback.expected, why: "no noise")

  public static let card = EnvironmentCard(
    id: "matrix-game", family: .twoPlayer,
    summary: "A game of two players whose costs are a matrix, zero-sum or with a matrix for each.",
    dynamics: """
      Both players choose strategies x_t and y_t at the same time, but for one that waits. The row player pays x_t A y_t, \
      the column player x_t B y_t, with B = -A where `columnMatrix` is left out. With feedback sampled, x_t and y_t are \
      replaced by the actions drawn from them.
      """,
    feedback: """
      Each player sees the cost of each of its actions, mapped to [0, 1] from [0, 1] or [-1, 0] where one of these holds all \
      its costs, else from the least to the largest.
      """,
    truth: "Both matrices; of a zero-sum game the value and an equilibrium, by a linear programme.",
    comparators:
      "external and column-external: the best fixed action of either player against the same play of the other.",
    parameters: [matrix, columnMatrix, feedback],
    example: [
      "matrix": [[0.25, 0.5], [0.75, 0]], "columnMatrix": [[0.5, 0.25], [0, 1]], "feedback": "sampled",
    ],
    swift: """
      try MatrixGameModel(
        matrix: [[0.25, 0.5], [0.75, 0]], horizon: 1000, columnMatrix: [[0.5, 0.25], [0, 1]], feedback: .sampled)
      """,
    facts: EnvironmentFacts(.adversarial, isStationary: false, remembers: true, rewards: .settings, feedback: .full),
    notes: """
      The same game in every replication; with feedback expected and players that draw nothing, one replication says all.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
      (arXiv 1904.07272), chapter 9.
      """)

  private let truth: TwoPlayerTruth
  public let problem: TwoPlayerProblem

  /// Creates the model; reads the files, if there are any.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      matrix: settings[Self.matrix], horizon: horizon, columnMatrix: settings[Self.columnMatrix],
      feedback: settings[Self.feedback])
  }

  /// Creates the model: `MatrixGameModel(matrix: [[1, 0], [0, 1]], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if a file cannot be read, rows differ in length or matrices in shape, or an argument is
  ///   out of the range that the card states.
  public init(
    matrix: Matrix, horizon: Int, columnMatrix: Matrix? = Self.columnMatrix.default,
    feedback: PlayFeedback = Self.feedback.default
  ) throws(InvalidSettings) {
    try Self.matrix.check(matrix)
    try Self.columnMatrix.check(columnMatrix)
    let row = try Self.rows(of: matrix, key: Self.matrix.name)
    var column: [[Double]]?
    if let columnMatrix {
      let rows = try Self.rows(of: columnMatrix, key: Self.columnMatrix.name)
      guard rows.count == row.count, rows[0].count == row[0].count else {
        throw InvalidSettings(
          Self.columnMatrix.name,
          "is \(rows.count) by \(rows[0].count), but matrix is \(row.count) by \(row[0].count); accepted: the same shape"
        )
      }
      column = rows
    }
    let costs = CostMatrices(row: row, column: column)
    truth = TwoPlayerTruth(costs)
    problem = TwoPlayerProblem(costs, horizon: horizon, feedback: feedback)
  }

  /// The rows of a matrix, all of the same length.
  private static func rows(of matrix: Matrix, key: String) throws(InvalidSettings) -> [[Double]] {
    let rows: [[Double]]
    switch matrix {
    case .rows(let given): rows = given
    case .file(let file):
      rows = try file.parsed(manner: "matrix") { file throws(InvalidSettings) in
        do throws(CSVTable.Mistake) {
          return try read(CSVRows(file, header: .none))
        } catch {
          throw InvalidSettings(key, error.description)
        }
      }
    }
    if let place = rows.firstIndex(where: { $0.count != rows[0].count }) {
      throw InvalidSettings(
        "\(key)[\(place)]",
        "found \(counted: rows[place].count, "number"); accepted: \(rows[0].count), as in the first row")
    }
    return rows
  }

  private static func read(_ given: CSVRows) throws(CSVTable.Mistake) -> [[Double]] {
    var given = given
    var rows: [[Double]] = []
    while let row = try given.next() {
      var numbers: [Double] = []
      for (place, field) in row.fields.enumerated() {
        guard let number = CSVTable.number(field), entries.contains(number) else {
          throw CSVTable.Mistake(
            line: row.line,
            message: "column \(place + 1): found \(CSVTable.quoted(field)); accepted: a number in [-1e9, 1e9]")
        }
        // Minus zero is a zero.
        numbers.append(number + 0)
      }
      rows.append(numbers)
      guard rows.count <= maximumActions, numbers.count <= maximumActions else {
        throw CSVTable.Mistake(line: row.line, message: "accepted: at most \(maximumActions) rows and columns")
      }
    }
    return rows
  }

  /// Both matrices, and the tableau of the linear programme while it is solved.
  public var modelBytes: Int {
    let (rows, columns) = (problem.row.actionCount, problem.column.actionCount)
    return 16 * rows * columns + 16 * columns * (rows + columns)
  }

  /// A few numbers for each action.
  public var replicationBytes: Int { 256 * (problem.row.actionCount + problem.column.actionCount) }

  /// The value and an equilibrium, or what is missing.
  public var facts: [String] {
    guard truth.costs.isZeroSum else { return ["general sum: nothing is said of equilibria"] }
    guard let equilibrium = truth.equilibrium else { return ["the linear programme of the value has no end"] }
    return ["the value of the game is \(equilibrium.value)"]
  }

  /// The game, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MatrixGame { MatrixGame(truth) }

  /// The same.
  public var commonInstance: MatrixGame? { MatrixGame(truth) }
}
