import Foundation
import Testing

@testable import BanditEnvironments

struct CSVTableTests {
  private func read(_ text: String, _ header: CSVTable.Header = .names) throws -> CSVTable {
    try CSVTable(bytes: Array(text.utf8), header: header)
  }

  private func mistake(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// CR LF is one `Character`; the file must not be read by characters.
  @Test(arguments: ["a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\n1,x\r\n2,y", "\u{FEFF}a,b\n1,x\n2,y"])
  func lineEnds(text: String) throws {
    let table = try read(text)
    #expect(table.header == ["a", "b"] && table.columns == [["1", "2"], ["x", "y"]])
    #expect(table.rowCount == 2 && table.lines == [2, 3])
    #expect(try table.numbers("a") == [1, 2] && table.column("b") == ["x", "y"])
    #expect(try table.numbers("c") == nil && table.column("c") == nil)
  }

  @Test func quotes() throws {
    let table = try read("\"a \"\"one\"\"\",b\r\n\"x,y\",\"two\r\nlines\"\n\"\",z z\n")
    #expect(table.header == ["a \"one\"", "b"])
    #expect(table.columns == [["x,y", ""], ["two\r\nlines", "z z"]])
    #expect(table.lines == [2, 4])
  }

  @Test(arguments: ["\n", "\r\n", "\n\n\r\n", ""]) func emptyLinesAtTheEndAreLeftOut(end: String) throws {
    #expect(try read("a,b\n1,x" + end).columns == [["1"], ["x"]])
    #expect(try read("a\n1" + end).columns == [["1"]])
  }

  @Test func columnsWithoutNamesAreCalledByTheirPlaces() throws {
    let table = try read("1,x\n2,y\n", .none)
    #expect(table.header == ["0", "1"] && table.columns == [["1", "2"], ["x", "y"]] && table.lines == [1, 2])
    #expect(try read("1,2\n3,4\n", .automatic).rowCount == 1 + 1)
    #expect(try read("p,q\n3,4\n", .automatic).header == ["p", "q"])
  }

  @Test func rowsAreDropped() throws {
    let table = try read("a,b,c\n1,,\n2,x,\n,y,\n4,z,\n").dropping({ $0.isEmpty }, of: ["a", "b", "none"])
    #expect(table.columns == [["2", "4"], ["x", "z"], ["", ""]] && table.lines == [3, 5])
  }

  @Test func emptyFieldsAreFields() throws {
    #expect(try read("a,b,\n,,\n").columns == [[""], [""], [""]])
    #expect(try read("a\n").rowCount == 0)
  }

  @Test(arguments: [
    ("", "the file is empty; accepted: a row of column names, then rows of data"),
    ("a,a\n", "line 1: the column name \"a\" is repeated; accepted: different names"),
    ("\u{1B},\u{1B}\n", #"line 1: the column name "\u001b" is repeated; accepted: different names"#),
    ("a,b\n1,2\n3\n", "line 3: 1 field; accepted: 2, one for each column name"),
    ("a,b\n1,2,3\n", "line 2: 3 fields; accepted: 2, one for each column name"),
    ("a,b\n\n1,2\n", "line 2: an empty line; accepted: 2 fields"),
    ("a\n\"1\n2\n", "line 2: a quote is opened and never closed"),
    (
      "a\n1\"2\n",
      "line 2: a quote inside a field; accepted: the whole field in quotes, quotes in it doubled"
    ),
    ("a\n\"x\ny\"z\n", "line 3: text after a closing quote; accepted: a comma or the end of the line"),
    ("a\r1\r", "line 1: a carriage return without a line feed; accepted: lines that end with LF or CRLF"),
  ])
  func mistakesAreLocated(text: String, message: String) {
    #expect(mistake(text) == message)
  }

  @Test func textMustBeUTF8() {
    #expect(throws: CSVTable.Mistake(line: 2, message: "bytes that are not UTF-8")) {
      try CSVTable(bytes: [0x61, 0x0A, 0xFF, 0x0A])
    }
  }

  @Test(arguments: ["nan", "inf", "-inf", "0x10", "1e999", " 1", "1 ", "1,5", "", "1_0", "abc", "--1", "e5", "+", "."])
  func whatIsNoDecimalNumber(field: String) throws {
    let table = try read("n,m\n1,0\n\"\(field)\",0\n")
    #expect(
      throws: CSVTable.Mistake(
        line: 3, message: "column \"n\": found \"\(field)\"; accepted: a finite decimal number")
    ) { try table.numbers("n") }
  }

  @Test func decimalNumbers() throws {
    #expect(try read("n\n1\n-2.5\n+3\n4e-3\n.5\n6.\n").numbers("n") == [1, -2.5, 3, 0.004, 0.5, 6])
  }

  @Test func filesThatCannotBeRead() {
    #expect(throws: CSVTable.Mistake(line: nil, message: "the file cannot be read")) {
      try CSVTable(path: "/nowhere/at/all.csv")
    }
  }

  /// Cut anywhere, or with any byte changed, a table is read or refused; it never traps.
  @Test func damagedFiles() {
    let bytes = Array("a,\"b\"\"c\"\r\n1,\"x,\n\"\r\n2,y\n".utf8)
    for end in bytes.indices { _ = try? CSVTable(bytes: Array(bytes[..<end])) }
    for place in bytes.indices {
      for byte in [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13, 0, 0x80, 0xC3] {
        var damaged = bytes
        damaged[place] = byte
        for header in [CSVTable.Header.names, .none, .automatic] {
          guard let table = try? CSVTable(bytes: damaged, header: header) else { continue }
          #expect(table.columns.allSatisfy { $0.count == table.rowCount })
        }
      }
    }
  }
}
