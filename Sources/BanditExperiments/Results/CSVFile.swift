/// A table of a result folder while it is being written.
struct CSVFile: ~Copyable {
  /// A complete table, for the manifest.
  struct Receipt {
    let table: ResultFile
    let rows: Int
    let checksum: Checksum
  }

  private let table: ResultFile
  private var writer: CheckedWriter
  private var rows = 0

  /// Starts a table with its header.
  ///
  /// - Parameter more: columns after those that every such table has.
  init(_ table: ResultFile, in folder: String, more: [String] = []) throws(FileError) {
    var writer = try CheckedWriter(path: "\(folder)/\(table.rawValue)")
    try writer.append(TableRows([CSVRow(table.columns + more)]).bytes)
    self.table = table
    self.writer = writer
  }

  /// Adds a row.
  mutating func append(_ row: CSVRow) throws(FileError) {
    try append(TableRows([row]))
  }

  /// Adds rows.
  mutating func append(_ rows: TableRows) throws(FileError) {
    try writer.append(rows.bytes)
    self.rows += rows.count
  }

  /// Makes sure that all rows are on the device, under a temporary name.
  mutating func complete() throws(FileError) -> Receipt {
    Receipt(table: table, rows: rows, checksum: try writer.complete().checksum)
  }

  /// Makes the complete table appear; see `CheckedWriter.putInPlace()`.
  consuming func putInPlace() throws(FileError) { try writer.putInPlace() }
}
