import Foundation
import Testing

/// The alarms of a stream as a result file.
struct AlarmsTests {
  private let scratch: ScratchFolder
  private let scenario = SimulateProcess.root.appendingPathComponent("Scenarios/smoke/nile.json").path

  init() throws { scratch = try ScratchFolder() }

  private func table(_ folder: String) throws -> [[String]] {
    let text = try String(contentsOfFile: scratch.path(folder) + "/alarms.csv", encoding: .utf8)
    return text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Alarms, places and scores are those of forecasters compared in exact fractions: Tests/Reference/nile.py.
  @Test func theNile() throws {
    let run = try SimulateProcess(["run", scenario, "--out", scratch.path("nile")])
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try table("nile")
    #expect(
      rows.first?.joined(separator: ",")
        == "scenario,point,environment,algorithm,replicate,alarm,location,score")
    let expected: [(algorithm: String, alarm: String, location: String, score: Double)] = [
      ("r-bocpd", "32", "29", 0.9136205033182767), ("r-bocpd", "95", "84", 0.0033089755636925844),
      ("run-length", "31", "29", 0.47536557238712174), ("run-length", "95", "84", 0.5956622179630564),
      ("square", "37", "29", 0.7018777269554395),
    ]
    #expect(rows.count == 1 + expected.count)
    for (row, alarm) in zip(rows.dropFirst(), expected) {
      #expect(
        row.prefix(7) == ["smoke-nile", "", "categorical-stream", alarm.algorithm, "0", alarm.alarm, alarm.location])
      #expect(abs((Double(row[7]) ?? .nan) - alarm.score) < 1e-11, "\(row)")
    }
    // Nobody knows what these alarms are worth.
    let extras = try String(contentsOfFile: scratch.path("nile") + "/extras.csv", encoding: .utf8)
    let last = extras.split(separator: "\n").filter { $0.contains(",r-bocpd,0,100,") }.map {
      $0.split(separator: ",").last
    }
    #expect(last == ["detections", "false_alarms", "2.0"])
  }

  /// The flow itself, under normal laws: Tests/Reference/nile.py with 60 digits.
  @Test func theFlowOfTheNile() throws {
    let scenario = SimulateProcess.root.appendingPathComponent("Scenarios/smoke/nile-flow.json").path
    let run = try SimulateProcess(["run", scenario, "--out", scratch.path("flow")])
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try table("flow").filter { $0[2] == "nile" && $0[4] == "0" }
    let expected: [(algorithm: String, alarm: String, location: String, score: Double)] = [
      ("known", "32", "29", 2.9261578140111206), ("run-length", "31", "29", 0.5792691186000247),
      ("run-length", "47", "46", 0.32878997555733297), ("square", "35", "29", 1.2764924301722969),
      ("unknown", "32", "29", 0.8302467563114873),
    ]
    #expect(rows.map { Array($0[3..<7]) } == expected.map { [$0.algorithm, "0", $0.alarm, $0.location] })
    for (row, alarm) in zip(rows, expected) { #expect(abs((Double(row[7]) ?? .nan) - alarm.score) < 1e-10) }
  }

  /// The manifest has its checksum; a report makes it again from the blocks, shares have it together.
  @Test func itIsATableLikeOthers() throws {
    let text = """
      {"name": "coins", "seed": 5, "horizon": 400, "replications": 6,
       "environment": {"id": "categorical-stream", "segments": [
         {"length": 200, "probabilities": [0.9, 0.1]}, {"length": 200, "probabilities": [0.1, 0.9]}]},
       "algorithms": ["r-bocpd", {"id": "r-bocpd", "label": "square", "hazard": "inverse-square"}]}
      """
    let coins = try scratch.write(text, to: "coins.json")
    for threads in ["1", "3"] {
      #expect(
        try SimulateProcess(["run", coins, "--threads", threads, "--out", scratch.path("by" + threads)]).exitCode == 0)
    }
    let rows = try table("by1")
    #expect(try table("by3") == rows)
    #expect(Set(rows.dropFirst().map { $0[4] }) == ["0", "1", "2", "3", "4", "5"])
    #expect(rows.dropFirst().allSatisfy { (Int($0[6]) ?? 0) <= (Int($0[5]) ?? 0) })
    #expect(try SimulateProcess(["verify", scratch.path("by1")]).exitCode == 0)
    let path = scratch.path("by1") + "/alarms.csv"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try (bytes + Data("x\n".utf8)).write(to: URL(fileURLWithPath: path))
    #expect(try SimulateProcess(["verify", scratch.path("by1")]).exitCode == 1)
    #expect(try SimulateProcess(["report", scratch.path("by1")]).exitCode == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    for share in ["0/2", "1/2"] {
      let out = scratch.path("share" + share.prefix(1))
      #expect(try SimulateProcess(["run", coins, "--shard", share, "--out", out]).exitCode == 0)
    }
    let merge = try SimulateProcess(
      ["merge", scratch.path("share0"), scratch.path("share1"), "--out", scratch.path("whole")])
    #expect(merge.exitCode == 0, "\(merge.errors)")
    #expect(try table("whole") == rows)
  }
}
