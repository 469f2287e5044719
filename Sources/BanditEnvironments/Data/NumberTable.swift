import BanditCards

/// What is done with rows of a table of numbers that lack one: where a cell in use is empty, `?` or one of the words NA,
/// N/A, NaN and null.
public enum MissingRows: String, CaseIterable, Sendable {
  /// The first one is named.
  case refuse
  /// They are left out, and are no rounds.
  case drop

  /// `missing` of scenario files.
  static func parameter(isLateComer: Bool) -> Parameter<MissingRows> {
    .choice(
      "missing",
      """
      What is done with a row where a cell in use is empty, ? or one of the words NA, N/A, NaN and null: refuse names \
      the first one; drop leaves it out, and it is no round.
      """, default: .refuse, why: "a missing value is no value", isLateComer: isLateComer)
  }
}

/// Numbers from a CSV file: a row for each round, a column for each action. What `loss-table` and `reward-table` read.
struct NumberTable: Sendable {
  /// What messages call the numbers and the columns, and which numbers are accepted.
  struct Use {
    /// In the plural: `losses`.
    let numbers: String
    /// In the plural: `actions`.
    let columns: String
    /// What is accepted, in words: `a number in [0, 1]`.
    let accepted: String
    /// The key that chooses columns.
    var key = "columns"
    /// Whether a finite number is accepted.
    let accepts: @Sendable (Double) -> Bool
  }

  /// What the file calls the columns chosen; `nil` where it has no names.
  let names: [String]?
  /// The number of columns chosen.
  let columnCount: Int
  /// Row by row.
  let numbers: [Double]
  /// How many rows of the file are left out.
  let droppedCount: Int

  /// How many rows there are.
  var rowCount: Int { numbers.count / columnCount }

  /// Reads rows.
  ///
  /// - Parameter columns: the names of the columns wanted; `nil` for all.
  init(rows: CSVRows, columns: [String]?, missing: MissingRows, use: Use) throws(CSVTable.Mistake) {
    var rows = rows
    let places = try NumberTable.places(of: columns, in: rows, use: use)
    var numbers: [Double] = []
    var droppedCount = 0
    while let row = try rows.next() {
      if missing == .drop, places.contains(where: { MissingCells.isMissing(row.fields[$0]) }) {
        droppedCount += 1
        continue
      }
      for place in places {
        let field = row.fields[place]
        guard let number = CSVTable.number(field), use.accepts(number) else {
          let name = rows.hasNames ? " (\(CSVTable.quoted(rows.names[place])))" : ""
          throw CSVTable.Mistake(
            line: row.line,
            message: "column \(place + 1)\(name): found \(CSVTable.quoted(field)); accepted: \(use.accepted)"
              + NumberTable.hint(rows, line: row.line, choosesColumns: columns != nil, use: use))
        }
        // Minus zero is a zero.
        numbers.append(number + 0)
      }
    }
    guard !numbers.isEmpty else {
      throw CSVTable.Mistake(
        line: nil,
        message: droppedCount > 0
          ? "every row lacks a number; accepted: a row or more that has all"
          : "the file holds no \(use.numbers); accepted: a line for each round")
    }
    self.numbers = numbers
    self.droppedCount = droppedCount
    columnCount = places.count
    names = rows.hasNames ? places.map { rows.names[$0] } : nil
  }

  /// The places of the columns wanted.
  private static func places(of columns: [String]?, in rows: CSVRows, use: Use) throws(CSVTable.Mistake) -> [Int] {
    guard let columns else {
      if rows.hasNames, let place = rows.names.firstIndex(of: "") {
        throw CSVTable.Mistake(
          line: 1,
          message: "column \(place + 1) has no name, as the index of a data frame; accepted: names for all columns, or "
            + "the \(use.columns) in \"\(use.key)\": [\(QuotedList.list(rows.names.filter { !$0.isEmpty }))]")
      }
      return Array(rows.names.indices)
    }
    var places: [Int] = []
    for name in columns {
      guard let place = rows.names.firstIndex(of: name) else {
        throw CSVTable.Mistake(
          line: nil,
          message: "there is no column \(CSVTable.quoted(name)); accepted: \(QuotedList.list(rows.names))"
            + NearestName.hint(for: name, among: rows.names))
      }
      guard !places.contains(place) else {
        throw CSVTable.Mistake(
          line: nil, message: "the column \(CSVTable.quoted(name)) is chosen twice; accepted: different columns")
      }
      places.append(place)
    }
    return places
  }

  /// What else a field that is not accepted may be.
  private static func hint(_ rows: CSVRows, line: Int, choosesColumns: Bool, use: Use) -> String {
    if !rows.hasNames, line == 1 { return "; if this line names the columns, \"header\": true" }
    return choosesColumns ? "" : "; if the column is none of the \(use.columns), name them in \"\(use.key)\""
  }
}

extension NumberTable {
  /// The keys by which scenario files name a column of a file: `file`, `column` and `header`.
  ///
  /// - Parameter file: what the file is.
  static func columnKind(file: String) -> ParameterKind {
    .object([
      AnyParameter("file", file, .file, default: .required),
      AnyParameter("column", "The name of the column.", .text, default: .absent("the only one")),
      CSVTable.Header.description,
    ])
  }

  /// The column that an object of `columnKind` names; `nil` of an object without a file.
  static func column(named settings: Settings) -> (file: DataFile, column: String?, header: CSVTable.Header)? {
    guard case .file(let file)? = settings["file"] else { return nil }
    return (file, settings["column"]?.asText, CSVTable.Header(settings["header"]))
  }

  /// The object that `column(named:)` reads.
  static func setting(ofColumn column: String?, of file: DataFile, header: CSVTable.Header) -> Setting {
    var entries: [Settings.Entry] = [.init("file", .file(file))]
    if let column { entries.append(.init("column", .text(column))) }
    entries.append(.init("header", header.setting))
    return .object(Settings(entries))
  }

  /// The numbers of one column of a file.
  ///
  /// - Parameters:
  ///   - column: its name; `nil` where there is only one.
  ///   - path: of the setting that a mistake is in.
  /// - Throws: `InvalidSettings` with the line in its message.
  static func column(
    _ column: String?, of file: DataFile, header: CSVTable.Header, use: Use, path: String
  ) throws(InvalidSettings) -> [Double] {
    do throws(CSVTable.Mistake) {
      let manner = "\(use.numbers) \(use.accepted) \(header) \(column ?? "")"
      return try file.parsed(manner: manner) { file throws(CSVTable.Mistake) in
        let rows = try CSVRows(file, header: header)
        guard column != nil || rows.names.count == 1 else {
          throw CSVTable.Mistake(
            line: nil,
            message: "the file has \(rows.names.count) columns; accepted: one of \(QuotedList.list(rows.names)) in "
              + "\"\(use.key)\"")
        }
        return try NumberTable(rows: rows, columns: column.map { [$0] }, missing: .refuse, use: use)
      }.numbers
    } catch {
      throw InvalidSettings(path, error.description)
    }
  }
}
