import BanditCards
import BanditGames
import BanditNumerics

/// In what the results of two folders differ.
public struct FolderComparison: Sendable {
  /// What the scenarios differ in, key by key.
  public let scenario: [String]
  /// The first difference of each table that differs, in words.
  public let tables: [String]
  /// The lines of regret at the last checkpoints that both have, and what only one has.
  let lines: [Line]
  let lonely: [String]
  /// The level of the intervals.
  let confidence: Double
  private let paths: (String, String)
  /// Whether both folders have the regrets of the replications, which differences by cell are made of.
  private let hasReplications: Bool

  /// A cell's regret at the last checkpoint, of a notion and group.
  struct Line {
    let key: CellKey
    let track: TraceLayout.Track
    let means: [Double]
    /// Second - first, its standard error, and how many replications it is of.
    let difference: Double
    let se: Double
    let count: Int
    let interval: ConfidenceInterval
    /// Whether replications met the same luck, so that the difference is that of pairs.
    let isPaired: Bool
  }

  /// Whether all tables that do not depend on the clock have the same bytes.
  public var isSame: Bool { tables.isEmpty }

  /// Compares two result folders.
  ///
  /// - Throws: `FolderRefusal.noResults` if one of them has no tables; `FileError` or `DamagedTable`.
  /// - Complexity: every byte of the tables is read, of those that differ a few times.
  public init(_ first: String, _ second: String) throws {
    let manifests = try [first, second].map { path in
      guard let manifest = try FolderCheck(path).manifest else { throw FolderRefusal.noResults(path: path) }
      return manifest["scenario"] ?? .object([:])
    }
    paths = (first, second)
    confidence = manifests[0]["confidence"]?.number ?? 0.95
    if case .object(let here) = manifests[1].setting {
      let there = Array(JSONText.compact(manifests[0].setting).utf8)
      let names = here.entries.map(\.name) + manifests[0].members.keys.sorted(by: byteOrder)
      var seen: Set<String> = []
      scenario = ScenarioDifferences.texts(
        there: there, here: here,
        of: names.filter { !Title.keys.contains($0) && $0 != "description" && seen.insert($0).inserted })
    } else {
      scenario = []
    }
    tables = try (ResultFile.checked + ResultFile.occasional).compactMap {
      try FolderComparison.difference(of: $0, first, second)
    }
    hasReplications = [first, second].allSatisfy { FileSystem.exists("\($0)/\(ResultFile.regret.rawValue)") }
    guard !tables.isEmpty && hasReplications else {
      (lines, lonely) = ([], [])
      return
    }
    let standings = try zip([first, second], manifests).map { path, scenario in
      try ResultReader.standings(in: path, replications: scenario["replications"]?.whole)
    }
    // Luck is keyed by the seed, the label of the environment and the replication.
    let keys = ["seed", "generator", "coupling"]
    let isPaired =
      keys.allSatisfy { manifests[0][$0] == manifests[1][$0] }
      && manifests[0]["coupling"]?.text != Coupling.independent.rawValue
    func name(_ standing: ResultReader.Standing) -> [String] {
      let (key, track) = (standing.key, standing.track)
      return [key.point, key.environment, key.algorithm, track.notion.id, track.group]
    }
    let others = Dictionary(standings[1].map { (name($0), $0) }) { first, _ in first }
    let known = Set(standings[0].map(name))
    let level = confidence
    lines = standings[0].compactMap { one in
      others[name(one)].map { FolderComparison.line(one, $0, isPaired: isPaired, confidence: level) }
    }
    lonely =
      standings[0].filter { others[name($0)] == nil }.map { "\(first): \(FolderComparison.text(of: name($0)))" }
      + standings[1].filter { !known.contains(name($0)) }.map { "\(second): \(FolderComparison.text(of: name($0)))" }
  }

  private static func line(
    _ one: ResultReader.Standing, _ other: ResultReader.Standing, isPaired: Bool, confidence: Double
  ) -> Line {
    let samples = [one.regrets, other.regrets].map { Moments(sorted: $0.filter(\.isFinite).sorted()) }
    let isPaired = isPaired && one.round == other.round
    // The pairs end where one has fewer replications.
    let pairs = PairedTest.moments(other.regrets, one.regrets)
    let difference = isPaired ? pairs.mean : samples[1].mean - samples[0].mean
    let se = isPaired ? pairs.se : (samples[0].se * samples[0].se + samples[1].se * samples[1].se).squareRoot()
    let count = isPaired ? pairs.count : min(samples[0].count, samples[1].count)
    return Line(
      key: one.key, track: one.track, means: samples.map(\.mean), difference: difference, se: se, count: count,
      interval: ConfidenceInterval(mean: difference, se: se, count: count, confidence: confidence), isPaired: isPaired)
  }

  private static func text(of names: [String]) -> String { names.filter { !$0.isEmpty }.joined(separator: ", ") }

  /// Where two tables begin to differ; `nil` if they have the same bytes or neither is there.
  private static func difference(of table: ResultFile, _ first: String, _ second: String) throws -> String? {
    let name = table.rawValue
    let sums = try [first, second].map { try FileSystem.checksum(of: "\($0)/\(name)") }
    if sums[0] == sums[1] { return nil }
    guard var one = try CSVReader.reading("\(first)/\(name)"), var other = try CSVReader.reading("\(second)/\(name)")
    else { return "\(name): only in \(sums[0] == nil ? second : first)" }
    guard one.columns == other.columns else { return "\(name): other columns" }
    var line = 1
    while true {
      let more = (try one.next(), try other.next())
      line += 1
      guard more.0, more.1 else {
        // Only line ends or quotes may differ where no field does.
        if more.0 == more.1 { return "\(name): written differently" }
        return "\(name): \(more.0 ? second : first) ends before line \(line)"
      }
      for column in one.columns.indices where one.text(column) != other.text(column) {
        let labels = (1..<column).filter { $0 < 8 && !one.text($0).isEmpty }.map {
          "\(one.columns[$0]) \(one.text($0))"
        }
        return "\(name): line \(line), \(labels.joined(separator: ", ")): \(one.columns[column]) "
          + "\(shown(one.text(column))) and \(shown(other.text(column)))"
      }
    }
  }

  private static func shown(_ field: String) -> String { field.isEmpty ? "missing" : field }

  /// What differs, in lines for people.
  public var text: String {
    if isSame { return "\(paths.0) and \(paths.1): the same results, byte for byte\n" }
    var text = "\(paths.0) and \(paths.1) differ:\n"
    for line in scenario.prefix(20) + tables { text += "  \(line)\n" }
    if scenario.count > 20 { text += "  and \(scenario.count - 20) more keys of the scenario\n" }
    for line in lonely.prefix(20) { text += "  only in \(line)\n" }
    if lonely.count > 20 { text += "  and \(lonely.count - 20) more\n" }
    if !hasReplications {
      text += "  differences by cell need \(ResultFile.regret.rawValue); simulate report DIR --tables all writes it\n"
    }
    guard !lines.isEmpty else { return text }
    let level = NumberFormat(count: 6).trimmed(100 * confidence)
    let isPaired = lines.contains(where: \.isPaired)
    text += "\nMean regret at the end of the first and of the second, and second - first"
    text += isPaired ? " over pairs of replications, which met the same luck" : ""
    text += ", with its \(level) % interval:\n\n"
    return text + table
  }

  private var table: String {
    let format = NumberFormat.resolving(lines.map(\.se), orElse: lines.flatMap(\.means))
    var columns: [[String]] = []
    func add(_ title: String, left: Bool = false, _ cell: (Line) -> String) {
      let cells = lines.map(cell)
      if left && cells.allSatisfy(\.isEmpty) { return }
      columns.append(TableSection.padded([title] + cells, left: left))
    }
    add("point", left: true) { $0.key.point }
    add("environment", left: true) { $0.key.environment }
    add("algorithm", left: true) { $0.key.algorithm }
    add("notion", left: true) { $0.track.notion.id }
    add("group", left: true) { $0.track.group }
    add("first") { format.text($0.means[0]) }
    add("second") { format.text($0.means[1]) }
    add("difference") { format.text($0.difference) }
    add("low") { format.text($0.interval.low) }
    add("high") { format.text($0.interval.high) }
    add("n") { "\($0.count)" }
    return (0...lines.count).map { row in
      var line = columns.map { $0[row] }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return "  \(line)\n"
    }.joined()
  }
}
