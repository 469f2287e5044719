import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Costs of elements that do not depend on what is played: coins, costs that alternate, or a table.
public struct ElementCosts: CombinatorialEnvironment {
  /// Where costs come from, as shares of the largest cost of an element.
  enum Law: Sendable {
    /// Coins with a mean for each element.
    case coins([Double])
    /// The elements marked and the others in turn.
    case alternating([Bool])
    /// Row by row, from the start again when they end.
    case table(LossTable)
  }

  public let truth: CombinatorialTruth
  private let law: Law
  private let largest: Double

  init(_ problem: CombinatorialProblem, _ law: Law) {
    self.law = law
    largest = problem.largestCost
    let largest = problem.largestCost
    if case .coins(let means) = law {
      truth = CombinatorialTruth(problem: problem, means: means.map { $0 * largest })
    } else {
      truth = CombinatorialTruth(problem: problem)
    }
  }

  /// Writes the costs of a round; one uniform for each coin.
  public mutating func writeCosts(into costs: inout [Double], at round: Int, noise: inout RoundNoise) {
    switch law {
    case .coins(let means):
      for element in means.indices {
        noise.move(to: element, occurrence: round)
        costs[element] = noise.uniform() < means[element] ? largest : 0
      }
    case .alternating(let isMarked):
      let isTurn = !round.isMultiple(of: 2)
      let cost = round == 1 ? 0.5 * largest : largest
      for element in isMarked.indices { costs[element] = isMarked[element] == isTurn ? cost : 0 }
    case .table(var table):
      table.writeLosses(into: &costs, at: (round - 1) % table.rowCount + 1, noise: &noise)
      for element in costs.indices { costs[element] *= largest }
    }
  }
}

/// What scenario files say of the costs of elements.
public enum CostSource: Hashable, Sendable {
  /// Coins whose means are drawn uniformly from [0, 1] in each replication.
  case iid
  /// Coins with given means.
  case means([Double])
  /// The elements of the first set, and the others, in turn.
  case alternating
  /// Rows of numbers in [0, 1].
  case table([[Double]])
  /// Rows of numbers in [0, 1] from a file.
  case file(DataFile)

  private static let numbers = ParameterKind.list(of: .number(.unit), count: 1...CombinatorialSettings.largestCount)

  /// `costs` of scenario files.
  public static let parameter = Parameter<CostSource>(
    AnyParameter(
      "costs",
      """
      Costs of elements, as shares of U / d. `iid`: coins whose means are uniform on [0, 1] in each replication; \
      `{"means": [...]}`: coins with these means; `alternating`: with A the first feasible set in the order of ties, \
      the elements of A cost 1/2 in round 1 and 1 in rounds 3, 5, ..., all others cost 1 in rounds 2, 4, ..., and \
      everything else is free; `{"table": [[...], ...]}`: a row for each round, from the start again when they end; \
      `{"file": "costs.csv"}`: the same from comma-separated values.
      """,
      .either([
        .choice(["iid", "alternating"]),
        .oneKey([
          AnyParameter("means", "The mean of each element's coin.", numbers, default: .required),
          AnyParameter("table", "Rows of a number for each element.", .list(of: numbers), default: .required),
          AnyParameter("file", "A CSV file of such rows, with a header or without.", .file, default: .required),
        ]),
      ]), default: .value(.text("iid")), why: "the simplest"),
    read: { setting in
      switch setting {
      case .text("alternating")?: return .alternating
      case .object(let object)?:
        if let means = object["means"]?.asNumbers { return .means(means) }
        if case .list(let rows)? = object["table"] { return .table(rows.map { $0.asNumbers ?? [] }) }
        if case .file(let file)? = object["file"] { return .file(file) }
        return .iid
      default: return .iid
      }
    },
    write: { source in
      switch source {
      case .iid: .text("iid")
      case .alternating: .text("alternating")
      case .means(let means): .object(["means": .list(means.map { .number($0) })])
      case .table(let rows): .object(["table": .list(rows.map { .list($0.map { .number($0) }) })])
      case .file(let file): .object(["file": .file(file)])
      }
    })
}

/// What the models of costs share: the law, and what follows from it.
public protocol CostModel: EnvironmentModel where Instance == ElementCosts, Problem == CombinatorialProblem {
  /// The costs.
  var costs: ElementCostsSource { get }
}

/// Costs whose shape fits a problem, checked.
public struct ElementCostsSource: Sendable {
  /// The law; `nil` for means that each replication draws.
  let law: ElementCosts.Law?

  /// Fits costs to a problem.
  ///
  /// - Throws: `InvalidSettings` if numbers are missing or too many, or a file cannot be read.
  init(_ source: CostSource, _ problem: CombinatorialProblem) throws(InvalidSettings) {
    try CostSource.parameter.check(source)
    let count = problem.elementCount
    func fit(_ numbers: Int, _ path: String) throws(InvalidSettings) {
      guard numbers == count else {
        throw InvalidSettings(path, "found \(counted: numbers, "number"); accepted: \(count), one for each element")
      }
    }
    switch source {
    case .iid: law = nil
    case .means(let means):
      try fit(means.count, "costs.means")
      law = .coins(means)
    case .alternating:
      var sets = problem.sets
      var set: [Int] = []
      sets.writeCheapest(for: Array(repeating: 0, count: count), into: &set)
      var isMarked = Array(repeating: false, count: count)
      for element in set { isMarked[element] = true }
      law = .alternating(isMarked)
    case .table(let rows):
      for (place, row) in rows.enumerated() { try fit(row.count, "costs.table[\(place)]") }
      law = .table(LossTable(rows: rows.map { row in row.map { $0 + 0 } }))
    case .file(let file):
      let table: LossTable
      do throws(InvalidSettings) { table = try LossTable(file, header: .automatic) } catch {
        throw InvalidSettings("costs.file", error.message)
      }
      try fit(table.actionCount, "costs.file")
      law = .table(table)
    }
  }
}

extension CostModel {
  /// The costs of a replication; one uniform for each mean that is drawn.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ElementCosts {
    if let law = costs.law { return ElementCosts(problem, law) }
    var means: [Double] = []
    for _ in 0..<problem.elementCount { means.append(stream.uniform()) }
    return ElementCosts(problem, .coins(means))
  }

  /// The costs, unless each replication draws its means.
  public var commonInstance: ElementCosts? { costs.law.map { ElementCosts(problem, $0) } }

  /// The sets and a table.
  public var modelBytes: Int {
    var bytes = 512 * problem.elementCount
    if case .table(let table)? = costs.law { bytes += 16 * table.rowCount * table.actionCount }
    return bytes
  }

  /// Costs, sums, oracles with room of their own.
  public var replicationBytes: Int { 1024 * problem.elementCount }

  /// `pseudo`, where costs are given.
  public func absence(of notion: Notion) -> String? {
    guard notion == .pseudo, let law = costs.law else { return nil }
    if case .coins = law { return nil }
    return "given costs have no means"
  }

  /// How much there is.
  public var facts: [String] {
    [
      "\(counted: problem.elementCount, "element"); the largest set has \(problem.sets.largestSize); an element costs "
        + "at most \(problem.largestCost) in a round"
    ]
  }
}

/// What the models of costs have in common.
enum CombinatorialSettings {
  static let largestCount = 10_000

  /// `U` of scenario files; `nil` for d.
  static let costLimit = Parameter.auto(
    "U", "No element costs more than U / d in a round; `auto`: d.", .closed(1e-6...1e9), unit: "cost",
    why: "costs of an element in [0, 1]")
  /// `feedback` of scenario files.
  static let feedback = Parameter.choice(
    "feedback", "`full`: the costs of all elements are seen; `semi-bandit`: those of the elements chosen.",
    default: CostFeedback.full, why: "what every learner here accepts")

  static let seen = "The costs of all elements, or of those chosen, as the parameter `feedback` says."
  static let truth = "The costs of all elements; of coins, the means."
  static let comparators = """
    external: the set with the least sum of costs so far, by the oracle of the sets. pseudo, of coins: the set with \
    the least mean.
    """
  static let dynamics = """
    In round t element e costs c_t(e) in [0, U / d], whatever is played: a coin of size U / d with a fixed mean, \
    independent of everything else (c = U / d if u < mean, from one uniform u), or a number that is fixed in advance. \
    A set costs the sum of its elements.
    """
  static let reference = """
    A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
    (arXiv 1904.07272), chapter 7.
    """
}

/// A graph, as scenario files describe it.
public enum GraphSource: Hashable, Sendable {
  /// A grid of nodes.
  case grid(width: Int, height: Int)
  /// Its edges.
  case edges([GraphEdge])
  /// A file of edges.
  case file(DataFile)

  private static let nodes = 0...100_000

  /// `graph` of scenario files.
  static func parameter(_ direction: String) -> Parameter<GraphSource> {
    Parameter<GraphSource>(
      AnyParameter(
        "graph",
        """
        `{"grid": [w, h]}`: w times h nodes, numbered row by row, each with an edge to the right and then one down; \
        `{"edges": [[tail, head], ...]}`: nodes are numbers from 0, two nodes may have several edges; `{"file": \
        "graph.csv"}`: the same from comma-separated values with the columns tail and head. \(direction)
        """,
        .oneKey([
          AnyParameter(
            "grid", "Its width and its height in nodes.", .list(of: .whole(1...100), count: 2...2), default: .required),
          AnyParameter(
            "edges", "Edges, each a pair of nodes.",
            .list(of: .list(of: .whole(nodes), count: 2...2), count: 1...CombinatorialSettings.largestCount),
            default: .required),
          AnyParameter("file", "A CSV file with the columns tail and head.", .file, default: .required),
        ]), default: .value(.object(["grid": .list([3, 3])])), why: "12 edges, 6 paths, 192 spanning trees"),
      read: { setting in
        guard case .object(let object)? = setting else { return .grid(width: 3, height: 3) }
        if let grid = object["grid"]?.asWholes, grid.count == 2 { return .grid(width: grid[0], height: grid[1]) }
        if case .file(let file)? = object["file"] { return .file(file) }
        guard case .list(let edges)? = object["edges"] else { return .edges([]) }
        return .edges(
          edges.compactMap { edge in
            edge.asWholes.flatMap { $0.count == 2 ? GraphEdge($0[0], $0[1]) : nil }
          })
      },
      write: { source in
        switch source {
        case .grid(let width, let height): .object(["grid": .list([.whole(width), .whole(height)])])
        case .edges(let edges):
          .object(["edges": .list(edges.map { .list([.whole($0.tail), .whole($0.head)]) })])
        case .file(let file): .object(["file": .file(file)])
        }
      })
  }

  /// The edges, and the key that gives them.
  ///
  /// - Throws: `InvalidSettings` if a file cannot be read, or a grid has one node or too many edges.
  func edges() throws(InvalidSettings) -> (edges: [GraphEdge], path: String) {
    switch self {
    case .edges(let edges): return (edges, "graph.edges")
    case .grid(let width, let height):
      let edges = GraphEdge.grid(width: width, height: height)
      guard (1...CombinatorialSettings.largestCount).contains(edges.count) else {
        throw InvalidSettings(
          "graph.grid",
          "found \(counted: edges.count, "edge"); accepted: 1 to \(CombinatorialSettings.largestCount)")
      }
      return (edges, "graph.grid")
    case .file(let file):
      let edges = try file.parsed(manner: "graph") { file throws(InvalidSettings) in
        do throws(CSVTable.Mistake) { return try GraphSource.read(CSVTable(file)) } catch {
          throw InvalidSettings("graph.file", error.description)
        }
      }
      return (edges, "graph.file")
    }
  }

  /// The edges in a table.
  static func read(_ table: CSVTable) throws(CSVTable.Mistake) -> [GraphEdge] {
    var ends: [[Int]] = []
    for name in ["tail", "head"] {
      guard let fields = table.column(name) else {
        throw CSVTable.Mistake(
          line: 1,
          message: "no column \"\(name)\"; found \(QuotedList.list(table.header))"
            + NearestName.hint(for: name, among: table.header))
      }
      var column: [Int] = []
      for (row, field) in fields.enumerated() {
        guard let node = Int(field), nodes.contains(node) else {
          throw CSVTable.Mistake(
            line: table.lines[row],
            message:
              "column \"\(name)\": found \(CSVTable.quoted(field)); accepted: a whole number in 0...\(nodes.upperBound)"
          )
        }
        column.append(node)
      }
      ends.append(column)
    }
    guard (1...CombinatorialSettings.largestCount).contains(table.rowCount) else {
      throw CSVTable.Mistake(
        line: nil,
        message: "\(counted: table.rowCount, "edge"); accepted: 1 to \(CombinatorialSettings.largestCount)")
    }
    return zip(ends[0], ends[1]).map { GraphEdge($0, $1) }
  }
}
