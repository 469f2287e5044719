import Foundation
import Testing

/// The regret of other programs beside results.
struct ReportWithTests {
  private let scratch: ScratchFolder
  private let out: String

  init() throws {
    scratch = try ScratchFolder()
    out = scratch.path("out")
    let scenario = try scratch.write(
      """
      {"name": "coins", "seed": 4, "horizon": 100, "replications": 8, "checkpoints": [10, 100],
       "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]}, "algorithms": ["ucb1", "uniform"]}
      """, to: "scenario.json")
    #expect(try SimulateProcess(["run", scenario, "--out", out]).exitCode == 0)
  }

  /// The rows of an algorithm under another name, some columns in another order.
  private func rows(_ algorithm: String, as name: String) throws -> [String] {
    let text = try String(contentsOfFile: "\(out)/regret.csv", encoding: .utf8)
    return ["t,algorithm,environment,notion,replicate,regret,reward"]
      + text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .filter { $0[3] == algorithm }.map { "\($0[7]),\(name),\($0[2]),\($0[4]),\($0[6]),\($0[9]),\($0[12])" }
  }

  private func report(_ lines: [String], _ more: String..., separator: String = "\n") throws -> SimulateProcess {
    let file = try scratch.write(lines.joined(separator: separator), to: "mine.csv")
    return try SimulateProcess(["report", out, "--with", file] + more)
  }

  @Test func rowsJoinTablesPairsAndFigures() throws {
    let before = try scratch.results("out")
    let csv = try report(try rows("ucb1", as: "mine"), "--format", "csv")
    #expect(csv.exitCode == 0, "\(csv.errors)")
    let lines = csv.output.split(separator: "\n").map(String.init)
    let ours = try #require(lines.first { $0.contains(",ucb1,") })
    let theirs = try #require(lines.first { $0.contains(",mine,") })
    #expect(lines.count == 4)
    // Ours have a lower bound besides.
    #expect(numbers(ours).prefix(15) == numbers(theirs).prefix(15) && numbers(theirs).count == 16)
    // Both met the same luck: each difference is 0.
    let text = try report(try rows("ucb1", as: "mine"), separator: "\r\n")
    #expect(text.exitCode == 0 && text.output.contains("no significant difference to mine: ucb1 (p = 1)"), "\(text)")
    #expect(text.output.contains("0.0 ± 0.0") || text.output.contains("0 ± 0"), "\(text.output)")
    for format in ["vega-lite", "html"] {
      let figures = try report(try rows("ucb1", as: "mine"), "--format", format)
      #expect(figures.exitCode == 0, "\(figures.errors)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(out)/figures").filter { $0.hasPrefix("regret") }
    let figure = try String(contentsOfFile: "\(out)/figures/\(try #require(names.first))", encoding: .utf8)
    #expect(figure.contains("mine"))
    #expect(try String(contentsOfFile: "\(out)/report.html", encoding: .utf8).contains(">mine<"))
    #expect(try SimulateProcess(["verify", out]).exitCode == 0)
    // All else is as it was.
    for name in ["figures", "report.html"] { try FileManager.default.removeItem(atPath: "\(out)/\(name)") }
    #expect(try scratch.results("out") == before)
  }

  /// The numbers of a row that has its labels first.
  private func numbers(_ row: String) -> [Double] {
    row.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
  }

  @Test func fewerReplicationsAndCheckpointsAreEnough() throws {
    let rows = try rows("ucb1", as: "mine")
    let few = [rows[0]] + rows.dropFirst().filter { $0.hasPrefix("100,") }.prefix(5)
    let report = try report(few, "--format", "csv")
    #expect(report.exitCode == 0, "\(report.errors)")
    #expect(report.output.contains(",mine,"))
  }

  @Test func wrongTablesAreRefusedWithTheirLine() throws {
    let rows = try rows("ucb1", as: "mine")
    func changing(_ line: Int, _ field: Int, _ text: String) -> [String] {
      var fields = rows[line - 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      fields[field] = text
      return rows.enumerated().map { $0.offset == line - 1 ? fields.joined(separator: ",") : $0.element }
    }
    let faults: [([String], String)] = [
      ([], "mine.csv:1: it has no header"), ([rows[0]], "mine.csv:1: it has no rows"),
      (changing(1, 0, "round"), "mine.csv:1: unknown column \"round\""),
      (changing(1, 0, "regret"), "mine.csv:1: the column \"regret\" is there twice"),
      (changing(1, 0, "n"), "mine.csv:1: the column \"t\" is missing"),
      (changing(3, 0, "101"), "mine.csv:3: column \"t\": found \"101\"; accepted: a round of the results, 1 to 100"),
      (changing(3, 1, "uniform"), "mine.csv:3: column \"algorithm\": \"uniform\" is in the results already"),
      (changing(3, 2, "bernouli"), "mine.csv:3: column \"environment\": found \"bernouli\""),
      (changing(3, 3, "realized"), "mine.csv:3: column \"notion\": found \"realized\"; the results have \"pseudo\""),
      (
        changing(3, 4, "8"),
        "mine.csv:3: column \"replicate\": found \"8\"; accepted: a replication of the results, 0 to 7"
      ),
      (changing(3, 5, "inf"), "mine.csv:3: column \"regret\": found \"inf\"; accepted: a number"),
      (changing(3, 0, "10"), "mine.csv:3: column \"t\": round 10 of replication 0 is there twice"),
      (
        rows.filter { !$0.hasPrefix("100,") },
        "mine.csv:2: \"mine\" ends after round 10; the last checkpoint of pseudo is 100"
      ),
      (rows + ["1,2"], "mine.csv:\(rows.count + 1): found 2 fields; wanted: 7"),
    ]
    for (lines, sentence) in faults {
      let report = try report(lines)
      #expect(report.exitCode == 65 && report.errors.contains(sentence), "\(sentence): \(report.errors)")
      #expect(report.output.isEmpty)
    }
    #expect(try SimulateProcess(["report", out, "--with", scratch.path("none.csv")]).exitCode == 66)
    #expect(try SimulateProcess(["report", out, out, "--with", scratch.path("mine.csv")]).exitCode == 64)
  }
}
