import BanditCards
import BanditGames
import BanditStreams
import Foundation
import Testing

@testable import BanditEnvironments

struct RewardTableTests {
  private func model(_ text: String, _ settings: Settings = [:], horizon: Int) throws -> RewardTableModel {
    let file = try TemporaryTable(text)
    let entries = [Settings.Entry("file", .text(file.path))] + settings.entries
    return try RewardTableModel(settings: Settings(entries), horizon: horizon)
  }

  private func complaint(_ text: String, _ settings: Settings = [:], horizon: Int = 1) -> InvalidSettings? {
    do {
      _ = try model(text, settings, horizon: horizon)
      return nil
    } catch {
      return error as? InvalidSettings
    }
  }

  private func outcomes(of table: RewardTable, rounds: Int) -> [[Double]] {
    var table = table
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: table.armCount)
    return (1...rounds).map { round in
      (0..<table.armCount).map { table.pull($0, at: round, noise: &noise).reward }
    }
  }

  @Test func paysWhatTheFileSays() throws {
    let model = try model("\"a, left\",b\n-250,1e3\n0.5,-7\n9,9\n", horizon: 2)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let table = model.instance(of: 0, from: &stream)
    #expect(outcomes(of: table, rounds: 2) == [[-250, 1000], [0.5, -7]])
    #expect(model.problem == BanditProblem(armCount: 2, horizon: 2, rewardRange: nil))
    #expect(model.facts == ["3 lines; the arms are the columns \"a, left\", \"b\""])
    // The averages of the rounds that are played.
    #expect(table.truth.means == [-124.75, 496.5] && !table.truth.isStationary && table.truth.largestGap == nil)
    #expect(model.absence(of: .pseudo) != nil && model.absence(of: .external) == nil)
    var copy = table
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let outcome = copy.pull(0, at: 1, noise: &noise)
    #expect(outcome.mean == -250 && outcome.bestMean == 1000)
  }

  @Test func columnsAndRangesAreChosen() throws {
    let text = ",a,b\n0,0.1,5\n1,0.2,-1\n"
    let chosen = try model(text, ["columns": ["b", "a"], "rewardRange": [-1, 5]], horizon: 2)
    #expect(chosen.problem.rewardRange == -1...5)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(outcomes(of: chosen.instance(of: 0, from: &stream), rounds: 2) == [[5, 0.1], [-1, 0.2]])
    #expect(
      complaint(text)?.message
        == "line 1: column 1 has no name, as the index of a data frame; accepted: names for all columns, or "
        + #"the arms in "columns": ["a", "b"]"#)
    #expect(
      complaint(text, ["columns": ["b"], "rewardRange": [0, 5]])?.message
        == "line 3: column 3 (\"b\"): found \"-1\"; accepted: a number in \"rewardRange\", [0.0, 5.0]")
    #expect(complaint(text, ["columns": ["b"], "rewardRange": [5, 0]])?.path == "rewardRange")
    #expect(complaint(text, ["columns": ["c"]])?.message.hasPrefix("there is no column \"c\"") == true)
  }

  @Test func missingCellsAreRefusedOrTheirRowsLeftOut() throws {
    let text = "a,b,note\n1,2,x\n?,3,\nNA,5,y\n6,7,\n"
    let columns: Settings = ["columns": ["a", "b"]]
    #expect(
      complaint(text, columns)
        == InvalidSettings("file", "line 3: column 1 (\"a\"): found \"?\"; accepted: a finite decimal number"))
    let settings: Settings = ["columns": ["a", "b"], "missing": "drop"]
    let model = try model(text, settings, horizon: 2)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(outcomes(of: model.instance(of: 0, from: &stream), rounds: 2) == [[1, 2], [6, 7]])
    #expect(model.facts.last == "2 rows of the file left out, because of missing values")
    #expect(
      complaint(text, settings, horizon: 3)?.message
        == "has 2 rounds, but the horizon is 3; accepted: a line for each round")
    #expect(complaint("a\n\"\"\n", ["missing": "drop"])?.message.hasPrefix("every row lacks a number") == true)
    // What is no word for missing is a mistake all the same.
    #expect(complaint("a\n1\nx\n", ["missing": "drop"])?.message.contains("found \"x\"") == true)
  }

  /// What a file holds cannot write to the terminal.
  @Test func controlCharactersAreEscaped() {
    #expect(complaint("a\n\u{1B}[31m\n")?.message.contains(#"found "\u001b[31m""#) == true)
    #expect(complaint("a\n1\n", ["columns": ["\u{7}"]])?.message.contains(#"there is no column "\u0007""#) == true)
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let file = try TemporaryTable("1,2\n3,4\n5,4\n")
    let typed = try RewardTableModel(
      file: DataFile(file.path), horizon: 2, header: CSVTable.Header.none, columns: ["1"], rewardRange: 0...9)
    let settings: Settings = [
      "file": .text(file.path), "header": false, "columns": ["1"], "rewardRange": [0, 9],
    ]
    let given = try RewardTableModel(settings: settings, horizon: 2)
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(typed.problem == given.problem)
    #expect(
      outcomes(of: typed.instance(of: 0, from: &stream), rounds: 2)
        == outcomes(of: given.instance(of: 0, from: &stream), rounds: 2))
    #expect(try RewardTableModel.rowCount(settings: settings) == 3)
    #expect(throws: InvalidSettings("file", "the file cannot be read")) {
      try RewardTableModel(file: DataFile(file.path + ".none"), horizon: 1)
    }
  }

  @Test func rowsCanBeGivenDirectly() {
    #expect(outcomes(of: RewardTable(rows: [[0.1, -3], [0.2, 1]]), rounds: 2) == [[0.1, -3], [0.2, 1]])
  }
}
