import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

/// Symbols from a file.
struct StreamFileTests {
  private func segment(_ file: TemporaryTable, _ more: Settings = [:]) -> Setting {
    .object(Settings([.init("file", .text(file.path))] + more.entries))
  }

  private func complaint(_ text: String, _ more: Settings = [:]) throws -> InvalidSettings? {
    let file = try TemporaryTable(text)
    do {
      _ = try CategoricalStreamModel(settings: ["segments": .list([segment(file, more)])], horizon: 2)
      return nil
    } catch {
      return error
    }
  }

  private func symbols(_ model: CategoricalStreamModel, rounds: Int) -> [Int] {
    var nothing = RandomStream(key: StreamKey(seed: 0))
    var stream = model.instance(of: 0, from: &nothing)
    var noise = RandomStream(key: StreamKey(seed: 1))
    return (1...rounds).map { stream.next(at: $0, noise: &noise) }
  }

  @Test func aColumnIsTheStream() throws {
    let file = try TemporaryTable("\u{FEFF}year,\"state, cut\"\r\n1871,3\r\n1872,0\r\n1873,\"2\"\r\n\r\n")
    let settings: Settings = ["segments": .list([segment(file, ["column": "state, cut"])])]
    #expect(try CategoricalStreamModel.rowCount(settings: settings) == 3)
    let model = try CategoricalStreamModel(settings: settings, horizon: 3)
    #expect(model.problem.symbolCount == 4 && symbols(model, rounds: 3) == [3, 0, 2])
    #expect(model.absence(of: .dynamic) != nil)
    let typed = try CategoricalStreamModel(
      segments: [.file(DataFile(file.path), column: "state, cut"), .drawn(length: 5, probabilities: [0, 0, 0, 1])],
      horizon: 5)
    #expect(symbols(typed, rounds: 5) == [3, 0, 2, 3, 3] && typed.changePoints == [4])
    let plain = try TemporaryTable("1\n0\n")
    let unnamed = try CategoricalStreamModel(
      segments: [.file(DataFile(plain.path), header: CSVTable.Header.none), .given([1])], horizon: 3)
    #expect(symbols(unnamed, rounds: 3) == [1, 0, 1])
    // Only what is given altogether has a number of rows.
    let drawn: Setting = ["length": 5, "probabilities": [0.5, 0.5]]
    #expect(try CategoricalStreamModel.rowCount(settings: ["segments": .list([segment(plain), drawn])]) == nil)
  }

  @Test func mistakesAreLocated() throws {
    #expect(
      try complaint("a,b\n1,2\n1,2\n")
        == InvalidSettings("segments[0].file", #"the file has 2 columns; accepted: one of "a", "b" in "column""#))
    let accepted = "accepted: a symbol, a whole number in 0...9999 (measurements are for gaussian-stream)"
    #expect(
      try complaint("flow\n112\n96.3\n", ["column": "flow"])?.message
        == "line 3: column 1 (\"flow\"): found \"96.3\"; " + accepted)
    #expect(try complaint("a\n-1\n0\n", ["column": "a"])?.message.hasSuffix(accepted) == true)
    #expect(
      try complaint("a\n1\n0\n", ["column": "b"])?.message.hasPrefix(#"there is no column "b"; accepted: "a""#) == true)
    #expect(try complaint("a\n1\n", ["column": "a"])?.message.contains("1 rounds before the horizon") == true)
    #expect(try complaint("a\n\u{1B}[2J\n0\n", ["column": "a"])?.message.contains(#"\u001b[2J"#) == true)
  }

  /// Whole numbers that are measurements would make a symbol of each, and no alarm ever.
  @Test func measurementsAreNoSymbols() throws {
    let text = "flow\n1120\n1160\n963\n"
    #expect(
      try complaint(text)
        == InvalidSettings(
          "segments",
          "the largest of 3 values is 1160, and values are symbols, of which there would be 1161; accepted: "
            + "gaussian-stream for measurements, or \"symbols\": 1161 if that is meant"))
    let file = try TemporaryTable(text)
    let meant: Settings = ["segments": .list([segment(file)]), "symbols": 1161]
    #expect(try CategoricalStreamModel(settings: meant, horizon: 3).problem.symbolCount == 1161)
    #expect(throws: InvalidSettings.self) {
      try CategoricalStreamModel(segments: [.given([1120, 1160])], horizon: 2)
    }
    // As many values as symbols, or few symbols.
    #expect(
      try CategoricalStreamModel(segments: [.given([100, 1])], horizon: 2, symbols: 101).problem.symbolCount == 101)
    #expect(try CategoricalStreamModel(segments: [.given([99, 1])], horizon: 2).problem.symbolCount == 100)
  }
}
