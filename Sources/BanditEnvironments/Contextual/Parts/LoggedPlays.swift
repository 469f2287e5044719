import BanditCards
import BanditGames

/// A log of plays as a CSV file: columns `arm`, `propensity`, `reward`, and what was shown: `context`, or one vector
/// `x0`, `x1`, ..., or a vector for each arm, `f0_0`, `f0_1`, ...; other columns are not read.
struct LoggedPlays: Sendable {
  let rows: ReplayLog.Rows
  let armCount: Int
  /// The number of own features.
  let dimension: Int
  let isShared: Bool
  let contextCount: Int?

  /// Reads a file.
  ///
  /// - Parameter arms: the number of arms; `nil` for that of the header, or one more than the largest arm.
  /// - Throws: `InvalidSettings`, with the line.
  init(_ file: DataFile, arms: Int?) throws(InvalidSettings) {
    let columns = try NamedColumns(file, header: true, missing: .category, used: [])
    let table = columns.table
    let header = Header(table.header)
    func mistake(_ row: Int, _ message: String) -> InvalidSettings {
      InvalidSettings("file", "line \(table.lines[row]): \(message)")
    }
    let played = try LoggedPlays.wholes("arm", of: columns)
    let largest = played.max() ?? 0
    armCount = arms ?? header.armCount ?? largest + 1
    if let row = played.firstIndex(where: { [armCount] in $0 >= armCount }) {
      throw mistake(row, "column \"arm\": found \(played[row]); accepted: an arm in 0...\(armCount - 1)")
    }
    guard armCount <= ContextualSettings.maximumArmCount else {
      throw InvalidSettings("file", "\(armCount) arms; accepted: at most \(ContextualSettings.maximumArmCount)")
    }
    let propensities = try columns.numbers("propensity", path: "file")
    if let row = propensities.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
      throw mistake(
        row, "column \"propensity\": found \(propensities[row]); accepted: a probability above 0, at most 1")
    }
    let rewards = try columns.numbers("reward", path: "file")
    var contexts: [Int]?
    if let fields = table.column("context"), !fields.allSatisfy(\.isEmpty) {
      contexts = try LoggedPlays.wholes("context", of: columns)
    }
    contextCount = contexts.map { ($0.max() ?? 0) + 1 } ?? (header.hasFeatures ? nil : 1)
    if let contextCount, contextCount > LoggedPlays.maximumContextCount {
      throw InvalidSettings(
        "file", "contexts up to \(contextCount - 1); accepted: at most \(LoggedPlays.maximumContextCount) contexts")
    }
    isShared = header.armVectors == 0
    dimension = header.hasFeatures ? max(header.shared, header.armVectors) : contextCount ?? 1
    try ContextualSettings.check(dimension: dimension, at: "file")
    guard header.shared == 0 || header.armVectors == 0 else {
      throw InvalidSettings("file", "has both x0 and f0_0; accepted: one vector for all arms, or one for each")
    }
    let size = dimension * (isShared ? 1 : armCount)
    guard played.count * size <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "file", "\(played.count) rows of \(size) features; accepted: at most \(GroupedData.sizeLimit) numbers in all")
    }
    var features: [Double] = []
    if header.hasFeatures {
      let count = armCount
      let names =
        header.shared > 0
        ? (0..<dimension).map { "x\($0)" }
        : (0..<count).flatMap { [dimension] arm in (0..<dimension).map { "f\(arm)_\($0)" } }
      var read: [[Double]] = []
      for name in names { read.append(try columns.numbers(name, path: "file")) }
      features = played.indices.flatMap { row in read.map { $0[row] } }
    } else {
      // One context is that of all rows.
      let known = contexts ?? Array(repeating: 0, count: played.count)
      contexts = known
      features = known.flatMap { [dimension] context in (0..<dimension).map { $0 == context ? 1 : 0 } }
    }
    rows = ReplayLog.Rows(
      contexts: contexts, features: features, arms: played, propensities: propensities, rewards: rewards)
  }

  private static let maximumContextCount = 1000

  private static func wholes(_ name: String, of columns: NamedColumns) throws(InvalidSettings) -> [Int] {
    let numbers = try columns.numbers(name, path: "file")
    if let row = numbers.firstIndex(where: { $0 < 0 || $0 > 1e9 || $0 != $0.rounded() }) {
      throw InvalidSettings(
        "file",
        "line \(columns.table.lines[row]): column \(JSONText.quoted(name)): found \(numbers[row]); accepted: a whole "
          + "number, 0 or more")
    }
    return numbers.map { Int($0) }
  }

  /// What the names of columns say.
  private struct Header {
    /// How many features all arms share.
    let shared: Int
    /// How many each arm has of its own.
    let armVectors: Int
    /// How many arms are named; `nil` if none.
    let armCount: Int?

    var hasFeatures: Bool { shared > 0 || armVectors > 0 }

    init(_ names: [String]) {
      let places = names.compactMap { $0.wholeMatch(of: /x([0-9]{1,9})/).flatMap { Int($0.1) } }
      let own = names.compactMap { name in
        name.wholeMatch(of: /f([0-9]{1,9})_([0-9]{1,9})/).map { (Int($0.1) ?? 0, Int($0.2) ?? 0) }
      }
      let probabilities = names.compactMap { $0.wholeMatch(of: /p([0-9]{1,9})/).flatMap { Int($0.1) } }
      shared = places.max().map { $0 + 1 } ?? 0
      armVectors = own.map(\.1).max().map { $0 + 1 } ?? 0
      armCount = (own.map(\.0) + probabilities).max().map { $0 + 1 }
    }
  }
}
