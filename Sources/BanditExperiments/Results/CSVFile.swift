/// A table of a result folder while it is being written, or only made for what it says.
struct CSVFile: ~Copyable {
  /// A complete table, for the manifest.
  struct Receipt {
    let table: ResultFile
    let rows: Int
    let checksum: Checksum
  }

  private let table: ResultFile
  /// `nil` for a table that is not kept.
  private var writer: CheckedWriter?
  private var rows = 0

  /// Starts a table with its header.
  ///
  /// - Parameters:
  ///   - folder: `nil` for a table that is not kept.
  ///   - more: columns after those that every such table has.
  init(_ table: ResultFile, in folder: String?, more: [String] = []) throws(FileError) {
    self.table = table
    guard let folder else {
      writer = nil
      return
    }
    var writer = try CheckedWriter(path: "\(folder)/\(table.rawValue)")
    try writer.append(TableRows([CSVRow(table.columns + more)]).bytes)
    self.writer = consume writer
  }

  /// Whether rows are wanted.
  var isKept: Bool {
    switch writer {
    case .some: true
    case .none: false
    }
  }

  /// Adds a row.
  mutating func append(_ row: CSVRow) throws(FileError) {
    try append(TableRows([row]))
  }

  /// Adds rows.
  mutating func append(_ rows: TableRows) throws(FileError) {
    try writer?.append(rows.bytes)
    self.rows += rows.count
  }

  /// Makes sure that all rows are on the device, under a temporary name; `nil` for a table that is not kept.
  mutating func complete() throws(FileError) -> Receipt? {
    guard let receipt = try writer?.complete() else { return nil }
    return Receipt(table: table, rows: rows, checksum: receipt.checksum)
  }

  /// Makes the complete table appear; see `CheckedWriter.putInPlace()`. A table that is not kept is taken out of `folder`.
  consuming func putInPlace(in folder: String) throws(FileError) {
    let table = table
    switch consume writer {
    case .some(let writer): try writer.putInPlace()
    case .none: try FileSystem.removeFile("\(folder)/\(table.rawValue)")
    }
  }
}
