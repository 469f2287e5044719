import Foundation
import Testing

@testable import BanditCommandLine

struct OffPolicyCommandTests {
  private static let scenario = """
    {"name": "logs", "seed": 8, "horizon": 200, "replications": 2,
     "environment": {"id": "contextual-finite", "means": [[0.2, 0.5], [0.6, 0.3]]},
     "algorithms": [{"id": "square-cb"}, {"id": "lin-ucb"}, {"id": "lin-ts"},
      {"id": "fixed-policy", "label": "logging", "policy": {"epsilon": 0.5, "policy": {"table": [0, 1]}}}]}
    """

  /// The small log of the worked example.
  private static let small = """
    context,arm,propensity,reward,p0,p1,p2
    0,0,0.5,1,0.5,0.25,0.25
    0,1,0.25,1,0.5,0.25,0.25
    1,2,0.5,0.5,0.25,0.25,0.5
    1,0,0.25,1,0.25,0.25,0.5
    0,2,0.25,1,0.5,0.25,0.25
    1,2,0.5,0,0.25,0.25,0.5
    0,0,0.5,0,0.5,0.25,0.25

    """

  private let scratch: ScratchFolder
  private let file: String

  init() throws {
    scratch = try ScratchFolder()
    file = try scratch.write(Self.scenario, to: "s.json")
  }

  private func log(_ arguments: String...) throws -> SimulateProcess {
    try SimulateProcess(["log", file, "--out", scratch.path("log.csv")] + arguments)
  }

  private func written() throws -> String { try String(contentsOfFile: scratch.path("log.csv"), encoding: .utf8) }

  /// Threads cannot be seen, another replication can.
  @Test func logsHaveTheSameBytes() throws {
    let first = try log("--algorithm", "square-cb", "--threads", "1")
    #expect(first.exitCode == 0 && first.errors.isEmpty && first.output.isEmpty, "\(first.errors)")
    let text = try written()
    #expect(text.hasPrefix("t,context,arm,propensity,reward,p0,p1\n1,") && text.split(separator: "\n").count == 201)
    for threads in ["2", "5"] {
      #expect(try log("--algorithm", "square-cb", "--threads", threads).exitCode == 0)
      #expect(try written() == text)
    }
    #expect(try log("--algorithm", "square-cb", "--replication", "1").exitCode == 0)
    #expect(try written() != text)
  }

  @Test func whatIsUselessIsSaid() throws {
    let sure = try log("--algorithm", "lin-ucb")
    #expect(sure.exitCode == 0 && sure.errors.hasPrefix("warning: lin-ucb draws nothing"), "\(sure.errors)")
    let policy = try scratch.write(#"{"uniform": true}"#, to: "p.json")
    let evaluated = try SimulateProcess(["evaluate", scratch.path("log.csv"), "--policy", policy])
    #expect(evaluated.exitCode == 0 && evaluated.errors.hasPrefix("warning: every propensity is 1"))
    let unknown = try log("--algorithm", "lin-ts")
    #expect(unknown.exitCode == 0 && unknown.errors.hasPrefix("warning: lin-ts does not know"), "\(unknown.errors)")
    let refused = try SimulateProcess(["evaluate", scratch.path("log.csv"), "--policy", policy])
    #expect(refused.exitCode == 65)
    #expect(
      refused.errors.contains(#"log.csv:2: error: column "propensity": found ""; accepted: a number in (0, 1]"#),
      "\(refused.errors)")
  }

  @Test func theCellMustBeOne() throws {
    let open = try log()
    #expect(open.exitCode == 64 && open.errors.contains(#"--algorithm takes one of "lin-ts", "lin-ucb", "logging""#))
    let misspelt = try log("--algorithm", "square-bc")
    #expect(misspelt.exitCode == 64 && misspelt.errors.contains(#"did you mean "square-cb"?"#))
    #expect(try log("--algorithm", "logging", "--replication", "-1").exitCode == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("log.csv")))
    let coins = try SimulateProcess(
      ["log", "Scenarios/quickstart.json", "--algorithm", "ucb1", "--out", scratch.path("x.csv")])
    #expect(coins.exitCode == 64 && coins.errors.contains("only rounds of contextual bandits can be logged"))
    let nowhere = try SimulateProcess(
      ["log", file, "--algorithm", "logging", "--out", scratch.path("none/x.csv")])
    #expect(nowhere.exitCode == 74 && nowhere.errors.contains("No such file or directory"), "\(nowhere.errors)")
  }

  @Test func estimatesOfTheWorkedExample() throws {
    let log = try scratch.write(Self.small, to: "small.csv")
    let policy = try scratch.write(#"{"probabilities": [[0.1, 0.6, 0.3], [0.5, 0.3, 0.2]]}"#, to: "p.json")
    let arguments = ["evaluate", log, "--policy", policy, "--tau", "2"]
    let rows = try SimulateProcess(arguments + ["--format", "csv"]).output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.map { $0[0] } == ["estimator", "ips", "snips", "dm", "dr", "switch-dr", "switch"])
    let expected = [0.8571428571, 0.8823529412, 0.2047619048, 1.047619048, 0.7047619048, 0.6428571429]
    for (row, value) in zip(rows.dropFirst(), expected) {
      #expect(abs(try #require(Double(row[1])) - value) < 1e-9 && row[5] == "7")
    }
    #expect(rows[3][3].isEmpty && rows[3][4].isEmpty && !rows[1][3].isEmpty)
    let text = try SimulateProcess(arguments + ["--estimators", "dr,dm"])
    #expect(text.output.contains("7 rows, worth 4.0 of the policy's own; largest weight 2.4"), "\(text.output)")
    #expect(text.output.contains("dm has no interval"))
    #expect(try SimulateProcess(arguments + ["--format", "json"]).output.contains("\"ci_low\": null"))
    #expect(try SimulateProcess(arguments + ["--format", "markdown"]).output.contains("| ips |"))
    let piped = try SimulateProcess(
      ["evaluate", log, "--policy", "-", "--estimators", "ips", "--format", "csv"], input: "constant: 1\n")
    #expect(piped.output.contains("\nips,0.571428571428571"), "\(piped.output)")
  }

  @Test(arguments: [
    (#"{"table": [0]}"#, "p.json:1:11: error: table: 1 arm for 2 contexts; give one for each"),
    (#"{"table": [0, 3]}"#, "p.json:1:15: error: table[1]: found arm 3; accepted: an arm in 0...2"),
    (#"{"tabel": [0, 1]}"#, "p.json:1:1: error: found an object; accepted: an object with one of the keys \"table\""),
    (#"{"uniform": false}"#, "p.json:1:13: error: uniform: found false; accepted: true"),
    (
      #"{"epsilon": 2, "policy": {"constant": 0}}"#,
      "p.json:1:13: error: epsilon: found 2; accepted: a number in [0, 1]"
    ),
    (#"{"columns": "e"}"#, #"small.csv:1: error: no column "e0", which the policy asks for"#),
  ])
  func badPoliciesAreRefusedWithTheirPlace(policy: String, message: String) throws {
    let log = try scratch.write(Self.small, to: "small.csv")
    let process = try SimulateProcess(["evaluate", log, "--policy", try scratch.write(policy, to: "p.json")])
    #expect(process.exitCode == 65 && process.output.isEmpty)
    #expect(process.errors.contains(message), "\(process.errors)")
  }

  @Test func badOptionsAreUsageErrors() throws {
    let log = try scratch.write(Self.small, to: "small.csv")
    let policy = try scratch.write(#"{"uniform": true}"#, to: "p.json")
    for (option, value) in [
      ("--tau", "-1"), ("--lambda", "0"), ("--folds", "0"), ("--confidence", "1"), ("--estimators", "ips,"),
      ("--estimators", "dr,swich"), ("--model", "forest"), ("--format", "xml"),
    ] {
      let process = try SimulateProcess(["evaluate", log, "--policy", policy, option, value])
      #expect(process.exitCode == 64 && process.errors.contains(option), "\(process.errors)")
    }
    let missing = try SimulateProcess(["evaluate", scratch.path("none.csv"), "--policy", policy])
    #expect(missing.exitCode == 66 && missing.errors.hasSuffix("none.csv: error: no such file\n"), "\(missing.errors)")
    #expect(try SimulateProcess(["evaluate", log, "--policy", scratch.path("none.json")]).exitCode == 66)
    let ridge = try SimulateProcess(["evaluate", log, "--policy", policy, "--model", "ridge"])
    #expect(ridge.exitCode == 65 && ridge.errors.contains("accepted: cells, arms"))
    let lines = Self.small.split(separator: "\n").map { $0.split(separator: ",").prefix(4).joined(separator: ",") }
    let bare = try scratch.write(lines.joined(separator: "\n"), to: "bare.csv")
    #expect(try !SimulateProcess(["evaluate", bare, "--policy", policy]).output.contains("switch  "))
    let asked = try SimulateProcess(["evaluate", bare, "--policy", policy, "--estimators", "switch"])
    #expect(asked.exitCode == 65 && asked.errors.contains("switch needs the probabilities of all arms"))
  }
}
