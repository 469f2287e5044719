/// Reads a table of ours (RFC 4180) piece by piece and hands over its rows.
struct CSVScanner {
  private var buffer: [UInt8] = []
  private var isQuoted = false
  private var scanned = 0

  /// A row: its fields, each between commas.
  struct Row {
    /// All bytes, without the line feed.
    let bytes: ArraySlice<UInt8>
    /// Where each field is.
    let fields: [Range<Int>]

    /// A field as text, without its quotes.
    func text(_ field: Int) -> String {
      guard fields.indices.contains(field) else { return "" }
      let bytes = bytes[fields[field]]
      guard bytes.first == UInt8(ascii: "\"") else { return String(decoding: bytes, as: UTF8.self) }
      let inner = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
      return inner.replacing("\"\"", with: "\"")
    }

    /// A field as a number; NaN if it is missing.
    func number(_ field: Int) -> Double { Double(text(field)) ?? .nan }

    /// A field as a whole number; `nil` if it is missing.
    func whole(_ field: Int) -> Int? { Int(text(field)) }
  }

  /// Adds the next piece of the file.
  mutating func add(_ piece: ArraySlice<UInt8>, _ body: (Row) throws -> Void) rethrows {
    buffer += piece
    var start = 0
    var fields: [Range<Int>] = []
    var fieldStart = 0
    // What is left of the piece before has no complete row: its fields are found again.
    scanned = 0
    isQuoted = false
    while scanned < buffer.count {
      switch buffer[scanned] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        fields.append(fieldStart..<scanned)
        fieldStart = scanned + 1
      case UInt8(ascii: "\n") where !isQuoted:
        fields.append(fieldStart..<scanned)
        try body(Row(bytes: buffer[start..<scanned], fields: fields))
        fields.removeAll(keepingCapacity: true)
        start = scanned + 1
        fieldStart = start
      default: break
      }
      scanned += 1
    }
    buffer.removeFirst(start)
  }

  /// The rows of a file behind its header; none if there is no file, or its header is another one.
  static func forEachRow(of table: ResultFile, in folder: String, _ body: (Row) throws -> Void) throws {
    var scanner = CSVScanner()
    var isKnown: Bool?
    let header = CSVRow(table.columns).text
    _ = try FileSystem.forEachPiece(of: "\(folder)/\(table.rawValue)") { piece in
      try scanner.add(piece) { row in
        guard let known = isKnown else {
          isKnown = String(decoding: row.bytes, as: UTF8.self) == header
          return
        }
        if known { try body(row) }
      }
    }
  }
}
