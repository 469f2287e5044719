import Testing

@testable import BanditExperiments

struct CSVScannerTests {
  /// Pieces may end anywhere: within a row, a quoted field, a doubled quote.
  @Test(arguments: 1...9) func rowsAreFoundWhateverThePieces(length: Int) {
    let bytes = Array("a,\"b,\n\"\"c\",1\n,,\nlast,\"\",2.5\n".utf8)
    var scanner = CSVScanner()
    var rows: [[String]] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      scanner.add(bytes[start..<min(start + length, bytes.count)]) { row in
        rows.append(row.fields.indices.map { row.text($0) })
      }
    }
    #expect(rows == [["a", "b,\n\"c", "1"], ["", "", ""], ["last", "", "2.5"]])
  }
}
