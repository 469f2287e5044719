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
  init(_ table: ResultFile, in folder: String) throws(FileError) {
    var writer = try CheckedWriter(path: "\(folder)/\(table.rawValue)")
    try writer.append(CSVRow(table.columns).text + "\n")
    self.table = table
    self.writer = writer
  }

  /// Adds a row.
  mutating func append(_ row: CSVRow) throws(FileError) {
    try writer.append(row.text)
    try writer.append("\n")
    rows += 1
  }

  /// Adds the rows of a block.
  mutating func append(_ block: RegretRows) throws(FileError) {
    try writer.append(block.text)
    rows += block.count
  }

  /// Makes sure that all rows are on the device, under a temporary name.
  mutating func complete() throws(FileError) -> Receipt {
    Receipt(table: table, rows: rows, checksum: try writer.complete().checksum)
  }

  /// Makes the complete table appear.
  consuming func putInPlace() throws(FileError) { try writer.putInPlace() }
}
