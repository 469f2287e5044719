import BanditCards
import Foundation

/// A table read from comma-separated values (RFC 4180), strictly: every mistake is found and located.
///
/// Lines end with LF or CRLF, the last one also with the end of the file; fields may be in double quotes,
/// doubled inside. The first row names the columns. UTF-8, with or without a byte order mark.
public struct CSVTable: Sendable {
  /// What is wrong with a file, and where.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, from 1; `nil` for the file as a whole.
    public let line: Int?
    /// What was found and what is accepted.
    public let message: String

    /// The mistake as text: `line 17: ...`.
    public var description: String { line.map { "line \($0): \(message)" } ?? message }
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
  public init(path: String) throws(Mistake) { try self.init(DataFile(path)) }

  /// Reads a file.
  ///
  /// - Throws: `Mistake`.
  public init(_ file: DataFile) throws(Mistake) {
    guard let size = file.size else { throw Mistake(line: nil, message: "the file cannot be read") }
    guard size <= CSVTable.sizeLimit else {
      throw Mistake(
        line: nil, message: "the file has \(size) bytes; accepted: at most \(CSVTable.sizeLimit)")
    }
    guard let bytes = file.bytes else { throw Mistake(line: nil, message: "the file cannot be read") }
    try self.init(bytes: bytes)
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `Mistake`.
  public init(bytes: [UInt8]) throws(Mistake) {
    var reader = CSVReader(bytes: bytes)
    guard let header = try reader.row() else {
      throw Mistake(line: nil, message: "the file is empty; accepted: a row of column names, then rows of data")
    }
    if let name = header.fields.first(where: { name in header.fields.count { $0 == name } > 1 }) {
      throw Mistake(line: 1, message: "the column name \"\(name)\" is repeated; accepted: different names")
    }
    var columns = Array(repeating: [String](), count: header.fields.count)
    var lines: [Int] = []
    while let row = try reader.row() {
      guard row.fields.count == columns.count else {
        throw Mistake(
          line: row.line, message: "\(row.fields.count) fields; accepted: \(columns.count), one for each column name")
      }
      for (place, field) in row.fields.enumerated() { columns[place].append(field) }
      lines.append(row.line)
    }
    self.header = header.fields
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
          line: lines[row], message: "column \"\(name)\": found \"\(field)\"; accepted: a finite decimal number")
      }
      numbers.append(number)
    }
    return numbers
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

/// Parses a file, row by row.
///
/// Bytes, not characters: CR LF is a single `Character`.
private struct CSVReader {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private var place: Int
  private var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row, and the line on which it begins; `nil` at the end.
  mutating func row() throws(CSVTable.Mistake) -> (fields: [String], line: Int)? {
    guard place < bytes.count else { return nil }
    let first = line
    var fields: [String] = []
    repeat { fields.append(try field()) } while skip(CSVReader.comma)
    try endLine()
    return (fields, first)
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func endLine() throws(CSVTable.Mistake) {
    if place == bytes.count { return }
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
    while place < bytes.count {
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
    while place < bytes.count {
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
