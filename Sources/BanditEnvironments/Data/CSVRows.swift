import BanditCards

/// The rows of comma-separated values, one after the other: what `CSVTable` reads, for tables that are not kept as
/// text.
struct CSVRows {
  /// The names of the columns; `0`, `1`, ... where the file has none.
  let names: [String]
  /// Whether the first line gave the names.
  let hasNames: Bool

  private var reader: CSVReader
  /// The first row, where it is data and was not handed out yet.
  private var first: CSVReader.Row?
  /// The first row, where it may be names, as long as all other rows look different.
  private var doubtful: [String]?

  init(_ file: DataFile, header: CSVTable.Header) throws(CSVTable.Mistake) {
    if let size = file.size, size > CSVTable.sizeLimit {
      throw CSVTable.Mistake(line: nil, message: "the file has \(size) bytes; accepted: at most \(CSVTable.sizeLimit)")
    }
    guard let bytes = file.bytes else { throw CSVTable.Mistake(line: nil, message: "the file cannot be read") }
    try self.init(bytes: bytes, header: header)
  }

  init(bytes: [UInt8], header: CSVTable.Header) throws(CSVTable.Mistake) {
    reader = CSVReader(bytes: bytes)
    guard let row = try reader.row() else {
      throw CSVTable.Mistake(
        line: nil,
        message: header == .none
          ? "the file is empty; accepted: rows of data"
          : "the file is empty; accepted: a row of column names, then rows of data")
    }
    switch header {
    case .names: hasNames = true
    case .none: hasNames = false
    case .automatic:
      // Programs that put only texts in quotes do so with names that are numbers, too.
      var copy = reader
      let next = try copy.row()
      let isWord = row.isQuoted && next?.isQuoted == false
      hasNames = isWord ? true : try CSVRows.areNames(row)
      doubtful = !hasNames && CSVRows.countsUp(row.fields) ? row.fields : nil
    }
    guard hasNames else {
      names = row.fields.indices.map(String.init)
      first = row
      return
    }
    names = row.fields
    if let place = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw CSVTable.Mistake(
        line: row.line,
        message: "the column name \(CSVTable.quoted(names[place])) is repeated; accepted: different names")
    }
  }

  /// The next row, and the line on which it begins; `nil` at the end.
  mutating func next() throws(CSVTable.Mistake) -> (fields: [String], line: Int)? {
    if let row = first {
      first = nil
      return (row.fields, row.line)
    }
    guard let row = try reader.row() else {
      guard let doubtful else { return nil }
      throw CSVTable.Mistake(
        line: 1,
        message: "\(QuotedList.list(doubtful)) may be the names of columns; accepted: \"header\": true if they are, "
          + "\"header\": false if they are data")
    }
    guard row.fields != [""] || names.count == 1 else {
      throw CSVTable.Mistake(line: row.line, message: "an empty line; accepted: \(names.count) fields")
    }
    guard row.fields.count == names.count else {
      throw CSVTable.Mistake(
        line: row.line,
        message: "\(counted: row.fields.count, "field"); accepted: \(names.count), "
          + (hasNames ? "one for each column name" : "as in the first line"))
    }
    if doubtful != nil, CSVRows.countsUp(row.fields) || row.fields.allSatisfy(CSVRows.isWhole) { doubtful = nil }
    return (row.fields, row.line)
  }

  // MARK: Names

  /// Whether a first row names the columns: none of its fields is a number or was meant to be one.
  private static func areNames(_ row: CSVReader.Row) throws(CSVTable.Mistake) -> Bool {
    let numbers = row.fields.filter(isNumeric)
    let words = row.fields.filter { !isNumeric($0) && !$0.isEmpty }
    guard let number = numbers.first, let word = words.first else { return !words.isEmpty }
    throw CSVTable.Mistake(
      line: row.line,
      message:
        "found the number \(CSVTable.quoted(number)) and the word \(CSVTable.quoted(word)); accepted: names only or "
        + "numbers only, or else \"header\": true or false")
  }

  /// Whether a field is a number in any notation.
  private static func isNumeric(_ field: String) -> Bool {
    let text = field.filter { !$0.isWhitespace }
    return !text.isEmpty && Double(text) != nil
  }

  /// Whether a row could be the numbers of columns: equal steps upwards, whole ones where there are only two.
  private static func countsUp(_ fields: [String]) -> Bool {
    let numbers = fields.compactMap { CSVTable.number($0) }
    guard numbers.count == fields.count, numbers.count >= 2 else { return false }
    if numbers.count == 2 { return fields.allSatisfy(isWhole) && numbers[0] < numbers[1] }
    let step = numbers[1] - numbers[0]
    return step > 0
      && zip(numbers, numbers.dropFirst()).allSatisfy { abs($1 - $0 - step) <= 1e-9 * step }
  }

  private static func isWhole(_ field: String) -> Bool {
    !field.isEmpty && field.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }
}

/// Parses a file, row by row.
///
/// Bytes, not characters: CR LF is a single `Character`.
private struct CSVReader {
  struct Row {
    var fields: [String]
    /// The line on which it begins.
    let line: Int
    /// Whether every field is in quotes.
    var isQuoted: Bool
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var line = 1

  init(bytes: [UInt8]) {
    // Empty lines at the end say nothing; the break of the last row goes with them.
    let end = bytes.lastIndex { $0 != CSVReader.lineFeed && $0 != CSVReader.carriageReturn }.map { $0 + 1 } ?? 0
    self.bytes = bytes[..<end]
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row; `nil` at the end.
  mutating func row() throws(CSVTable.Mistake) -> Row? {
    guard place < bytes.endIndex else { return nil }
    var row = Row(fields: [], line: line, isQuoted: true)
    repeat {
      if place == bytes.endIndex || bytes[place] != CSVReader.quote { row.isQuoted = false }
      row.fields.append(try field())
    } while skip(CSVReader.comma)
    try endLine()
    return row
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.endIndex, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func endLine() throws(CSVTable.Mistake) {
    if place == bytes.endIndex { return }
    let hadReturn = skip(CSVReader.carriageReturn)
    guard skip(CSVReader.lineFeed) else {
      throw CSVTable.Mistake(
        line: line,
        message: hadReturn
          ? "a carriage return without a line feed; accepted: lines that end with LF or CRLF"
          : "text after a closing quote; accepted: a comma or the end of the line")
    }
    line += 1
  }

  private mutating func field() throws(CSVTable.Mistake) -> String {
    if skip(CSVReader.quote) { return try quotedField() }
    let start = place
    while place < bytes.endIndex {
      switch bytes[place] {
      case CSVReader.comma, CSVReader.lineFeed, CSVReader.carriageReturn: return try text(bytes[start..<place])
      case CSVReader.quote:
        throw CSVTable.Mistake(
          line: line, message: "a quote inside a field; accepted: the whole field in quotes, quotes in it doubled")
      default: place += 1
      }
    }
    return try text(bytes[start...])
  }

  private mutating func quotedField() throws(CSVTable.Mistake) -> String {
    let first = line
    var content: [UInt8] = []
    while place < bytes.endIndex {
      let byte = bytes[place]
      place += 1
      if byte == CSVReader.quote {
        if !skip(CSVReader.quote) { return try text(content[...]) }
      } else if byte == CSVReader.lineFeed {
        line += 1
      }
      content.append(byte)
    }
    throw CSVTable.Mistake(line: first, message: "a quote is opened and never closed")
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws(CSVTable.Mistake) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CSVTable.Mistake(line: line, message: "bytes that are not UTF-8")
    }
    return text
  }
}
