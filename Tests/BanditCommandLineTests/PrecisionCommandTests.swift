import Foundation
import Testing

/// Replications that are chosen by the width of the intervals, as a user meets them.
struct PrecisionCommandTests {
  private let scratch: ScratchFolder
  private let scenario: String

  private static func text(
    algorithms: String = #"["ucb1", {"id": "epsilon-greedy"}]"#, replications: String? = nil, more: String = ""
  ) -> String {
    let replications = replications ?? #"{"until": {"halfWidth": 1.2}, "atMost": 2000}"#
    return """
      {"name": "precise", "seed": 5, "horizon": 300, "replications": \(replications), "checkpoints": {"linear": 2},
       "environment": {"id": "bernoulli", "means": [0.4, 0.5, 0.7]}, "algorithms": \(algorithms)\(more)}
      """
  }

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(PrecisionCommandTests.text(), to: "scenario.json")
  }

  @discardableResult
  private func run(_ arguments: String..., to out: String) throws -> SimulateProcess {
    try SimulateProcess(["run"] + arguments + ["--out", scratch.path(out)])
  }

  private func rows(_ out: String, of algorithm: String) throws -> [Substring] {
    try String(contentsOfFile: scratch.path("\(out)/regret.csv"), encoding: .utf8).split(separator: "\n")
      .filter { $0.contains(",\(algorithm),") }
  }

  /// The chosen numbers, as the manifest has them.
  private func counts(_ out: String) throws -> [Int] {
    let text = try String(contentsOfFile: scratch.path("\(out)/manifest.json"), encoding: .utf8)
    let part = try #require(text.firstRange(of: #""precision": ["#))
    return text[part.upperBound...].matches(of: /"replications": ([0-9]+)/).compactMap { Int($0.1) }
  }

  @Test func theSameBytesWhateverTheThreads() throws {
    let one = try run(scenario, "--threads", "1", to: "one")
    #expect(one.exitCode == 0, "\(one.errors)")
    let count = try #require(try counts("one").first)
    #expect(count > 64 && count < 2000 && count % 64 == 0)
    #expect(
      one.output.contains(
        "\(count) replications, chosen for half-widths of pseudo regret of at most 1.2; mean ± half-width"),
      "\(one.output)")
    #expect(try rows("one", of: "ucb1").count == 2 * count)
    for threads in [2, 16] {
      #expect(try run(scenario, "--threads", "\(threads)", "--quiet", to: "\(threads)").exitCode == 0)
      #expect(try scratch.results("\(threads)") == scratch.results("one"))
    }
    // Blocks beyond the deciding one are whole blocks, and no part of the results.
    let verify = try SimulateProcess(["verify", scratch.path("one"), scratch.path("16")])
    #expect(verify.exitCode == 0, "\(verify.output)")
    // Nothing is left to do, and the tables are made again without a word of the scenario's.
    let again = try run(scenario, "--threads", "4", to: "one")
    #expect(again.exitCode == 0 && again.output == one.output)
    let before = try scratch.results("one")
    try FileManager.default.removeItem(atPath: scratch.path("one/manifest.json"))
    let report = try SimulateProcess(["report", scratch.path("one")])
    #expect(report.exitCode == 0 && report.output == one.output, "\(report.errors)")
    #expect(try scratch.results("one") == before)
  }

  @Test func aKilledRunIsContinuedToTheSameBytes() throws {
    let arguments = [
      "run", scenario, "--set", "horizon=10000", "--set", "replications.until.halfWidth=9", "--block-size", "8",
    ]
    #expect(try SimulateProcess(arguments + ["--threads", "1", "--out", scratch.path("whole")]).exitCode == 0)
    let process = try SimulateProcess.start(arguments + ["--threads", "2", "--out", scratch.path("killed")])
    while scratch.keptBlocks(in: "killed").count < 3 && process.isRunning { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let kept = scratch.keptBlocks(in: "killed")
    let whole = scratch.keptBlocks(in: "whole")
    #expect(kept.count >= 3 && kept.count < whole.count, "the run was killed half-way")
    #expect(try SimulateProcess(arguments + ["--threads", "3", "--out", scratch.path("killed")]).exitCode == 0)
    let all = scratch.keptBlocks(in: "killed")
    #expect(Set(all).count == all.count, "finished blocks are not done again")
    #expect(all.starts(with: kept))
    #expect(try scratch.results("killed") == scratch.results("whole"))
  }

  /// A third algorithm needs more replications than the others: they get more rows, and keep those that they have.
  @Test func anAlgorithmThatJoinsLengthensOnly() throws {
    let wider = "replications.until.halfWidth=4"
    #expect(try run(scenario, "--set", wider, to: "two").exitCode == 0)
    let other = PrecisionCommandTests.text(
      algorithms: #"["ucb1", {"id": "explore-then-commit", "pulls": 2}, {"id": "epsilon-greedy"}]"#)
    let three = try run(try scratch.write(other, to: "three.json"), "--set", wider, to: "three")
    #expect(three.exitCode == 0, "\(three.errors)")
    #expect(try counts("three")[0] > counts("two")[0])
    for algorithm in ["ucb1", "epsilon-greedy"] {
      let rows = try rows("two", of: algorithm)
      #expect(!rows.isEmpty)
      #expect(try self.rows("three", of: algorithm).starts(with: rows))
    }
    // In the same folder finished blocks are used again.
    let kept = scratch.keptBlocks(in: "two")
    #expect(try run(scratch.path("three.json"), "--set", wider, to: "two").exitCode == 0)
    #expect(scratch.keptBlocks(in: "two").starts(with: kept))
    #expect(try scratch.results("two") == scratch.results("three"))
    // compare knows that one is longer, and compares the pairs that both have.
    #expect(try run(scenario, "--set", wider, to: "short").exitCode == 0)
    let compare = try SimulateProcess(["compare", scratch.path("short"), scratch.path("three")])
    #expect(compare.exitCode == 1)
    let pairs = try #require(
      compare.output.firstMatch(of: /ucb1 +pseudo +[0-9.]+ +[0-9.]+ +0\.0+ +0\.0+ +0\.0+ +([0-9]+)/))
    #expect(try Int(pairs.1) == counts("short")[0], "\(compare.output)")
  }

  /// Each point and environment has its own number, in the order of the result files.
  @Test func everyPointHasItsOwnNumber() throws {
    let swept = try scratch.write(
      PrecisionCommandTests.text(more: #", "sweep": {"algorithms.ucb1.exploration": [0.1, 1]}"#), to: "swept.json")
    let run = try run(swept, "--threads", "3", "--tables", "summary", to: "swept")
    #expect(run.exitCode == 0, "\(run.errors)")
    let counts = try counts("swept")
    #expect(counts.count == 2)
    let (least, most) = (try #require(counts.min()), try #require(counts.max()))
    let number = least == most ? "\(most) replications" : "\(least) to \(most) replications"
    #expect(run.output.contains("\(number), chosen for half-widths of pseudo regret of at most 1.2"), "\(run.output)")
    #expect(try self.run(swept, "--threads", "1", "--tables", "summary", to: "one").exitCode == 0)
    #expect(try scratch.results("one") == scratch.results("swept"))
  }

  /// What an interrupted run and another one have, together.
  @Test func foldersAreJoined() throws {
    #expect(try run(scenario, to: "whole").exitCode == 0)
    // The first 64 replications, as a run leaves them that was stopped there.
    #expect(try run(scenario, "--set", "replications.atMost=64", to: "begun").exitCode == 0)
    let copy = scratch.path("begun/scenario.json")
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: scratch.path("whole/scenario.json"), toPath: copy)
    let begun = try SimulateProcess(["merge", scratch.path("begun"), "--out", scratch.path("merged")])
    #expect(begun.exitCode == 75)
    #expect(
      begun.errors.contains(
        "None of the folders has the blocks that decide how many replications there are, beginning with replications 64 "
          + "to 127 of epsilon-greedy on bernoulli; run the scenario again in one of them, then merge again."),
      "\(begun.errors)")
    let report = try SimulateProcess(["report", scratch.path("begun")])
    #expect(report.exitCode == 75, "\(report.errors)")
    let merged = try SimulateProcess(
      ["merge", scratch.path("begun"), scratch.path("whole"), "--out", scratch.path("merged")])
    #expect(merged.exitCode == 0, "\(merged.errors)")
    #expect(try scratch.results("merged") == scratch.results("whole"))
  }

  @Test func planSaysTheMost() throws {
    let plan = try SimulateProcess(["plan", scenario, "--no-time"])
    #expect(plan.exitCode == 0)
    #expect(
      plan.output.contains(
        "replications  64 to 2000, until half-widths are at most 1.2; what follows is for 2000\n"), "\(plan.output)")
    // 31 blocks of 64 and one of 16, for each of two algorithms.
    #expect(plan.output.contains("blocks        64\nrounds        1200000\n"))
    #expect(plan.output.contains("blocks of 64 replications"))
  }

  @Test func sharesAreRefused() throws {
    for arguments in [
      ["run", scenario, "--shard", "0/2"], ["plan", scenario, "--no-time", "--slurm", "--shards", "3"],
    ] {
      let process = try SimulateProcess(arguments, in: scratch.url)
      #expect(process.exitCode == 64 && process.output.isEmpty)
      #expect(
        process.errors.contains(
          #""replications" of 'precise' are chosen by the width of the intervals, for which one process has to see all blocks"#
        ), "\(process.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("results")), "nothing was begun")
    #expect(try run(scenario, "--replications", "10", "--shard", "0/1", to: "share").exitCode == 0)
  }

  @Test func theCommandLineReplacesIt() throws {
    let number = try run(scenario, "--replications", "7", to: "number")
    #expect(number.exitCode == 0 && number.output.contains("\n7 replications; mean ± half-width"), "\(number.output)")
    #expect(try rows("number", of: "ucb1").count == 14)
    let plain = try scratch.write(PrecisionCommandTests.text(replications: "7"), to: "plain.json")
    #expect(try run(plain, "--replications", #"{"until": {"halfWidth": 1.2}, "atMost": 2000}"#, to: "as").exitCode == 0)
    #expect(try run(scenario, to: "file").exitCode == 0)
    #expect(try scratch.results("as") == scratch.results("file"))
    // A folder of the one is continued as the other: it is the same scenario.
    #expect(try run(plain, to: "file").exitCode == 0)
    #expect(try scratch.results("file") == scratch.results("number"))
    let most = try run(scenario, "--set", "replications.atMost=64", to: "most")
    #expect(
      most.output.contains(
        "64 replications, the most allowed, too few for half-widths of pseudo regret of at most 1.2"),
      "\(most.output)")
    let trace = try run(scenario, "--trace", "65", to: "trace")
    #expect(trace.exitCode == 64 && trace.errors.contains("'precise' has 64 replications of each algorithm for sure"))
  }
}
