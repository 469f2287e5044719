import BanditCards
import BanditGames
import Foundation
import Testing

@testable import BanditExperiments

struct ResultFolderTests {
  private let temporary: TemporaryFolder
  private var path: String { temporary("out") }

  init() throws { temporary = try TemporaryFolder() }

  private func blockPath(_ block: BlockID, of plan: Plan) -> String {
    "\(path)/blocks/\(BlockFile.name(of: block, in: plan.cells[block.cell]))"
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
    #expect(throws: FolderRefusal.differentScenario(path: path)) {
      try ResultFolder.open(path, for: TinyPlan.plan(seed: 2))
    }
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

  @Test func aFileInPlaceOfTheFolderIsAnError() throws {
    try temporary.put("", as: "out")
    #expect(throws: FileError.self) { try ResultFolder.open(path, for: TinyPlan.plan()) }
  }

  @Test func aProcessThatDiedWhileOpeningIsNoObstacle() throws {
    try FileManager.default.createDirectory(atPath: "\(path)/blocks", withIntermediateDirectories: true)
    try temporary.put("", as: "out/blocks/.scenario.sha256.0.tmp")
    _ = try ResultFolder.open(path, for: TinyPlan.plan())
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["scenario.sha256"])
  }

  @Test func overwritingRemovesOnlyFilesOfOurs() throws {
    let plan = TinyPlan.plan()
    let folder = try TinyPlan.fill(path, plan: plan)
    _ = try ResultTables.write(folder, timings: [], toolVersion: "1")
    for name in ["notes.txt", "other.csv", "blocks/notes.txt"] { try temporary.put("mine", as: "out/\(name)") }
    let new = try ResultFolder.open(path, for: TinyPlan.plan(seed: 2), overwrite: true)
    #expect(try FileSystem.names(in: path) == ["blocks", "notes.txt", "other.csv", "scenario.json"])
    #expect(try FileSystem.names(in: "\(path)/blocks") == ["notes.txt", "scenario.sha256"])
    #expect(try new.finishedBlocks() == [])
    #expect(try ResultFolder.open(path, for: TinyPlan.plan(seed: 2)).finishedBlocks() == [])
  }

  @Test func overwritingDoesTheSameScenarioAgain() throws {
    let plan = TinyPlan.plan()
    _ = try TinyPlan.fill(path, plan: plan)
    #expect(try ResultFolder.open(path, for: plan, overwrite: true).finishedBlocks() == [])
  }

  @Test func tornAndEditedBlocksAreAbsent() throws {
    let plan = TinyPlan.plan()
    let folder = try TinyPlan.fill(path, plan: plan)
    let torn = plan.blocks[0]
    let edited = plan.blocks[1]
    truncate(blockPath(torn, of: plan), 100)
    var bytes = try #require(try FileSystem.contents(of: blockPath(edited, of: plan)))
    bytes[130] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: blockPath(edited, of: plan)))
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
    let refusal = FolderRefusal.otherNumerics(path: path, block: name)
    #expect(throws: refusal) { try folder.read(block) }
    #expect(throws: refusal) { try folder.finishedBlocks() }
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
    #expect(try FileSystem.names(in: "\(path)/blocks").count == plan.blocks.count + 1)
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
    #expect(try FileSystem.names(in: "\(path)/blocks").count == plan.blocks.count + 1)
  }
}
