import Foundation
import Synchronization
import Testing

@testable import BanditExperiments

/// Whenever a process dies or a device fails: a manifest describes what it stands beside.
struct ManifestTruthTests {
  private let temporary: TemporaryFolder
  private var path: String { temporary("out") }

  init() throws { temporary = try TemporaryFolder() }

  /// What a manifest says wrongly of the files beside it; nothing if there is none.
  private static func lies(in folder: String) -> [String] {
    guard let manifest = FileManager.default.contents(atPath: "\(folder)/manifest.json") else { return [] }
    guard let content = try? JSONSerialization.jsonObject(with: manifest) as? [String: Any],
      let files = content["files"] as? [String: [String: Any]], files.count == 6
    else { return ["manifest.json"] }
    func checksum(_ name: String) -> String {
      Checksum(of: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()).description
    }
    let scenario = content["scenarioSHA256"] as? String == checksum("scenario.json") ? [] : ["scenario.json"]
    return scenario + files.filter { $1["sha256"] as? String != checksum($0) }.map(\.key)
  }

  private func run(_ plan: Plan, overwrite: Bool = false) throws {
    let folder = try ResultFolder.open(path, for: plan, overwrite: overwrite)
    let present = try folder.finishedBlocks()
    for block in plan.blocks where !present.contains(block) {
      try folder.write(TinyPlan.trace(of: block, in: plan), as: block, time: BlockTime(seconds: 1, processorSeconds: 1))
    }
    _ = try ResultTables.write(folder, toolVersion: "1")
  }

  /// The files that must not depend on what happened: the time of a block is lost where its writing failed.
  private func results() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileSystem.names(in: path) where !["blocks", "timing.csv"].contains(name) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }
    return files
  }

  private static let changes: [(name: String, plan: Plan, overwrite: Bool)] = [
    ("an algorithm more", TinyPlan.plan(algorithms: ["a", "b", "c"]), false),
    ("an algorithm less", TinyPlan.plan(algorithms: ["a"]), false),
    ("replications more", TinyPlan.plan(algorithms: ["a", "b"], replications: 5), false),
    ("another scenario", TinyPlan.plan(seed: 2, algorithms: ["a", "c"]), true),
    ("the same again", TinyPlan.plan(algorithms: ["a", "b"]), false),
  ]

  /// What a kill would leave, looked at before each change of the file system.
  @Test(arguments: changes.indices) func aKilledProcessLeavesNoManifestOfOthers(change: Int) throws {
    let change = Self.changes[change]
    try run(TinyPlan.plan(algorithms: ["a", "b"]))
    #expect(FileSystem.exists("\(path)/manifest.json"))
    let path = path
    let renames = Atomic<Int>(0)
    let isWithout = Atomic<Bool>(false)
    try FileSystem.$beforeChange.withValue({ operation, file in
      #expect(Self.lies(in: path) == [], "before \(operation) \(file)")
      if operation == .rename { renames.wrappingAdd(1, ordering: .relaxed) }
      if !FileSystem.exists("\(path)/manifest.json") { isWithout.store(true, ordering: .relaxed) }
    }) { try run(change.plan, overwrite: change.overwrite) }
    let count = renames.load(ordering: .relaxed)
    #expect(count >= 8, "six tables, the times and the manifest")
    let wasWithout = isWithout.load(ordering: .relaxed)
    #expect(wasWithout)
    #expect(Self.lies(in: path) == [] && FileSystem.exists("\(path)/manifest.json"))
  }

  /// Lets one change fail, counted from 0.
  private static func failure(at place: Int) -> @Sendable (FileError.Operation, String) throws(FileError) -> Void {
    let count = Mutex(0)
    let next: @Sendable () -> Int = {
      count.withLock { count in
        count += 1
        return count - 1
      }
    }
    return { operation, file throws(FileError) in
      if next() == place { throw FileError(operation, file, code: ENOSPC) }
    }
  }

  /// Every change fails once. Nothing is left that lies, and the next run gives the same bytes.
  @Test(arguments: [0, 3]) func aFailingDeviceLeavesNothingWrong(change: Int) throws {
    let change = Self.changes[change]
    try run(change.plan)
    let expected = try results()
    try FileManager.default.removeItem(atPath: path)
    try run(TinyPlan.plan(algorithms: ["a", "b"]))
    let before = temporary("before")
    try FileManager.default.moveItem(atPath: path, toPath: before)
    var failing = 0
    while true {
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: before, toPath: path)
      do {
        try FileSystem.$beforeChange.withValue(Self.failure(at: failing)) {
          try run(change.plan, overwrite: change.overwrite)
        }
        break
      } catch let error as FileError {
        #expect(error.code == ENOSPC)
      }
      #expect(Self.lies(in: path) == [], "after failure \(failing)")
      let left = try FileSystem.names(in: path) + FileSystem.names(in: "\(path)/blocks")
      #expect(left.filter { $0.hasSuffix(".tmp") } == [], "after failure \(failing)")
      try run(change.plan, overwrite: change.overwrite)
      #expect(try results() == expected, "after failure \(failing)")
      failing += 1
    }
    #expect(failing > 20)
  }

  /// Tables of trials, which have no manifest, in the place of those that had one.
  @Test func trialsTakeTheManifestAway() throws {
    try run(TinyPlan.plan(algorithms: ["a", "b"]))
    let path = path
    let results = TinyPlan.plan(algorithms: ["a", "c"]).run()
    try FileSystem.$beforeChange.withValue({ operation, file in
      #expect(Self.lies(in: path) == [], "before \(operation) \(file)")
    }) { try results.write(to: path) }
    #expect(!FileSystem.exists("\(path)/manifest.json"))
  }

  /// Another process has begun anew in the folder while this one was simulating.
  @Test func aFolderThatWasTakenOverIsRefused() throws {
    let plan = TinyPlan.plan(algorithms: ["a", "b"])
    let folder = try TinyPlan.fill(path, plan: plan)
    let other = TinyPlan.plan(seed: 2, algorithms: ["a"])
    _ = try ResultFolder.open(path, for: other, overwrite: true)
    for block in plan.blocks { try folder.write(TinyPlan.trace(of: block, in: plan), as: block) }
    #expect(throws: FolderRefusal.differentScenario(path: path, differences: ["seed: 2 there, 1 here"])) {
      try ResultTables.write(folder, toolVersion: "1")
    }
    #expect(try FileSystem.names(in: path) == ["blocks", "scenario.json"])
  }

  /// Two processes that differ in algorithms share a folder: the last one to finish leaves everything of its own.
  @Test func theScenarioBesideTheTablesIsTheirs() throws {
    let (first, second) = (TinyPlan.plan(algorithms: ["a", "b"]), TinyPlan.plan(algorithms: ["a", "c"]))
    let folder = try TinyPlan.fill(path, plan: first)
    _ = try ResultTables.write(try TinyPlan.fill(path, plan: second), toolVersion: "1")
    _ = try ResultTables.write(folder, toolVersion: "1")
    #expect(Self.lies(in: path) == [])
    #expect(temporary.text("out/scenario.json").contains("\"id\": \"b\""))
  }
}
