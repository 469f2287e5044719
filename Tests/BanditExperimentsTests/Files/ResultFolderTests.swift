import BanditCards
import BanditGames
import Foundation
import Synchronization
import Testing

@testable import BanditExperiments

struct ResultFolderTests {
  private let temporary: TemporaryFolder
  private var path: String { temporary("out") }

  init() throws { temporary = try TemporaryFolder() }

  /// Where an earlier version kept a block.
  private func earlierPath(_ block: BlockID, of plan: Plan) -> String {
    "\(path)/blocks/\(BlockFile.name(of: block, in: plan.cells[block.cell]))"
  }

  private let platformNote = "platform-\(NumericFingerprint.current)"

  /// Keeps a block as earlier versions did.
  private func writeAsEarlier(_ block: BlockID, of plan: Plan) throws {
    let bytes = BlockFile.encode(
      TinyPlan.trace(of: block, in: plan), of: plan.cells[block.cell], numerics: NumericFingerprint.current)
    try Data(bytes).write(to: URL(fileURLWithPath: earlierPath(block, of: plan)))
  }

  @Test func aMissingFolderIsCreatedWithItsParents() throws {
    _ = try ResultFolder.open(temporary("a/b/out"), for: TinyPlan.plan())
    #expect(try FileSystem.names(in: temporary("a/b/out")) == ["blocks", "scenario.json"])
  }

  @Test func theResolvedScenarioIsWritten() throws {
    _ = try ResultFolder.open(path, for: TinyPlan.plan(algorithms: ["a"]))
    #expect(
      temporary.text("out/scenario.json") == """
        {
          "name": "tiny",
          "seed": 1,
          "horizon": 1048576,
          "algorithms": [
            {
              "id": "a"
            }
          ],
          "replications": 3,
          "generator": "philox4x64-10",
          "coupling": "pulls"
        }

        """)
  }

  @Test func dataFilesAreCopied() throws {
    let file = DataFile(temporary("data.csv"), name: "../data.csv")
    let tiny = TinyPlan.plan()
    func plan(_ file: DataFile) -> Plan {
      Plan(
        name: tiny.name, replications: tiny.replications, confidence: tiny.confidence, cells: tiny.cells,
        resolvedScenario: tiny.resolvedScenario, dataFiles: [file])
    }
    #expect(throws: FileError.self) { try ResultFolder.open(path, for: plan(file)) }
    try Data("a,b".utf8).write(to: URL(fileURLWithPath: file.path))
    _ = try ResultFolder.open(path, for: plan(file))
    let copy = ResultFolder.copy(ofData: "../data.csv", in: path)
    #expect(try FileSystem.contents(of: copy) == Array("a,b".utf8))
    // Other data are another scenario.
    try Data("a,c".utf8).write(to: URL(fileURLWithPath: file.path))
    let other = plan(DataFile(file.path, name: file.name))
    // The first eight digits that `printf a,b | sha256sum` and `printf a,c | sha256sum` print.
    let sums = #"data file "../data.csv": SHA-256 1eb7c54d... there, c4b3419d... here"#
    #expect(throws: FolderRefusal.differentScenario(path: path, differences: [sums])) {
      try ResultFolder.open(path, for: other)
    }
    // A folder whose data are its own copies stays as it is.
    _ = try ResultFolder.open(path, for: plan(DataFile(copy, name: file.name)))
    #expect(try FileSystem.contents(of: copy) == Array("a,b".utf8))
    _ = try ResultFolder.open(path, for: TinyPlan.plan(seed: 2), overwrite: true)
    #expect(try FileSystem.contents(of: copy) == nil)
  }

  @Test func finishedBlocksSurviveReopening() throws {
    let plan = TinyPlan.plan()
    let folder = try ResultFolder.open(path, for: plan)
    #expect(try folder.finishedBlocks() == [])
    try folder.write(TinyPlan.trace(of: plan.blocks[3], in: plan), as: plan.blocks[3])
    let again = try ResultFolder.open(path, for: plan)
    #expect(try again.finishedBlocks() == [plan.blocks[3]])
    #expect(try again.read(plan.blocks[3])?.failures == TinyPlan.trace(of: plan.blocks[3], in: plan).failures)
    #expect(try again.read(plan.blocks[0]) == nil)
  }

  @Test func otherAlgorithmsAndReplicationsContinueAFolder() throws {
    _ = try TinyPlan.fill(path, plan: TinyPlan.plan(algorithms: ["a", "b"], replications: 4))
    let larger = TinyPlan.plan(algorithms: ["a", "c"], replications: 5)
    let found = try ResultFolder.open(path, for: larger).finishedBlocks()
    // The two full blocks of `a`; its third block and all of `c` are new.
    #expect(found == Set(larger.blocks.filter { $0.cell == 0 && $0.number < 2 }))
    #expect(temporary.text("out/scenario.json").contains("\"replications\": 5"))
  }

  @Test func anotherScenarioIsRefusedAndNothingTouched() throws {
    let plan = TinyPlan.plan()
    let folder = try TinyPlan.fill(path, plan: plan)
    let refusal = FolderRefusal.differentScenario(path: path, differences: ["seed: 1 there, 2 here"])
    #expect(throws: refusal) { try ResultFolder.open(path, for: TinyPlan.plan(seed: 2)) }
    #expect(
      refusal.description == """
        \(path) holds the results of a different scenario (seed: 1 there, 2 here); choose another folder with --out, \
        or replace them with --overwrite
        """)
    #expect(temporary.text("out/scenario.json").contains("\"seed\": 1"))
    #expect(try folder.finishedBlocks().count == plan.blocks.count)
  }

  @Test func aFolderOfOthersIsRefusedAndNothingTouched() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try temporary.put("mine", as: "out/notes.txt")
    #expect(throws: FolderRefusal.foreignFiles(path: path, example: "notes.txt")) {
      try ResultFolder.open(path, for: TinyPlan.plan())
    }
    #expect(try FileSystem.names(in: path) == ["notes.txt"])
  }

  /// Not even a lock is put where others have a folder of the same name.
  @Test func aFolderOfBlocksOfOthersIsRefusedAndNothingTouched() throws {
    try FileManager.default.createDirectory(atPath: "\(path)/blocks", withIntermediateDirectories: true)
    try temporary.put("mine", as: "out/blocks/notes.txt")
    #expect(throws: FolderRefusal.foreignFiles(path: path, example: "notes.txt")) {
      try ResultFolder.open(path, for: TinyPlan.plan())
    }
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["notes.txt"])
  }

  /// Another process opens the folder between the first look and the lock.
  @Test(arguments: [1, 2]) func whoComesFirstIsSeenUnderTheLock(seed: Int) throws {
    let (path, other) = (path, TinyPlan.plan(seed: seed))
    let isFirst = Mutex(true)
    try FileSystem.$beforeChange.withValue({ operation, _ in
      let isNow = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      if isNow { _ = try? ResultFolder.open(path, for: other) }
    }) {
      let refusal = FolderRefusal.differentScenario(path: path, differences: ["seed: 2 there, 1 here"])
      if seed == 1 {
        _ = try ResultFolder.open(path, for: TinyPlan.plan())
      } else {
        #expect(throws: refusal) { try ResultFolder.open(path, for: TinyPlan.plan()) }
      }
    }
    #expect(temporary.text("out/scenario.json").contains("\"seed\": \(seed)"))
  }

  @Test func anotherDescriptionIsTheSameScenario() throws {
    let plan = TinyPlan.plan()
    let described = Plan(
      name: plan.name, replications: plan.replications, confidence: plan.confidence, cells: plan.cells,
      resolvedScenario: Settings([.init("description", .text("of what"))] + plan.resolvedScenario.entries))
    _ = try TinyPlan.fill(path, plan: plan)
    #expect(try ResultFolder.open(path, for: described).finishedBlocks() == Set(plan.blocks))
    #expect(temporary.text("out/scenario.json").contains("of what"))
    let folder = ResultFolder(path: path, plan: plan)
    #expect(throws: Never.self) { try folder.refuseUnlessShare(ofScenarioIn: "another") }
  }

  @Test func sharesAreOfTheVerySameScenario() throws {
    let plan = TinyPlan.plan(algorithms: ["a", "b"])
    _ = try ResultFolder.open(path, for: plan)
    func refusal(_ other: Plan) -> FolderRefusal? {
      #expect(throws: FolderRefusal.self) {
        try ResultFolder(path: path, plan: other).refuseUnlessShare(ofScenarioIn: "first")
      }
    }
    func different(_ differences: String...) -> FolderRefusal {
      .differentShare(path: path, first: "first", differences: differences)
    }
    #expect(refusal(TinyPlan.plan(seed: 2, algorithms: ["a", "b"])) == different("seed: 1 there, 2 here"))
    #expect(refusal(TinyPlan.plan(algorithms: ["a"])) == different("algorithms.b.id: \"b\" there, not here"))
    #expect(
      refusal(TinyPlan.plan(algorithms: ["a", "b"], replications: 4)) == different("replications: 3 there, 4 here"))
    try FileManager.default.removeItem(atPath: path)
    #expect(refusal(plan) == .noResults(path: path))
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(refusal(plan) == .noResults(path: path))
  }

  /// Opening a pipe would wait for ever.
  @Test func pipesInPlaceOfFilesAreAbsent() throws {
    let plan = TinyPlan.plan()
    _ = try ResultFolder.open(path, for: plan)
    for block in plan.blocks.dropFirst() { try writeAsEarlier(block, of: plan) }
    let block = earlierPath(plan.blocks[0], of: plan)
    for name in [block, "\(path)/blocks/seconds.txt", "\(path)/blocks/segment-0", "\(path)/.regret.csv.0.tmp"] {
      #expect(mkfifo(name, 0o666) == 0)
    }
    let folder = try ResultFolder.open(path, for: plan)
    #expect(try folder.finishedBlocks() == Set(plan.blocks.dropFirst()))
    #expect(try folder.times() == [:])
    let time = BlockTime(seconds: 2, processorSeconds: 1)
    try folder.write(TinyPlan.trace(of: plan.blocks[0], in: plan), as: plan.blocks[0], time: time)
    #expect(try folder.read(plan.blocks[0]) != nil)
    #expect(try folder.times() == [plan.blocks[0]: time])
    unlink("\(path)/blocks/scenario.sha256")
    #expect(mkfifo("\(path)/blocks/scenario.sha256", 0o666) == 0)
    #expect(throws: FolderRefusal.self) { try ResultFolder.open(path, for: plan) }
  }

  @Test func aFileInPlaceOfTheFolderIsAnError() throws {
    try temporary.put("", as: "out")
    #expect(throws: FileError.self) { try ResultFolder.open(path, for: TinyPlan.plan()) }
  }

  @Test func aProcessThatDiedWhileOpeningIsNoObstacle() throws {
    try FileManager.default.createDirectory(atPath: "\(path)/blocks", withIntermediateDirectories: true)
    try temporary.put("", as: "out/blocks/.scenario.sha256.0.tmp")
    _ = try ResultFolder.open(path, for: TinyPlan.plan())
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["lock", "scenario.sha256"])
  }

  @Test func overwritingRemovesOnlyFilesOfOurs() throws {
    let plan = TinyPlan.plan()
    let folder = try TinyPlan.fill(path, plan: plan)
    _ = try ResultTables.write(folder, toolVersion: "1")
    for name in ["notes.txt", "other.csv", "blocks/notes.txt"] { try temporary.put("mine", as: "out/\(name)") }
    let new = try ResultFolder.open(path, for: TinyPlan.plan(seed: 2), overwrite: true)
    #expect(try FileSystem.names(in: path) == ["blocks", "notes.txt", "other.csv", "scenario.json"])
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["lock", "notes.txt", "scenario.sha256"])
    #expect(try new.finishedBlocks() == [])
    #expect(try ResultFolder.open(path, for: TinyPlan.plan(seed: 2)).finishedBlocks() == [])
  }

  @Test func overwritingDoesTheSameScenarioAgain() throws {
    let plan = TinyPlan.plan()
    _ = try TinyPlan.fill(path, plan: plan)
    #expect(try ResultFolder.open(path, for: plan, overwrite: true).finishedBlocks() == [])
  }

  /// Blocks of earlier versions, with their times, are as good as those of this one.
  @Test func aFolderOfAnEarlierVersionIsContinued() throws {
    let plan = TinyPlan.plan()
    _ = try ResultFolder.open(path, for: plan)
    for block in plan.blocks.dropLast() { try writeAsEarlier(block, of: plan) }
    let name = BlockFile.name(of: plan.blocks[1], in: plan.cells[plan.blocks[1].cell])
    try temporary.put("\(name) 0.75\n", as: "out/blocks/seconds.txt")
    let folder = try ResultFolder.open(path, for: plan)
    #expect(try folder.finishedBlocks() == Set(plan.blocks.dropLast()))
    #expect(try folder.times() == [plan.blocks[1]: BlockTime(seconds: 0.75, processorSeconds: nil)])
    let last = plan.blocks[plan.blocks.count - 1]
    try folder.write(TinyPlan.trace(of: last, in: plan), as: last)
    #expect(try folder.finishedBlocks() == Set(plan.blocks))
  }

  @Test func tornAndEditedBlocksAreAbsent() throws {
    let plan = TinyPlan.plan()
    let folder = try ResultFolder.open(path, for: plan)
    for block in plan.blocks { try writeAsEarlier(block, of: plan) }
    let torn = plan.blocks[0]
    let edited = plan.blocks[1]
    truncate(earlierPath(torn, of: plan), 100)
    var bytes = try #require(try FileSystem.contents(of: earlierPath(edited, of: plan)))
    bytes[130] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: earlierPath(edited, of: plan)))
    #expect(try folder.finishedBlocks() == Set(plan.blocks.dropFirst(2)))
    try folder.write(TinyPlan.trace(of: torn, in: plan), as: torn)
    #expect(try folder.read(torn) != nil)
  }

  @Test func blocksOfAnotherMachineAreAnError() throws {
    let plan = TinyPlan.plan()
    let folder = try ResultFolder.open(path, for: plan)
    let other = ResultFolder(path: path, plan: plan, numerics: Checksum(of: "another machine"))
    let block = plan.blocks[2]
    try other.write(TinyPlan.trace(of: block, in: plan), as: block)
    let name = BlockFile.name(of: block, in: plan.cells[block.cell])
    func refusal(_ there: String?) -> FolderRefusal {
      .otherNumerics(path: path, block: name, there: there, here: Machine.platform)
    }
    // What the other machine is, its own note says.
    #expect(throws: refusal(Machine.platform)) { try folder.finishedBlocks() }
    #expect(throws: refusal(Machine.platform)) { try folder.read(block) }
    let note = "blocks/platform-\(Checksum(of: "another machine"))"
    try temporary.put("arm64, Cortex, glibc 2.31, GSL 2.6\n", as: "out/\(note)")
    #expect(throws: refusal("arm64, Cortex, glibc 2.31, GSL 2.6")) { try folder.read(block) }
    #expect(refusal("arm64").description.contains("(arm64 there, \(Machine.platform) here)"))
    unlink("\(path)/\(note)")
    #expect(throws: refusal(nil)) { try folder.read(block) }
    #expect(refusal(nil).description.contains("(not known which, \(Machine.platform) here)"))
  }

  @Test func sharesAreNoted() throws {
    let folder = try ResultFolder.open(path, for: TinyPlan.plan())
    #expect(try folder.shares() == [])
    for text in ["3/20", "0/20", "3/20"] { try folder.note(#require(Shard(text))) }
    for name in ["share-x-of-2", "share-2-of-2", "share-1"] { try temporary.put("", as: "out/blocks/\(name)") }
    #expect(try folder.shares() == [Shard("0/20"), Shard("3/20")])
    _ = try ResultFolder.open(path, for: TinyPlan.plan(), overwrite: true)
    #expect(try folder.shares() == [])
  }

  @Test func staleTemporaryFilesAreRemoved() throws {
    let plan = TinyPlan.plan()
    _ = try TinyPlan.fill(path, plan: plan)
    let name = BlockFile.name(of: plan.blocks[0], in: plan.cells[0])
    for name in [".regret.csv.0.tmp", "blocks/.\(name).3.tmp", ".notes.0.tmp"] {
      try temporary.put("half", as: "out/\(name)")
    }
    _ = try ResultFolder.open(path, for: plan)
    #expect(try FileSystem.names(in: path) == [".notes.0.tmp", "blocks", "scenario.json"])
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["lock", platformNote, "scenario.sha256", "segment-0"])
  }

  @Test func manyTasksShareAFolder() async throws {
    let plan = TinyPlan.plan(replications: 60)
    let folder = try ResultFolder.open(path, for: plan)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for block in plan.blocks {
        for _ in 0..<2 {
          group.addTask { try folder.write(TinyPlan.trace(of: block, in: plan), as: block) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.finishedBlocks() == Set(plan.blocks))
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["lock", platformNote, "scenario.sha256", "segment-0"])
  }
}
