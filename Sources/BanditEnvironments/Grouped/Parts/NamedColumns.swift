import BanditCards
import BanditGames

/// What is done with cells that have no value.
public enum MissingCells: String, CaseIterable, Sendable {
  /// The first one is named.
  case refuse
  /// Their rows are left out.
  case drop
  /// They are values like others where no number is wanted.
  case category

  /// Whether a field stands for no value.
  static func isMissing(_ field: String) -> Bool {
    field.utf8.count <= 4 && ["", "?", "na", "n/a", "nan", "null"].contains(field.lowercased())
  }
}

/// The columns of a CSV file, by their names; its mistakes are those of settings.
struct NamedColumns {
  let table: CSVTable
  /// How many rows of the file are left out.
  let droppedCount: Int
  private let missing: MissingCells

  /// Reads a file.
  ///
  /// - Parameter used: the columns in which a missing value counts.
  init(_ file: DataFile, header: Bool, missing: MissingCells, used: [String]) throws(InvalidSettings) {
    let all: CSVTable
    do throws(CSVTable.Mistake) {
      all = try file.parsed(manner: "\(header)") { file throws(CSVTable.Mistake) in
        try CSVTable(file, header: header ? .names : .none)
      }
    } catch {
      throw InvalidSettings("file", "\(error)")
    }
    guard all.rowCount > 0 else {
      throw InvalidSettings("file", "the file has column names but no row; accepted: one row or more")
    }
    table = missing == .drop ? all.dropping(MissingCells.isMissing, of: used) : all
    droppedCount = all.rowCount - table.rowCount
    self.missing = missing
    guard table.rowCount > 0 else {
      throw InvalidSettings("missing", "every row lacks a value; accepted: a row or more that has all")
    }
  }

  func fields(_ name: String, path: String) throws(InvalidSettings) -> [String] {
    guard let fields = table.column(name) else {
      throw InvalidSettings(
        path,
        "the file has no column \(JSONText.quoted(name)); accepted: \(QuotedList.list(table.header))"
          + NearestName.hint(for: name, among: table.header))
    }
    if missing == .refuse, let row = fields.firstIndex(where: MissingCells.isMissing) {
      throw InvalidSettings(
        path,
        """
        line \(table.lines[row]): column \(JSONText.quoted(name)): found \(CSVTable.quoted(fields[row])), a missing \
        value; accepted: a value in each row, or "missing": "drop", or else "category" where no number is wanted
        """)
    }
    return fields
  }

  func numbers(_ name: String, path: String) throws(InvalidSettings) -> [Double] {
    _ = try fields(name, path: path)
    do throws(CSVTable.Mistake) {
      return try table.numbers(name) ?? []
    } catch {
      throw InvalidSettings(path, "\(error)")
    }
  }

  /// The most features of a row; learners keep the square of that.
  static let featureLimit = 2000

  /// The columns that are features: numbers, scaled to [0, 1], and indicators of the values of categories.
  func features(
    numeric: [String], categorical: [String], targets: [String]
  ) throws(InvalidSettings) -> [[Double]] {
    var columns: [[Double]] = []
    for (place, name) in numeric.enumerated() {
      columns.append(GroupedData.scaled(try feature(name, targets, path: "numeric[\(place)]", numbers)))
    }
    for (place, name) in categorical.enumerated() {
      let fields = try feature(name, targets, path: "categorical[\(place)]", fields)
      let values = NamedColumns.values(of: fields)
      let count = columns.count + values.count
      guard count <= NamedColumns.featureLimit, count * table.rowCount <= GroupedData.sizeLimit else {
        throw InvalidSettings(
          "categorical[\(place)]",
          """
          \(counted: values.count, "different value") in \(counted: table.rowCount, "row"); accepted: at most \
          \(NamedColumns.featureLimit) features and \(GroupedData.sizeLimit) numbers in all
          """)
      }
      columns += values.map { value in fields.map { $0 == value ? 1 : 0 } }
    }
    return columns
  }

  /// The different fields, in the order of their bytes, not in that of some language.
  static func values(of fields: [String]) -> [String] {
    Set(fields).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The column of a feature, which no target can be.
  private func feature<Value>(
    _ name: String, _ targets: [String], path: String,
    _ read: (String, String) throws(InvalidSettings) -> [Value]
  ) throws(InvalidSettings) -> [Value] {
    guard !targets.contains(name) else {
      throw InvalidSettings(path, "\(JSONText.quoted(name)) is the target; accepted: other columns")
    }
    return try read(name, path)
  }
}

extension GroupwiseCSVModel.Order {
  /// The columns that it sorts by.
  var columns: [String] {
    switch self {
    case .ascending(let column), .descending(let column): [column]
    case .shuffled, .given: []
    }
  }

  /// The order of a file's rows.
  func rows(of file: NamedColumns, shuffleSeeds: [UInt32]) throws(InvalidSettings) -> RowOrder {
    switch self {
    case .shuffled: .shuffled(shuffleSeeds)
    case .given: .given
    case .ascending(let column):
      .sorted(by: try file.numbers(column, path: "order.ascending"), ascending: true, shuffleSeeds: shuffleSeeds)
    case .descending(let column):
      .sorted(by: try file.numbers(column, path: "order.descending"), ascending: false, shuffleSeeds: shuffleSeeds)
    }
  }
}
