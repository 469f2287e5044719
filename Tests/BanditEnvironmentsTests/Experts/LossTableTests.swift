import BanditCards
import BanditGames
import BanditStreams
import Foundation
import Testing

@testable import BanditEnvironments

struct LossTableTests {
  private func table(
    _ text: String, _ header: CSVTable.Header = .automatic, columns: [String]? = nil
  ) throws -> LossTable {
    try LossTable(bytes: Array(text.utf8), header: header, columns: columns)
  }

  private func complaint(_ text: String, _ header: CSVTable.Header = .automatic, columns: [String]? = nil) -> String? {
    do {
      _ = try table(text, header, columns: columns)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      "0,0.5\n1,2.5e-1\n", "0,0.5\n1,0.25", "0,0.5\r\n1,0.25\r\n", "first,second\n0,0.5\n1,0.25\n",
      "first,second\n0,0.5\n1,0.25\n\n\r\n\n", "\"0\",\"0.5\"\n\"1\",\"0.25\"\n",
      "\"a, left\",\"b\"\n0,0.5\n1,0.25\n", "\"0\",\"1\"\n0,0.5\n1,0.25\n",
    ])
  func readsNumbers(text: String) throws {
    let table = try table(text)
    #expect(table.rowCount == 2 && losses(of: table, rounds: 2) == [[0, 0.5], [1, 0.25]])
  }

  @Test func saysWhereItIsWrong() {
    let hint = "; if the column is none of the actions, name them in \"columns\""
    #expect(complaint("0,1\n0,1.5\n") == "line 2: column 2: found \"1.5\"; accepted: a number in [0, 1]" + hint)
    #expect(complaint("0,1\n-0.1,1\n") == "line 2: column 1: found \"-0.1\"; accepted: a number in [0, 1]" + hint)
    #expect(complaint("0,1\n0,nan\n") == "line 2: column 2: found \"nan\"; accepted: a number in [0, 1]" + hint)
    #expect(complaint("0,1\n0, 1\n") == "line 2: column 2: found \" 1\"; accepted: a number in [0, 1]" + hint)
    #expect(
      complaint("t,a\n0,1\n2,1\n") == "line 3: column 1 (\"t\"): found \"2\"; accepted: a number in [0, 1]" + hint)
    #expect(
      complaint("0.5,1.5\n") == "line 1: column 2: found \"1.5\"; accepted: a number in [0, 1]; if this line names the "
        + "columns, \"header\": true")
    #expect(
      complaint("a,1\n0,1\n") == "line 1: found the number \"1\" and the word \"a\"; accepted: names only or numbers "
        + "only, or else \"header\": true or false")
    #expect(complaint("0,1\n0,1,1\n") == "line 2: 3 fields; accepted: 2, as in the first line")
    #expect(complaint("0,1\n1\n") == "line 2: 1 field; accepted: 2, as in the first line")
    #expect(complaint("0,1\n\n0,1\n") == "line 2: an empty line; accepted: 2 fields")
    #expect(complaint("") == "the file is empty; accepted: a row of column names, then rows of data")
    #expect(complaint("a,b\n") == "the file holds no losses; accepted: a line for each round")
    // What a file holds cannot write to the terminal.
    #expect(complaint("a,b\n0,\u{1B}[31m\n")?.contains(#"found "\u001b[31m""#) == true)
    #expect(complaint("a,b\n0,\u{9B}31m\n")?.contains(#"found "\u009b31m""#) == true)
  }

  /// Names that are numbers: 0, 1, 2 as data frames have them, or the prices of arms.
  @Test func aHeaderOfNumbersIsNoRound() throws {
    for text in ["0,1\n0.5,0.25\n", "0.1,0.2,0.3\n0.5,0.25,0.75\n"] {
      #expect(complaint(text)?.contains("may be the names of columns") == true, "\(text)")
      #expect(try table(text, .names).rowCount == 1)
      #expect(try table(text, .none).rowCount == 2)
    }
    #expect(complaint("0,1,2\n0.5,0.25,0.75\n")?.contains("\"header\": true") == true)
    // Losses of 0 and 1, and steps that come again, are no names.
    #expect(try table("0,1\n0,0.5\n1,0\n").rowCount == 3)
    #expect(try table("0.1,0.2,0.3\n0.5,0.6,0.7\n").rowCount == 2)
    #expect(try table("0.3,0.2,0.1\n0.5,0.6,0.8\n").rowCount == 2)
    #expect(try table("5\n0.5\n", .names).names == ["5"])
  }

  @Test func columnsAreChosenByName() throws {
    let text = ",a,b\n0,0.1,0.9\n1,0.2,0.8\n2,0.3,0.7\n"
    #expect(
      complaint(text)
        == "line 1: column 1 has no name, as the index of a data frame; accepted: names for all columns, or "
        + #"the actions in "columns": ["a", "b"]"#)
    let table = try table(text, columns: ["b", "a"])
    #expect(losses(of: table, rounds: 3) == [[0.9, 0.1], [0.8, 0.2], [0.7, 0.3]])
    #expect(table.names == ["b", "a"])
    #expect(
      complaint(text, columns: ["bb"])
        == #"there is no column "bb"; accepted: "", "a", "b"; did you mean "b"?"#)
    #expect(complaint(text, columns: ["a", "a"])?.contains("chosen twice") == true)
    #expect(losses(of: try self.table("7,0.5\n8,0.25\n", columns: ["1"]), rounds: 2) == [[0.5], [0.25]])
  }

  @Test func rowsThatLackANumberMayBeLeftOut() throws {
    let bytes = Array("a,b,c\n0,1,?\n0.5,,x\n1,0,\nNaN,1,\n".utf8)
    let table = try LossTable(bytes: bytes, header: .automatic, columns: ["a", "b"], missing: .drop)
    #expect(losses(of: table, rounds: 2) == [[0, 1], [1, 0]] && table.droppedCount == 2)
    #expect(
      complaint("a,b\n0.5,\n")
        == "line 2: column 2 (\"b\"): found \"\"; accepted: a number in [0, 1]; if the column is none of the actions, "
        + "name them in \"columns\"")
  }

  /// The same file read in two ways in one scenario.
  @Test func oneFileTwoWays() throws {
    let file = try TemporaryTable("0,1\n0.5,0.25\n")
    let data = DataFile(file.path)
    #expect(try LossTable(data, header: .names).rowCount == 1)
    #expect(try LossTable(data, header: .none).rowCount == 2)
    #expect(try LossTable(data, header: .names, columns: ["1"]).actionCount == 1)
  }

  @Test func aZeroHasNoSign() throws {
    #expect(losses(of: try table("-0,1\n"), rounds: 1)[0][0].sign == .plus)
  }

  @Test func readsFilesAndWantsARowForEachRound() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("losses-\(UUID().uuidString).csv")
    try "0,1\n1,0\n0.5,0.5\n".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let settings: Settings = ["file": .text(file.path), "feedback": .object(["budget": .whole(4)])]
    let played = try model(LossTableModel.self, settings, horizon: 2)
    #expect(try LossTableModel.rowCount(settings: settings) == 3)
    #expect(try IIDLossesModel.rowCount(settings: [:]) == nil)
    #expect(played.problem.actionCount == 2 && played.problem.feedback == .budget(4))
    #expect(try LossTableModel(file: DataFile(file.path), horizon: 2, feedback: .budget(4)).problem == played.problem)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(losses(of: played.instance(of: 0, from: &stream), rounds: 2) == [[0, 1], [1, 0]])
    #expect(
      throws: InvalidSettings("file", "has 3 rounds, but the horizon is 4; accepted: a line for each round")
    ) { try model(LossTableModel.self, settings, horizon: 4) }
    #expect(throws: InvalidSettings("file", "the file cannot be read")) { try LossTable(DataFile(file.path + ".none")) }
  }

  @Test func rowsCanBeGivenDirectly() {
    #expect(losses(of: LossTable(rows: [[0.1], [0.2]]), rounds: 2) == [[0.1], [0.2]])
  }

  /// A byte order mark is no part of the first number, nor a reason to take the first line for a header.
  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(losses(of: try table("\u{FEFF}0.5\n0.25\n"), rounds: 2) == [[0.5], [0.25]])
  }

  /// What was meant to be a number is no column name.
  @Test(arguments: ["nan,nan\n", " 0.9, 0.1\n", "\n", "Inf,a\n", ",\n", "0x1,0x2\n"])
  func aFirstLineOfBadNumbersIsRefused(line: String) {
    #expect(throws: CSVTable.Mistake.self) { try table(line + "0.5,0.25\n") }
  }

  @Test func aHeaderHasANameForEveryColumn() throws {
    #expect(losses(of: try table("\"a\",b_2\n0.5,0.25\n"), rounds: 1) == [[0.5, 0.25]])
    #expect(throws: CSVTable.Mistake.self) { try table("a,b,c\n0.5,0.25\n") }
    #expect(throws: CSVTable.Mistake.self) { try table("a,b\n") }
  }
}
