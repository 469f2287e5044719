import BanditCards
import BanditGames

/// One row of a CSV file (RFC 4180), field by field.
///
/// Numbers that are not finite stand for missing and leave their field empty.
struct CSVRow {
  /// The fields so far, separated by commas; no line end.
  private(set) var text = ""
  private var isEmpty = true

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
    guard needsQuotes else { return text += field }
    text += "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  /// Adds a number, with the fewest digits that read back exactly.
  mutating func add(_ number: Double) {
    separate()
    if number.isFinite { text += number.description }
  }

  /// Adds a whole number.
  mutating func add(_ whole: Int) {
    separate()
    text += whole.description
  }

  /// Adds a number that counts something: without a decimal point.
  mutating func add(count: Double) {
    if let whole = Int(exactly: count) { add(whole) } else { add(count) }
  }

  private mutating func separate() {
    if isEmpty { isEmpty = false } else { text += "," }
  }
}
