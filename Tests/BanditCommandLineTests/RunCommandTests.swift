import Foundation
import Testing

/// The promises about result files, kept by the real command.
struct RunCommandTests {
  private let scratch: ScratchFolder
  private let scenario: String

  private static func text(
    algorithms: String = #"[{"id":"ucb1"},{"id":"thompson-beta"},{"id":"epsilon-greedy"}]"#, horizon: Int = 500,
    checkpoints: String = #""log""#
  ) -> String {
    """
    {"name": "promises", "seed": 12, "horizon": \(horizon), "replications": 40,
     "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6], "bestArm": "random"},
     "algorithms": \(algorithms), "checkpoints": \(checkpoints), "notions": ["pseudo", "realized", "simple"]}
    """
  }

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(RunCommandTests.text(), to: "scenario.json")
  }

  @discardableResult
  private func run(_ arguments: String..., to out: String) throws -> SimulateProcess {
    try SimulateProcess(["run"] + arguments + ["--out", scratch.path(out)])
  }

  @Test func theSameBytesWhateverTheThreads() throws {
    #expect(try run(scenario, "--threads", "1", to: "one").exitCode == 0)
    #expect(try run(scenario, "--threads", "2", to: "two").exitCode == 0)
    #expect(try run(scenario, "--threads", "16", "--quiet", to: "sixteen").exitCode == 0)
    let elsewhere = try SimulateProcess(
      ["run", scenario, "--threads", "3", "--out", scratch.path("elsewhere")],
      environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Kathmandu", "COLUMNS": "7"])
    #expect(elsewhere.exitCode == 0)
    let one = try scratch.results("one")
    #expect(
      Set(one.keys) == [
        "regret.csv", "summary.csv", "final.csv", "pairs.csv", "extras.csv", "extras_summary.csv", "manifest.json",
        "scenario.json",
      ])
    #expect(try scratch.results("two") == one)
    #expect(try scratch.results("sixteen") == one)
    #expect(try scratch.results("elsewhere") == one)
  }

  /// A share of which nothing is left to do stands for a run that took hours: what it was allowed, its tables are, too.
  @Test func reportAndMergeHaveNoLimitOfTheirOwn() throws {
    let large = try scratch.write(
      RunCommandTests.text(horizon: 2000, checkpoints: #"{"linear": 2000}"#), to: "large.json")
    let arguments = [large, "--replications", "400000", "--shard", "9999/10000"]
    #expect(try SimulateProcess(["validate"] + arguments.prefix(3)).exitCode == 65)
    let share = try SimulateProcess(
      ["run"] + arguments + ["--memory-limit", "1000", "--out", scratch.path("large")])
    #expect(share.exitCode == 0, "\(share.errors)")
    let report = try SimulateProcess(["report", scratch.path("large")])
    #expect(report.exitCode == 75, "\(report.errors)")
    let merge = try SimulateProcess(["merge", scratch.path("large"), "--out", scratch.path("whole")])
    #expect(merge.exitCode == 75 && merge.errors.contains(/as --array=0-[0-9]+ of a job array/), "\(merge.errors)")
  }

  @Test func sharesMergeToTheWhole() throws {
    // Three blocks of 16 replications for each algorithm, each simulated in two parts; the whole has one block.
    try run(scenario, "--set", "horizon=10000", "--replications", "48", to: "whole")
    for share in 0..<3 {
      let process = try run(
        scenario, "--set", "horizon=10000", "--replications", "48", "--block-size", "16", "--shard", "\(share)/3",
        to: "share-\(share)")
      #expect(process.exitCode == 0)
      #expect(process.errors.contains("Share \(share)/3 is done"))
    }
    let incomplete = try SimulateProcess([
      "merge", scratch.path("share-0"), scratch.path("share-2"), "--block-size", "16", "--out", scratch.path("part"),
    ])
    #expect(incomplete.exitCode == 75)
    #expect(
      incomplete.errors == """
        1 of 3 shares is missing or unfinished. Run it again, as --array=1 of a job array or as --shard i/3 for that i; \
        then merge again.

        """)
    let merged = try SimulateProcess(
      ["merge", "--block-size", "16"] + (0..<3).map { scratch.path("share-\($0)") }
        + ["--out", scratch.path("merged")])
    #expect(merged.exitCode == 0)
    #expect(try scratch.results("merged") == scratch.results("whole"))
  }

  /// The tables need the file no more once the run has begun, and shares of a run are merged elsewhere.
  @Test func resultsOfDataFilesCanBeReportedAndMerged() throws {
    let rows = (0..<40).map { "\($0 % 7),\($0 * $0 % 11)\n" }.joined()
    let file = try scratch.write("x,y\n" + rows, to: "rows.csv")
    let scenario = try scratch.write(
      """
      {"name": "rows", "horizon": "rows", "replications": 3, "algorithms": [{"id": "online-ridge"}],
       "environment": {"id": "groupwise-csv", "file": "rows.csv", "target": "y", "numeric": ["x"],
       "groups": [{"name": "low", "column": "x", "to": 3}], "shuffleSeeds": [1, 2, 3]}}
      """, to: "rows.json")
    #expect(try run(scenario, to: "whole").exitCode == 0)
    #expect(try run(scenario, "--shard", "0/2", to: "share-0").exitCode == 0)
    #expect(try run(scenario, "--shard", "1/2", to: "share-1").exitCode == 0)
    let whole = try scratch.results("whole")
    try FileManager.default.removeItem(atPath: file)
    #expect(try SimulateProcess(["report", scratch.path("whole")]).exitCode == 0)
    #expect(try scratch.results("whole") == whole)
    let shares = [scratch.path("share-0"), scratch.path("share-1")]
    #expect(try SimulateProcess(["merge"] + shares + ["--out", scratch.path("merged")]).exitCode == 0)
    #expect(try scratch.results("merged") == whole)
    #expect(try SimulateProcess(["report", scratch.path("merged")]).exitCode == 0)
  }

  @Test func aKilledRunIsContinuedToTheSameBytes() throws {
    // 24 blocks; three of them are soon found, and the other ones take a debug build a second or more.
    let arguments = [
      "run", scenario, "--set", "horizon=20000", "--replications", "64", "--block-size", "8", "--threads", "2",
    ]
    #expect(try SimulateProcess(arguments + ["--out", scratch.path("whole")]).exitCode == 0)
    let process = try SimulateProcess.start(arguments + ["--out", scratch.path("killed")])
    while scratch.keptBlocks(in: "killed").count < 3 && process.isRunning { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let kept = scratch.keptBlocks(in: "killed")
    #expect(kept.count >= 3 && kept.count < 24, "the run was killed half-way")
    #expect(try SimulateProcess(arguments + ["--out", scratch.path("killed")]).exitCode == 0)
    let all = scratch.keptBlocks(in: "killed")
    #expect(all.count == 24 && Set(all).count == 24, "finished blocks are not done again")
    #expect(all.starts(with: kept))
    #expect(try scratch.results("killed") == scratch.results("whole"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalStopsAndKeepsWhatIsFinished(number: Int32) throws {
    let process = try SimulateProcess.start([
      "run", scenario, "--set", "horizon=100000", "--replications", "10000", "--block-size", "1",
      "--out", scratch.path("stopped"),
    ])
    while scratch.keptBlocks(in: "stopped").count < 3 && process.isRunning { usleep(1000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + number)
    let errors = SimulateProcess.text(process.standardError)
    #expect(errors.contains("Run the same command again to do the rest."))
  }

  /// Tables are written for seconds, and the table writer does not look at the signal.
  @Test func whatDoesNotLookAtTheSignalIsEndedAfterAMoment() throws {
    let long = """
      {"name": "long", "horizon": 3000, "replications": 100, "environment": {"id": "bernoulli", "means": [0.4, 0.6]},
       "algorithms": [{"id": "uniform"}], "checkpoints": {"linear": 3000}}
      """
    let file = try scratch.write(long, to: "long.json")
    let process = try SimulateProcess.start(["run", file, "--out", scratch.path("tables"), "--quiet"])
    let table = scratch.path("tables/.regret.csv.0.tmp")
    while !FileManager.default.fileExists(atPath: table) && process.isRunning { usleep(1000) }
    let start = ContinuousClock.now
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(ContinuousClock.now - start < .seconds(3), "a moment, on a busy machine")
    #expect(process.terminationStatus == 128 + SIGTERM)
    #expect(SimulateProcess.text(process.standardError).contains("Stopped with 1 of 1 block finished"))
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path("tables"))
    #expect(left.sorted() == ["blocks", "scenario.json"], "no table, no temporary file")
  }

  /// Adding, removing and reordering algorithms leaves every row of the others as it was.
  @Test func algorithmsDoNotDisturbOneAnother() throws {
    try run(scenario, to: "three")
    let other = RunCommandTests.text(
      algorithms: #"[{"id":"oracle"},{"id":"epsilon-greedy"},{"id":"uniform"},{"id":"ucb1"}]"#)
    try run(try scratch.write(other, to: "other.json"), to: "other")
    for algorithm in ["ucb1", "epsilon-greedy"] {
      let rows = try rows("three", of: algorithm)
      #expect(!rows.isEmpty)
      #expect(try self.rows("other", of: algorithm) == rows)
    }
  }

  /// An anytime algorithm does not know how long the run will be.
  @Test func aLongerHorizonChangesNothingBefore() throws {
    try run(try scratch.write(RunCommandTests.text(checkpoints: "[50, 500]"), to: "short.json"), to: "short")
    let long = RunCommandTests.text(horizon: 900, checkpoints: "[50, 500, 900]")
    try run(try scratch.write(long, to: "long.json"), to: "long")
    for algorithm in ["ucb1", "thompson-beta", "epsilon-greedy"] {
      let rows = try rows("short", of: algorithm)
      #expect(rows.count == 40 * 2 * 3)
      #expect(try self.rows("long", of: algorithm).filter { !$0.contains(",900,900,") } == rows)
    }
  }

  /// Under coupled rewards two variants of UCB1 meet the same luck.
  @Test func couplingShrinksPairedDifferences() throws {
    let variants = #"[{"id":"ucb1","label":"a","exploration":0.5},{"id":"ucb1","label":"b","exploration":0.6}]"#
    let file = try scratch.write(RunCommandTests.text(algorithms: variants, horizon: 2000), to: "pair.json")
    func error(_ coupling: String) throws -> Double {
      try run(file, "--set", "coupling=\(coupling)", "--replications", "200", to: coupling)
      let text = try String(contentsOfFile: scratch.path("\(coupling)/pairs.csv"), encoding: .utf8)
      let row = text.split(separator: "\n").first { $0.contains(",realized,") }!
      return Double(row.split(separator: ",", omittingEmptySubsequences: false)[9])!
    }
    // The factor is about 10; a third of it leaves room for any seed.
    #expect(try error("independent") > 3 * error("pulls"))
  }

  @Test func foldersOfOthersAreRefused() throws {
    try run(scenario, to: "mine")
    let other = try run(scenario, "--seed", "13", to: "mine")
    #expect(other.exitCode == 73)
    #expect(other.errors.contains("holds the results of a different scenario (seed: 12 there, 13 here)"))
    #expect(try run(scenario, "--seed", "13", "--overwrite", to: "mine").exitCode == 0)
    // More replications are the same scenario: what is there is kept.
    #expect(try run(scenario, "--seed", "13", "--replications", "41", to: "mine").exitCode == 0)
  }

  /// The same bytes, wherever the folder is, when the file has gone.
  @Test func theScenarioOfAResultFolderRunsAgain() throws {
    let file = try scratch.write("0,1\n1,0\n0.5,0.25\n", to: "losses.csv")
    let text = """
      {"name": "table", "description": "of what", "horizon": "rows", "replications": 4,
       "environment": {"id": "loss-table", "file": "losses.csv", "feedback": "full"}, "algorithms": [{"id": "hedge"}]}
      """
    let scenario = try scratch.write(text, to: "table.json")
    #expect(try run(scenario, to: "first").exitCode == 0)
    let first = try scratch.results("first")
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.moveItem(atPath: scratch.path("first"), toPath: scratch.path("moved"))
    #expect(try run(scratch.path("moved/scenario.json"), to: "again").exitCode == 0)
    #expect(try scratch.results("again") == first)
    // Out of its folder it is a scenario like any other.
    let copied = try scratch.write(String(decoding: first["scenario.json"]!, as: UTF8.self), to: "copied.json")
    let lost = try run(copied, to: "lost")
    #expect(lost.exitCode == 65)
    #expect(lost.errors.contains(#"environment.file: found "losses.csv", which cannot be read"#))
  }

  @Test func otherDataAreAnotherScenario() throws {
    let text = """
      {"name": "table", "horizon": "rows", "environment": {"id": "loss-table", "file": "losses.csv", "feedback": "full"},
       "algorithms": [{"id": "hedge"}]}
      """
    let scenario = try scratch.write(text, to: "table.json")
    _ = try scratch.write("0,1\n1,0\n", to: "losses.csv")
    #expect(try run(scenario, to: "first").exitCode == 0)
    let first = try scratch.results("first")
    _ = try scratch.write("1,0\n0,1\n", to: "losses.csv")
    let refused = try run(scenario, to: "first")
    #expect(refused.exitCode == 73)
    #expect(refused.errors.contains(#"(data file "losses.csv": SHA-256 "#))
    #expect(try scratch.results("first") == first)
    #expect(try run(scenario, to: "second").exitCode == 0)
    func sums(_ name: String) throws -> [String] {
      let lines = String(decoding: try scratch.results(name)["manifest.json"]!, as: UTF8.self).split(separator: "\n")
      let place = try #require(lines.firstIndex { $0.contains(#""losses.csv": {"#) })
      return [lines.first { $0.contains("scenarioSHA256") }, lines[place + 1]].map { $0.map(String.init) ?? "" }
    }
    // printf '0,1\n1,0\n' | sha256sum; printf '1,0\n0,1\n' | sha256sum
    let (one, other) = try (sums("first"), sums("second"))
    #expect(one[1].contains("6101ec16015a127b9102cbc34d949c2a38335e11642cfd15c2f992197efa7722"))
    #expect(other[1].contains("28d9679320141cb843249a311e9cbd982b4155c8d857a7c1a1d9a40d9c21531f"))
    #expect(one[0] != other[0])
  }

  @Test func timesOutliveTheRun() throws {
    let arguments = ["--replications", "48", "--block-size", "16"]
    func timing(_ out: String) throws -> [[Substring]] {
      try String(contentsOfFile: scratch.path("\(out)/timing.csv"), encoding: .utf8).split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    for share in 0..<2 {
      let process = try SimulateProcess(
        ["run", scenario, "--shard", "\(share)/2", "--out", scratch.path("share-\(share)")] + arguments)
      #expect(process.exitCode == 0)
    }
    let merge = ["merge", scratch.path("share-0"), scratch.path("share-1"), "--block-size", "16", "--out"]
    #expect(try SimulateProcess(merge + [scratch.path("whole")]).exitCode == 0)
    let whole = try timing("whole")
    // 48 replications of 500 rounds for each of three algorithms, whoever has simulated them.
    #expect(whole.dropFirst().map { $0[4] } == ["48", "48", "48"])
    #expect(whole.dropFirst().map { $0[5] } == ["24000", "24000", "24000"])
    #expect(whole.dropFirst().allSatisfy { Double($0[6])! > 0 })
    #expect(try SimulateProcess(["report", scratch.path("whole"), "--block-size", "16"]).exitCode == 0)
    #expect(try timing("whole") == whole)
    #expect(try SimulateProcess(["run", scenario, "--out", scratch.path("whole")] + arguments).exitCode == 0)
    #expect(try timing("whole") == whole)
    #expect(try SimulateProcess(merge + [scratch.path("whole")]).exitCode == 0)
    #expect(try timing("whole") == whole)
  }

  @Test func mergeTakesOnlyShares() throws {
    #expect(try run(scenario, "--shard", "0/2", to: "share").exitCode == 0)
    #expect(try run(scenario, "--seed", "13", to: "other").exitCode == 0)
    #expect(try run(scenario, "--replications", "30", to: "fewer").exitCode == 0)
    _ = try scratch.write("", to: "file")
    try FileManager.default.createDirectory(atPath: scratch.path("empty"), withIntermediateDirectories: false)
    func merge(_ folders: String..., to out: String = "out") throws -> SimulateProcess {
      try SimulateProcess(["merge"] + folders.map { scratch.path($0) } + ["--out", scratch.path(out)])
    }
    for (folder, message) in [("other", "(seed: 13 there, 12 here)"), ("fewer", "(replications: 30 there, 40 here)")] {
      let refused = try merge("share", folder)
      #expect(refused.exitCode == 73)
      #expect(refused.errors.contains("\(folder) is no share of the scenario in"))
      #expect(refused.errors.contains(message))
    }
    for folder in ["empty", "missing", "file"] {
      for refused in try [merge("share", folder), merge(folder, "share"), merge(folder)] {
        #expect(refused.exitCode == 66)
        #expect(refused.errors.contains("\(folder) holds no results"))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
    let share = scratch.path("share")
    let own = try SimulateProcess(["merge", share, "--out", share + "/../share", "--overwrite"])
    #expect(own.exitCode == 64)
    #expect(own.errors.contains("is one of the shares"))
    #expect(try merge("share").exitCode == 75)
  }

  /// A label that is a parameter names the entry if it is stated, and only then.
  @Test func reportFindsTheBlocksOfAnEntryWithALabelOfItsOwn() throws {
    let text = """
      {"name": "s", "horizon": 20, "replications": 1, "algorithms": [{"id": "online-ridge"}], "environments": [
      {"id": "groupwise-synthetic", "rows": 20, "shuffleSeeds": [1]},
      {"id": "groupwise-synthetic", "rows": 20, "shuffleSeeds": [1], "label": "mean"}]}
      """
    let first = try run(scratch.write(text, to: "grouped.json"), to: "out")
    #expect(first.exitCode == 0)
    let report = try SimulateProcess(["report", scratch.path("out")])
    #expect(report.exitCode == 0)
    #expect(report.output == first.output)
  }

  @Test func reportMakesTheSameTablesAgain() throws {
    let first = try run(scenario, to: "out")
    let before = try scratch.results("out")
    try FileManager.default.removeItem(atPath: scratch.path("out/summary.csv"))
    let report = try SimulateProcess(["report", scratch.path("out")])
    #expect(report.exitCode == 0)
    #expect(report.output == first.output)
    #expect(try scratch.results("out") == before)
  }

  @Test func standardInputIsAScenarioToo() throws {
    let process = try SimulateProcess(
      ["run", "-", "--out", scratch.path("stdin")], input: RunCommandTests.text())
    #expect(process.exitCode == 0)
    try run(scenario, to: "file")
    #expect(try scratch.results("stdin") == scratch.results("file"))
  }

  /// One line for each pair, whatever the sweep, before the run and in the manifest; results are the same.
  @Test func guaranteesThatDoNotHoldAreTold() throws {
    let text = """
      {"name": "w", "horizon": 20, "replications": 2, "algorithms": [{"id": "ucb1"}, {"id": "uniform"},
        {"id": "thompson-beta", "range": [0, 2]}],
       "environment": {"id": "arms", "arms": [{"law": "exponential", "mean": 1}, {"law": "constant", "value": 0.5}]},
       "sweep": {"algorithms.ucb1.exploration": [1, 2]}}
      """
    let file = try scratch.write(text, to: "warned.json")
    let warnings = [
      #"arms, ucb1: how far the rewards of this environment scatter is not known: a scale of 0.5 is assumed, and the "#
        + #"guarantee may not hold; give "sigma""#,
      #"arms, thompson-beta: "range" does not hold all rewards of this environment: those outside count as its ends, "#
        + "and the guarantee does not hold",
    ]
    let process = try run(file, to: "warned")
    #expect(process.exitCode == 0)
    #expect(
      process.errors == warnings.map { "warning: \($0)\n" }.joined() + "Results: \(scratch.path("warned"))\n")
    let manifest = try String(contentsOfFile: scratch.path("warned/manifest.json"), encoding: .utf8)
    for warning in warnings { #expect(manifest.contains(warning.replacingOccurrences(of: "\"", with: "\\\""))) }
    for command in ["validate", "plan"] {
      #expect(try SimulateProcess([command, file]).errors == warnings.map { "warning: \($0)\n" }.joined())
    }
    let refused = try SimulateProcess(["validate", file, "--set", "algorithms.thompson-beta={id: thompson-beta}"])
    #expect(refused.exitCode == 65)
    #expect(refused.errors.contains(#"give "range": [lowest, highest] reward"#))
  }

  /// Points in the order of the scenario with their values; a block that points share is there once.
  @Test func aSweepOnTheCommandLine() throws {
    let sweep = ["--sweep", "horizon=200,50", "--sweep", "algorithms.ucb1.exploration=0.5,1.5"]
    let process = try SimulateProcess(["run", scenario, "--out", scratch.path("swept")] + sweep)
    #expect(process.exitCode == 0, "\(process.errors)")
    let points = try String(contentsOfFile: scratch.path("swept/points.csv"), encoding: .utf8)
    #expect(
      points == """
        scenario,point,horizon,algorithms.ucb1.exploration
        promises,horizon=200;algorithms.ucb1.exploration=0.5,200,0.5
        promises,horizon=200;algorithms.ucb1.exploration=1.5,200,1.5
        promises,horizon=50;algorithms.ucb1.exploration=0.5,50,0.5
        promises,horizon=50;algorithms.ucb1.exploration=1.5,50,1.5

        """)
    // For each horizon two of ucb1 and one of each other.
    #expect(scratch.keptBlocks(in: "swept").count == 8)
    let manifest = try String(contentsOfFile: scratch.path("swept/manifest.json"), encoding: .utf8)
    #expect(manifest.contains(#""points.csv""#))
    let single = try SimulateProcess([
      "run", scenario, "--out", scratch.path("single"), "--set", "horizon=50", "--set",
      "algorithms.ucb1.exploration=1.5",
    ])
    #expect(single.exitCode == 0 && !FileManager.default.fileExists(atPath: scratch.path("single/points.csv")))
    func rows(_ out: String, at point: String) throws -> [String] {
      try String(contentsOfFile: scratch.path("\(out)/regret.csv"), encoding: .utf8).split(separator: "\n")
        .filter { $0.hasPrefix("promises,\(point),") }.map { String($0.dropFirst("promises,\(point),".count)) }
    }
    let there = try rows("swept", at: "horizon=50;algorithms.ucb1.exploration=1.5")
    #expect(try !there.isEmpty && there == rows("single", at: ""))
    let wrong = try SimulateProcess(["run", scenario, "--sweep", "horizon"])
    #expect(wrong.exitCode == 64 && wrong.errors.contains("--sweep takes path=value,value"), "\(wrong.errors)")
  }

  #if os(Linux)
    @Test func aFullDeviceIsAnErrorAndNothingIsLost() throws {
      let full = FileHandle(forWritingAtPath: "/dev/full")!
      let process = try SimulateProcess.start(["run", scenario, "--out", scratch.path("full")], output: full)
      process.waitUntilExit()
      #expect(process.terminationStatus == 74)
      let errors = SimulateProcess.text(process.standardError)
      #expect(errors == "error: standard output: cannot write: No space left on device\n")
      #expect(try scratch.results("full").keys.contains("regret.csv"))
    }
  #endif

  @Test func aClosedPipeEndsWithItsOwnCode() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try SimulateProcess.start(["run", scenario, "--out", scratch.path("closed")], output: pipe)
    process.waitUntilExit()
    #expect(process.terminationStatus == 141)
  }

  private func rows(_ out: String, of algorithm: String) throws -> [Substring] {
    let text = try String(contentsOfFile: scratch.path("\(out)/regret.csv"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.contains(",bernoulli,\(algorithm),") }
  }

  /// Said by every command that reads the scenario, with a notion that there is instead of one that there is not.
  @Test func whatIsMissingIsSaidBeforehand() throws {
    let text = """
      {"name": "blocked", "seed": 1, "horizon": 2000, "replications": 2,
       "environment": {"id": "blocking", "means": [0.9, 0.8, 0.7, 0.6, 0.5], "delays": [9, 9, 9, 9, 9]},
       "algorithms": [{"id": "optimal-sequence"}]}
      """
    let file = try scratch.write(text, to: "blocked.json")
    let reason =
      "is missing: the exact dynamic program is too large (accepted: at most 10^8 for states times arms times horizon, "
      + "4 million for states times arms)\n"
    let warnings =
      "warning: blocking: policy-constant takes the place of the main notion policy, which \(reason)"
      + "warning: blocking: optimal-sequence plays the arm that is best pulled in every round, because the benchmark of "
      + "policy \(reason)"
    for command in ["validate", "plan"] {
      let process = try SimulateProcess([command, file])
      #expect(process.exitCode == 0 && process.errors == warnings)
    }
    let process = try run(file, to: "blocked")
    #expect(process.exitCode == 0 && process.errors.hasPrefix(warnings))
    #expect(process.output.contains("blocked: policy-constant regret"))
    let results = try scratch.results("blocked")
    let manifest = String(decoding: try #require(results["manifest.json"]), as: UTF8.self)
    #expect(manifest.contains("optimal-sequence plays the arm that is best"))
    // A scenario that asks for what is missing gets the reason instead of figures.
    let asked = try run(file, "--set", "notions=[\"policy\"]", to: "asked")
    #expect(asked.errors.hasPrefix("warning: blocking: optimal-sequence plays"))
    #expect(asked.output.contains("policy is missing: the exact dynamic program"))
    // So does one that asks an environment for what it knows nothing of.
    let plain = try run(scenario, "--set", "notions=[\"policy\"]", to: "plain")
    #expect(plain.output.contains("policy is missing: what it compares with does not exist there"))
    // What was chosen is in the folder's scenario, which gives the same bytes.
    try run(scratch.path("blocked/scenario.json"), to: "again")
    #expect(try scratch.results("again")["regret.csv"] == results["regret.csv"])
  }
}
