import Testing

@testable import BanditExperiments

struct CSVReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(_ text: String) throws -> [[String]] {
    try folder.put(text, as: "table.csv")
    guard var reader = try CSVReader.reading(folder("table.csv")) else { return [] }
    var rows: [[String]] = []
    while try reader.next() { rows.append(reader.columns.indices.map { reader.text($0) }) }
    return rows
  }

  @Test func fieldsMayHaveQuotesCommasAndLineEnds() throws {
    let row = ["a,b", "say \"x\"", "two\nlines", "", "plain"]
    let text = CSVRow(["1", "2", "3", "4", "5"]).text + "\n" + CSVRow(row).text + "\n"
    #expect(try rows(text) == [row])
    #expect(try rows("a,b\n") == [])
  }

  /// Rows that lie across the pieces that are read at a time.
  @Test func longTablesAreReadInPieces() throws {
    let expected = (0..<20_000).map { [String($0), "\"\($0),\"", String(repeating: "x", count: $0 % 17)] }
    let text = (["n,text,more"] + expected.map { CSVRow($0).text }).map { $0 + "\n" }.joined()
    #expect(try rows(text) == expected)
  }

  @Test func numbersReadBackExactly() throws {
    try folder.put("x,n\n0.30000000000000004,7\n,8\n", as: "table.csv")
    guard var reader = try CSVReader.reading(folder("table.csv")) else { return }
    #expect(try reader.next())
    #expect(try reader.number(0) == 0.1 + 0.2)
    #expect(try reader.whole(1) == 7)
    #expect(try reader.next())
    #expect(try reader.number(0).isNaN)
  }

  @Test func damageIsSaid() throws {
    #expect(throws: DamagedTable(path: folder("table.csv"), line: 3, reason: "the row has 1 fields instead of 2")) {
      try rows("a,b\n1,2\n3\n")
    }
    #expect(throws: DamagedTable(path: folder("table.csv"), line: 2, reason: "its last row is not complete")) {
      try rows("a,b\n1,2")
    }
    #expect(throws: DamagedTable(path: folder("table.csv"), line: 1, reason: "it has no header")) { try rows("") }
    try folder.put("a\nx\n", as: "table.csv")
    guard var reader = try CSVReader.reading(folder("table.csv")) else { return }
    _ = try reader.next()
    #expect(throws: DamagedTable(path: folder("table.csv"), line: 2, reason: "\"a\" is no number")) {
      _ = try reader.number(0)
    }
    #expect(throws: DamagedTable.self) { _ = try reader.column("b") }
  }

  @Test func noFileIsNoTable() throws {
    let reader = try CSVReader.reading(folder("none.csv"))
    let isMissing = reader == nil
    #expect(isMissing)
  }
}
