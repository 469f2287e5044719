import BanditCards
import BanditGames

/// One row of a CSV file (RFC 4180), field by field.
///
/// Numbers that are not finite stand for missing and leave their field empty.
struct CSVRow {
  /// The fields so far, separated by commas, in UTF-8; no line end.
  private(set) var bytes: [UInt8] = []
  private var isEmpty = true

  /// The fields so far, separated by commas; no line end.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A row of plain values.
  init(_ fields: [Setting]) {
    for field in fields {
      switch field {
      case .text(let text): add(text)
      case .number(let number): add(number)
      case .whole(let whole): add(whole)
      case .flag, .list, .object, .file: add(JSONText.compact(field))
      }
    }
  }

  /// A row of texts.
  init(_ texts: [String]) {
    for text in texts { add(text) }
  }

  /// Adds a text, in quotes if it needs them.
  mutating func add(_ field: String) {
    separate()
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in field.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Adds a number, with the fewest digits that read back exactly.
  mutating func add(_ number: Double) {
    separate()
    if number.isFinite { bytes.append(shortest: number) }
  }

  /// Adds a whole number.
  mutating func add(_ whole: Int) {
    separate()
    bytes.append(whole: whole)
  }

  /// Adds a number that counts something: without a decimal point.
  mutating func add(count: Double) {
    if let whole = Int(exactly: count) { add(whole) } else { add(count) }
  }

  /// Takes fields away, down to so many bytes.
  mutating func removeFields(after byteCount: Int) { bytes.removeLast(bytes.count - byteCount) }

  private mutating func separate() {
    if isEmpty { isEmpty = false } else { bytes.append(UInt8(ascii: ",")) }
  }
}
