import Foundation
import Testing

/// Several processes, killed processes and damaged files in one folder: the bytes are those of one undisturbed run.
struct SharedFolderTests {
  private let scratch: ScratchFolder
  private let scenario: String

  private static func text(_ algorithms: String) -> String {
    """
    {"name": "shared", "seed": 12, "horizon": 200, "replications": 40, "extras": ["best_arm_share"],
     "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]}, "algorithms": \(algorithms)}
    """
  }

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(Self.text(#"["ucb1", "uniform"]"#.ids), to: "scenario.json")
  }

  private func arguments(_ more: String..., to out: String) -> [String] {
    ["run", scenario, "--block-size", "8", "--quiet", "--out", scratch.path(out)] + more
  }

  private func lies(in out: String) throws -> [String] {
    guard let manifest = FileManager.default.contents(atPath: scratch.path("\(out)/manifest.json")) else { return [] }
    let files = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])["files"]
    return try #require(files as? [String: [String: Any]]).filter { name, file in
      let text = (try? String(contentsOfFile: scratch.path("\(out)/\(name)"), encoding: .utf8)) ?? ""
      return file["rows"] as? Int != text.split(separator: "\n").count - 1
    }.map(\.key)
  }

  @Test func processesOpenAFreshFolderTogether() throws {
    #expect(try SimulateProcess(arguments(to: "whole")).exitCode == 0)
    let whole = try scratch.results("whole")
    for round in 0..<6 {
      let processes = try (0..<4).map { _ in try SimulateProcess.start(arguments(to: "fresh-\(round)")) }
      for process in processes.map({ SimulateProcess($0) }) { #expect(process.exitCode == 0, "\(process.errors)") }
      #expect(try scratch.results("fresh-\(round)") == whole)
    }
  }

  @Test func ofTwoScenariosOneIsRefused() throws {
    for seed in ["12", "13"] { #expect(try SimulateProcess(arguments("--seed", seed, to: seed)).exitCode == 0) }
    for round in 0..<6 {
      let processes = try ["12", "13"].map {
        try SimulateProcess.start(arguments("--seed", $0, to: "fresh-\(round)"))
      }.map { SimulateProcess($0) }
      #expect(processes.map(\.exitCode).sorted() == [0, 73])
      let winner = processes[0].exitCode == 0 ? "12" : "13"
      #expect(try scratch.results("fresh-\(round)") == scratch.results(winner))
    }
  }

  /// Tables of two algorithms are replaced by tables of three, by processes that are killed at any moment.
  @Test func killedProcessesLeaveNoManifestOfOthers() throws {
    let two = arguments(to: "killed")
    let three = two.map { $0 == scenario ? scratch.path("three.json") : $0 }
    _ = try scratch.write(Self.text(#"["ucb1", "uniform", "moss"]"#.ids), to: "three.json")
    let clean = three.map { $0 == scratch.path("killed") ? scratch.path("clean") : $0 }
    let start = ContinuousClock.now
    #expect(try SimulateProcess(clean).exitCode == 0)
    let duration = (ContinuousClock.now - start) / .seconds(1)
    #expect(try SimulateProcess(two).exitCode == 0)
    for kill in 0..<16 {
      // Back and forth, so that there is always something to be done.
      let process = try SimulateProcess.start(kill % 2 == 0 ? three : two)
      usleep(UInt32(1e6 * duration * Double(kill + 1) / 16))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try lies(in: "killed") == [])
    }
    #expect(try SimulateProcess(three).exitCode == 0)
    #expect(try scratch.results("killed") == scratch.results("clean"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("killed"))
    #expect(names.filter { $0.hasSuffix(".tmp") } == [])
  }

  /// Shares and their union, killed a hundred times at all moments: the bytes of one process, and no finished block is
  /// done again.
  @Test func sharesAndMergesSurviveAHundredKills() throws {
    let size = ["--set", "horizon=1000", "--block-size", "2"]
    #expect(try SimulateProcess(arguments(to: "whole") + size).exitCode == 0)
    let shares = (0..<3).map { "share-\($0)" }
    let halves = shares.enumerated().map { arguments("--shard", "\($0)/3", to: $1) + size }
    var merge = ["merge"] + shares.map(scratch.path) + ["--out", scratch.path("joined"), "--block-size", "2"]
    merge += ["--quiet"]
    var kept = shares.map { _ in 0 }
    for kill in 0..<100 {
      let share = kill % 3
      if kill == 80 {
        for share in halves { #expect(try SimulateProcess(share).exitCode == 0) }
      }
      let process = try SimulateProcess.start(kill < 80 ? halves[share] : merge)
      // From before the first file to after a few blocks.
      usleep(UInt32(20_000 + 2_000 * (kill * 37 % 100)))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try lies(in: "joined") == [])
      let now = scratch.keptBlocks(in: shares[share]).count
      #expect(now >= kept[share], "a block that was kept is lost")
      kept[share] = now
    }
    #expect(try SimulateProcess(merge).exitCode == 0)
    #expect(try scratch.results("joined") == scratch.results("whole"))
    for folder in shares + ["joined"] {
      let blocks = scratch.keptBlocks(in: folder)
      #expect(Set(blocks).count == blocks.count && !blocks.isEmpty, "\(folder): a block was done twice")
    }
    #expect(Set(shares.flatMap(scratch.keptBlocks)) == Set(scratch.keptBlocks(in: "whole")))
  }

  @Test func damagedFilesAreMadeAgain() throws {
    #expect(try SimulateProcess(arguments(to: "out")).exitCode == 0)
    let results = try scratch.results("out")
    let blocks = scratch.url.appendingPathComponent("out/blocks")
    let damages: [(String, (URL) throws -> Void)] = [
      ("emptied", { try Data().write(to: $0) }),
      ("cut", { try Data(contentsOf: $0).dropLast(40).write(to: $0) }),
      ("longer", { try (Data(contentsOf: $0) + [0]).write(to: $0) }),
      (
        "edited",
        {
          var bytes = try Data(contentsOf: $0)
          bytes[bytes.count / 2] ^= 4
          try bytes.write(to: $0)
        }
      ),
      ("removed", { try FileManager.default.removeItem(at: $0) }),
      (
        "a pipe",
        {
          try FileManager.default.removeItem(at: $0)
          mkfifo($0.path, 0o666)
        }
      ),
    ]
    for (name, damage) in damages {
      let names = try FileManager.default.contentsOfDirectory(atPath: blocks.path).filter { $0.hasPrefix("segment-") }
      #expect(!names.isEmpty)
      for segment in names { try damage(blocks.appendingPathComponent(segment)) }
      for table in ["regret.csv", "manifest.json", "scenario.json"] {
        try damage(scratch.url.appendingPathComponent("out/\(table)"))
      }
      #expect(try SimulateProcess(arguments(to: "out")).exitCode == 0, "\(name)")
      #expect(try scratch.results("out") == results, "\(name)")
    }
  }
}

extension String {
  /// A list of ids as entries.
  fileprivate var ids: String {
    split(separator: "\"").enumerated().map { $0.offset % 2 == 1 ? #"{"id": "\#($0.element)"}"# : String($0.element) }
      .joined()
  }
}
