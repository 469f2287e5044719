import BanditCards
import BanditComparators
import BanditGames

/// The environment `matching-file` of scenario files: a graph from a file.
public struct MatchingFileModel: GivenMatchingModel {
  /// `file` of scenario files.
  public static let file = Parameter.file(
    "file",
    """
    The edges: comma-separated values with the columns arrival (from 1, in any order of lines; an arrival without a \
    line has no edge), vertex (any name) and p (the probability of success, in [0, 1]).
    """)
  /// `weights` of scenario files; `nil` for 1 each.
  public static let weights = Parameter<DataFile?>(
    AnyParameter(
      "weights",
      """
      The offline vertices in their order, which ties go by: comma-separated values with the columns vertex and weight \
      (0 or more).
      """, .file,
      default: .absent(
        "weights of 1; vertices in the order of their numbers, where all names are whole, or of the lines")),
    read: { setting in if case .file(let file)? = setting { file } else { nil } }, write: { $0.map { .file($0) } })

  public static let card = EnvironmentCard(
    id: "matching-file", family: .matching,
    summary: "A graph from a file: a line for each edge.",
    dynamics: MatchingSettings.dynamics,
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators,
    parameters: [file, weights],
    example: ["file": "edges.csv", "weights": "weights.csv"],
    swift: #"try MatchingFileModel(file: "edges.csv", weights: "weights.csv", horizon: 6)"#,
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, rewards: .bounded, feedback: .bandit),
    notes: "The horizon is the largest arrival, or \"arrivals\". Results call the vertices by their names.",
    reference: "None: the graph is yours.")

  public let matching: StochasticMatching
  public let horizon: Int
  private let names: [String]

  /// The largest arrival.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try MatchingFile(try settings[file], weights: try settings[weights]).graph.arrivals.count
  }

  /// Creates the model; reads the files.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(file: settings[Self.file], weights: settings[Self.weights], horizon: horizon)
  }

  /// Creates the model, which reads the files: `MatchingFileModel(file: "edges.csv", horizon: 6)`.
  ///
  /// - Throws: `InvalidSettings` with the line and the column if a file cannot be read, or the horizon is beyond the
  ///   arrivals.
  public init(file: DataFile, weights: DataFile? = nil, horizon: Int) throws(InvalidSettings) {
    let data = try MatchingFile(file, weights: weights)
    try MatchingSettings.check(horizon: horizon, arrivals: data.graph.arrivals.count)
    matching = StochasticMatching(MatchingTruth(data.graph.prefix(horizon)))
    names = data.names
    self.horizon = horizon
  }

  /// The names in the files.
  public var itemNames: [String]? { names }

  /// How much there is.
  public var facts: [String] {
    let graph = matching.truth.graph
    let edges = graph.arrivals.reduce(0) { $0 + $1.count }
    let counts = "\(counted: graph.arrivals.count, "arrival"), \(counted: graph.vertexCount, "vertex", "vertices")"
    return ["\(counts), \(counted: edges, "edge")"]
  }
}

/// A graph from files.
struct MatchingFile: Sendable {
  let graph: MatchingGraph
  let names: [String]

  /// Reads the files.
  init(_ file: DataFile, weights: DataFile?) throws(InvalidSettings) {
    self = try file.parsed(manner: "matching \(weights?.path ?? "")") { file throws(InvalidSettings) in
      var given: (names: [String], weights: [Double])?
      if let weights {
        given = try MatchingFile.read("weights", weights) { table throws(CSVTable.Mistake) in
          try MatchingFile.weights(of: table)
        }
      }
      return try MatchingFile.read("file", file) { table throws(CSVTable.Mistake) in
        try MatchingFile(edges: table, given: given)
      }
    }
  }

  /// Reads the bytes of files, for tests.
  init(bytes: [UInt8], weights: [UInt8]? = nil) throws(CSVTable.Mistake) {
    var given: (names: [String], weights: [Double])?
    if let weights { given = try MatchingFile.weights(of: CSVTable(bytes: weights)) }
    try self.init(edges: CSVTable(bytes: bytes), given: given)
  }

  private static func read<Value>(
    _ path: String, _ file: DataFile, _ read: (CSVTable) throws(CSVTable.Mistake) -> Value
  ) throws(InvalidSettings) -> Value {
    do throws(CSVTable.Mistake) {
      return try read(CSVTable(file))
    } catch {
      throw InvalidSettings(path, error.description)
    }
  }

  private static func weights(of table: CSVTable) throws(CSVTable.Mistake) -> (names: [String], weights: [Double]) {
    let names = try column("vertex", of: table)
    guard let weights = try table.numbers("weight") else { throw missing("weight", table) }
    guard !names.isEmpty else { throw CSVTable.Mistake(line: nil, message: "no rows; accepted: a vertex or more") }
    var seen: Set<String> = []
    for (row, name) in names.enumerated() {
      guard seen.insert(name).inserted else { throw mistake(table, row, "vertex", name, "accepted: each vertex once") }
      guard weights[row] >= 0 else {
        throw mistake(table, row, "weight", "\(weights[row])", "accepted: a number of 0 or more")
      }
    }
    return (names, weights.map { $0 + 0 })
  }

  private init(
    edges table: CSVTable, given: (names: [String], weights: [Double])?
  ) throws(CSVTable.Mistake) {
    let arrivals = try MatchingFile.column("arrival", of: table)
    let vertices = try MatchingFile.column("vertex", of: table)
    guard let probabilities = try table.numbers("p") else { throw MatchingFile.missing("p", table) }
    guard table.rowCount > 0 else { throw CSVTable.Mistake(line: nil, message: "no rows; accepted: an edge or more") }
    let names = given?.names ?? MatchingFile.ordered(vertices)
    guard names.count <= MatchingSettings.largestVertexCount else {
      throw CSVTable.Mistake(
        line: nil,
        message: "\(names.count) vertices; accepted: at most \(MatchingSettings.largestVertexCount)")
    }
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var rows: [[MatchingEdge]] = []
    var seen: Set<[Int]> = []
    for row in 0..<table.rowCount {
      guard let arrival = Int(arrivals[row]), (1...MatchingSettings.largestArrivalCount).contains(arrival) else {
        throw MatchingFile.mistake(
          table, row, "arrival", arrivals[row],
          "accepted: a whole number in 1...\(MatchingSettings.largestArrivalCount)")
      }
      guard let vertex = places[vertices[row]] else {
        throw MatchingFile.mistake(
          table, row, "vertex", vertices[row], "accepted: a vertex of the file of weights")
      }
      guard (0...1).contains(probabilities[row]) else {
        throw MatchingFile.mistake(table, row, "p", "\(probabilities[row])", "accepted: a number in [0, 1]")
      }
      guard seen.insert([arrival, vertex]).inserted else {
        throw MatchingFile.mistake(table, row, "vertex", vertices[row], "accepted: each vertex once for an arrival")
      }
      while rows.count < arrival { rows.append([]) }
      rows[arrival - 1].append(MatchingEdge(vertex: vertex, probability: probabilities[row]))
    }
    self.names = names
    graph = MatchingGraph(weights: given?.weights ?? names.map { _ in 1 }, arrivals: rows)
  }

  /// The different names in the order of their numbers, where all are whole, or of their lines.
  private static func ordered(_ fields: [String]) -> [String] {
    var seen: Set<String> = []
    let names = fields.filter { seen.insert($0).inserted }
    let numbers = names.map { Int($0) }
    guard numbers.allSatisfy({ $0 != nil }) else { return names }
    return names.indices.sorted { (numbers[$0] ?? 0, $0) < (numbers[$1] ?? 0, $1) }.map { names[$0] }
  }

  private static func column(_ name: String, of table: CSVTable) throws(CSVTable.Mistake) -> [String] {
    guard let fields = table.column(name) else { throw missing(name, table) }
    return fields
  }

  private static func missing(_ name: String, _ table: CSVTable) -> CSVTable.Mistake {
    CSVTable.Mistake(
      line: 1,
      message: "no column \(JSONText.quoted(name)); found \(QuotedList.list(table.header))"
        + NearestName.hint(for: name, among: table.header))
  }

  private static func mistake(
    _ table: CSVTable, _ row: Int, _ column: String, _ field: String, _ message: String
  ) -> CSVTable.Mistake {
    CSVTable.Mistake(
      line: table.lines[row],
      message: "column \(JSONText.quoted(column)): found \(CSVTable.quoted(field)); \(message)")
  }
}
