import BanditCards
import BanditGames
import BanditStreams
import Foundation
import Testing

@testable import BanditEnvironments

struct LossTableTests {
  private func table(_ text: String) throws -> LossTable { try LossTable(text: Data(text.utf8)) }

  private func complaint(_ text: String) -> String? {
    do {
      _ = try table(text)
      return nil
    } catch let problem as InvalidSettings {
      return "\(problem.path): \(problem.message)"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: ["0,0.5\n1,2.5e-1\n", "0,0.5\n1,0.25", "0,0.5\r\n1,0.25\r\n", "first,second\n0,0.5\n1,0.25\n"])
  func readsNumbers(text: String) throws {
    let table = try table(text)
    #expect(table.rowCount == 2 && losses(of: table, rounds: 2) == [[0, 0.5], [1, 0.25]])
  }

  @Test func saysWhereItIsWrong() {
    #expect(complaint("0,1\n0,1.5\n") == "file: line 2, column 2: found \"1.5\"; accepted: a number in [0, 1]")
    #expect(complaint("0,1\n-0.1,1\n") == "file: line 2, column 1: found \"-0.1\"; accepted: a number in [0, 1]")
    #expect(complaint("0,1\n0,nan\n") == "file: line 2, column 2: found \"nan\"; accepted: a number in [0, 1]")
    #expect(complaint("0,1\n0, 1\n") == "file: line 2, column 2: found \" 1\"; accepted: a number in [0, 1]")
    #expect(complaint("a,1\n0,1\n") == "file: line 1, column 1: found \"a\"; accepted: a number in [0, 1]")
    #expect(
      complaint("0,1\n0,1,1\n") == "file: line 2 has 3 numbers; accepted: 2, as in the lines before it")
    #expect(complaint("0,1\n\n0,1\n") == "file: line 2 has 1 numbers; accepted: 2, as in the lines before it")
    #expect(complaint("") == "file: holds no losses; accepted: a line for each round")
    #expect(complaint("a,b\n") == "file: holds no losses; accepted: a line for each round")
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
    #expect(throws: InvalidSettings("file", "cannot be read")) { try LossTable(DataFile(file.path + ".none")) }
  }

  @Test func rowsCanBeGivenDirectly() {
    #expect(losses(of: LossTable(rows: [[0.1], [0.2]]), rounds: 2) == [[0.1], [0.2]])
  }

  /// A byte order mark is no part of the first number, nor a reason to take the first line for a header.
  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(losses(of: try table("\u{FEFF}0.5\n0.25\n"), rounds: 2) == [[0.5], [0.25]])
  }

  /// What was meant to be a number is no column name.
  @Test(arguments: ["nan,nan\n", "\"0.9\",\"0.1\"\n", " 0.9, 0.1\n", "\n", "Inf,a\n"])
  func aFirstLineOfBadNumbersIsRefused(line: String) {
    #expect(throws: InvalidSettings.self) { try table(line + "0.5,0.25\n") }
  }

  @Test func aHeaderHasANameForEveryColumn() throws {
    #expect(losses(of: try table("\"a\",b_2\n0.5,0.25\n"), rounds: 1) == [[0.5, 0.25]])
    #expect(throws: InvalidSettings.self) { try table("a,b,c\n0.5,0.25\n") }
    #expect(throws: InvalidSettings.self) { try table("a,b\n") }
  }
}
