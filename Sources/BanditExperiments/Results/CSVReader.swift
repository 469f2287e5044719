#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a table of a result folder again, row by row: of a table of any length, a piece is in memory.
package struct CSVReader: ~Copyable {
  /// Where a field is in the buffer, without its quotes.
  private struct Field {
    let start: Int
    let end: Int
    /// Whether pairs of quotes in it stand for one.
    let hasQuotes: Bool
  }

  /// The file.
  package let path: String
  /// The header.
  package private(set) var columns: [String] = []
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var recordStart = 0
  private var isComplete = false
  private var line = 0
  private var fields: [Field] = []

  private static let pieceSize = 1 << 16

  /// Opens a table and reads its header; `nil` if there is no such file.
  ///
  /// - Throws: `FileError` or `DamagedTable`.
  package static func reading(_ path: String) throws -> CSVReader? {
    // Opening a pipe would wait for its writer.
    let descriptor = FileSystem.uninterrupted { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(.open, path)
    }
    var reader = CSVReader(path: path, descriptor: descriptor)
    try reader.readHeader()
    return reader
  }

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The place of a column.
  ///
  /// - Throws: `DamagedTable` if the header does not have it.
  package func column(_ name: String) throws(DamagedTable) -> Int {
    guard let place = columns.firstIndex(of: name) else {
      throw DamagedTable(path: path, line: 1, reason: "its header has no column \"\(name)\"")
    }
    return place
  }

  /// Goes to the next row; whether there is one.
  ///
  /// - Throws: `FileError`, or `DamagedTable` if the row has other columns than the header.
  package mutating func next() throws -> Bool {
    guard try readRecord() else { return false }
    guard fields.count == columns.count else {
      throw DamagedTable(
        path: path, line: line, reason: "the row has \(fields.count) fields instead of \(columns.count)")
    }
    return true
  }

  /// A field of the row.
  package func text(_ column: Int) -> String {
    let field = fields[column]
    guard field.hasQuotes else { return String(decoding: buffer[field.start..<field.end], as: UTF8.self) }
    var bytes: [UInt8] = []
    var index = field.start
    while index < field.end {
      bytes.append(buffer[index])
      index += buffer[index] == CSVReader.quote ? 2 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of the row through a field, which tell its labels apart from those of other rows.
  func bytes(through column: Int) -> ArraySlice<UInt8> { buffer[recordStart..<fields[column].end] }

  /// Whether a field has a text that needs no quotes.
  func holds(_ text: String, in column: Int) -> Bool {
    buffer[fields[column].start..<fields[column].end].elementsEqual(text.utf8)
  }

  /// A number of the row; NaN where it is missing.
  ///
  /// - Throws: `DamagedTable` if the field is something else.
  package func number(_ column: Int) throws(DamagedTable) -> Double {
    let text = text(column)
    if text.isEmpty { return .nan }
    guard let number = Double(text), number.isFinite else {
      throw DamagedTable(path: path, line: line, reason: "\"\(columns[column])\" is no number")
    }
    return number
  }

  /// A whole number of the row.
  ///
  /// - Throws: `DamagedTable` if the field is something else.
  package func whole(_ column: Int) throws(DamagedTable) -> Int {
    guard let whole = Int(text(column)) else {
      throw DamagedTable(path: path, line: line, reason: "\"\(columns[column])\" is no whole number")
    }
    return whole
  }

  /// Calls a function for each row of a table of a folder that has the columns of this version; for none if it has
  /// others, or is not there.
  ///
  /// - Throws: what the function throws, `FileError` or `DamagedTable`.
  static func forEachRow(
    of table: ResultFile, in folder: String, _ body: (borrowing CSVReader) throws -> Void
  ) throws {
    guard var reader = try reading("\(folder)/\(table.rawValue)"), reader.columns == table.columns else { return }
    while try reader.next() { try body(reader) }
  }

  // MARK: Reading

  private mutating func readHeader() throws {
    guard try readRecord() else { throw DamagedTable(path: path, line: 1, reason: "it has no header") }
    columns = fields.indices.map { text($0) }
  }

  private static let quote = UInt8(ascii: "\"")

  /// Finds the fields of the next record; `false` at the end.
  private mutating func readRecord() throws -> Bool {
    while true {
      if findRecord() {
        line += 1
        return true
      }
      if isComplete {
        if position == buffer.count { return false }
        throw DamagedTable(path: path, line: line + 1, reason: "its last row is not complete")
      }
      try refill()
    }
  }

  /// Finds the record that begins at the position, if the buffer holds all of it.
  private mutating func findRecord() -> Bool {
    fields.removeAll(keepingCapacity: true)
    var index = position
    var start = position
    var (isQuoted, hasQuotes, isInside) = (false, false, false)
    while index < buffer.count {
      let byte = buffer[index]
      if isInside {
        if byte == CSVReader.quote {
          if index + 1 == buffer.count { return false }
          if buffer[index + 1] == CSVReader.quote {
            hasQuotes = true
            index += 1
          } else {
            isInside = false
          }
        }
      } else if byte == CSVReader.quote && index == start {
        (isInside, isQuoted) = (true, true)
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        fields.append(
          isQuoted
            ? Field(start: start + 1, end: index - 1, hasQuotes: hasQuotes)
            : Field(start: start, end: index, hasQuotes: false))
        start = index + 1
        (isQuoted, hasQuotes) = (false, false)
        if byte == UInt8(ascii: "\n") {
          recordStart = position
          position = index + 1
          return true
        }
      }
      index += 1
    }
    return false
  }

  private mutating func refill() throws(FileError) {
    buffer.removeSubrange(..<position)
    position = 0
    var piece = [UInt8](repeating: 0, count: CSVReader.pieceSize)
    let descriptor = descriptor
    let count = FileSystem.uninterrupted { read(descriptor, &piece, piece.count) }
    if count < 0 { throw FileError(.read, path) }
    isComplete = count == 0
    buffer += piece[..<count]
  }
}

/// A table of a result folder is not what was written there.
public struct DamagedTable: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// The row, the header being 1.
  public let line: Int
  /// What is wrong.
  public let reason: String

  /// What is wrong and what can be done, in one line.
  public var description: String {
    "\(path):\(line): \(reason); where blocks are kept, simulate report writes the tables again"
  }
}
