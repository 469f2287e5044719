import BanditCards

/// A table read from comma-separated values (RFC 4180), strictly: every mistake is found and located.
///
/// Lines end with LF or CRLF, the last one also with the end of the file; empty lines at the end are left out. Fields
/// may be in double quotes, doubled inside. UTF-8, with or without a byte order mark.
public struct CSVTable: Sendable {
  /// What is wrong with a file, and where.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, from 1; `nil` for the file as a whole.
    public let line: Int?
    /// What was found and what is accepted.
    public let message: String

    /// The mistake as text: `line 17: ...`.
    public var description: String { JSONText.visible(line.map { "line \($0): \(message)" } ?? message) }
  }

  /// Whether the first row names the columns.
  public enum Header: Hashable, Sendable {
    /// It does.
    case names
    /// It does not: it is data, and the columns are called 0, 1, 2, ...
    case none
    /// It does if it has no number. Numbers that count up and could be names are refused.
    case automatic
  }

  /// The names of the columns.
  public let header: [String]
  /// The fields, column after column.
  public let columns: [[String]]
  /// The line on which each row begins.
  public let lines: [Int]

  /// The largest file that is read, in bytes.
  public static let sizeLimit = 1 << 27

  /// The number of rows, without the header.
  public var rowCount: Int { lines.count }

  /// Reads a file.
  ///
  /// - Throws: `Mistake`.
  public init(path: String, header: Header = .names) throws(Mistake) { try self.init(DataFile(path), header: header) }

  /// Reads a file.
  ///
  /// - Throws: `Mistake`.
  public init(_ file: DataFile, header: Header = .names) throws(Mistake) {
    try self.init(rows: CSVRows(file, header: header))
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `Mistake`.
  public init(bytes: [UInt8], header: Header = .names) throws(Mistake) {
    try self.init(rows: CSVRows(bytes: bytes, header: header))
  }

  private init(rows: CSVRows) throws(Mistake) {
    var rows = rows
    var columns = Array(repeating: [String](), count: rows.names.count)
    var lines: [Int] = []
    while let row = try rows.next() {
      for (place, field) in row.fields.enumerated() { columns[place].append(field) }
      lines.append(row.line)
    }
    self.init(header: rows.names, columns: columns, lines: lines)
  }

  private init(header: [String], columns: [[String]], lines: [Int]) {
    self.header = header
    self.columns = columns
    self.lines = lines
  }

  /// The fields of a column; `nil` if there is no such column.
  public func column(_ name: String) -> [String]? {
    header.firstIndex(of: name).map { columns[$0] }
  }

  /// The numbers of a column; `nil` if there is no such column.
  ///
  /// - Throws: `Mistake` at a field that is no finite decimal number.
  public func numbers(_ name: String) throws(Mistake) -> [Double]? {
    guard let fields = column(name) else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(fields.count)
    for (row, field) in fields.enumerated() {
      guard let number = CSVTable.number(field) else {
        throw Mistake(
          line: lines[row],
          message: "column \(JSONText.quoted(name)): found \(CSVTable.quoted(field)); accepted: a finite decimal number"
        )
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The rows whose fields in a column are none of some.
  func dropping(_ isDropped: (_ field: String) -> Bool, of names: [String]) -> CSVTable {
    let judged = names.compactMap { column($0) }
    let kept = lines.indices.filter { row in !judged.contains { isDropped($0[row]) } }
    if kept.count == rowCount { return self }
    return CSVTable(
      header: header, columns: columns.map { column in kept.map { column[$0] } }, lines: kept.map { lines[$0] })
  }

  /// A field as messages show it.
  static func quoted(_ field: String) -> String {
    JSONText.quoted(field.count <= 40 ? field : field.prefix(37) + "...")
  }

  /// The finite number that a field spells in decimal notation; `nil` for everything else that could be read
  /// as a number (`nan`, `0x1p3`, blanks).
  static func number(_ field: String) -> Double? {
    let isDecimal = field.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    guard isDecimal, let number = Double(field), number.isFinite else { return nil }
    return number
  }
}

extension CSVTable.Header {
  /// `header` of scenario files.
  static let parameter = Parameter<CSVTable.Header>(
    description, read: { CSVTable.Header($0) }, write: { $0.setting })

  /// The same, as a part of another parameter.
  static let description = AnyParameter(
    "header",
    """
    Whether the first line names the columns: true, false (they are called "0", "1", ...), or auto: it does if it \
    has no number. auto refuses numbers that count up and may be names, as in 0, 1, 2.
    """, .either([.choice(["auto"]), .flag]), default: .value(.text("auto")), why: "names are seldom numbers")

  init(_ setting: Setting?) {
    if case .flag(let flag)? = setting { self = flag ? .names : .none } else { self = .automatic }
  }

  var setting: Setting {
    switch self {
    case .names: .flag(true)
    case .none: .flag(false)
    case .automatic: .text("auto")
    }
  }
}
