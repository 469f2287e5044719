import BanditGames
import Testing

@testable import BanditExperiments

struct CellTests {
  private func cell(horizon: Int, lanes: Int = 1) -> Cell {
    Cell(
      key: CellKey(point: "", environment: "e", algorithm: "a"), horizon: horizon,
      layout: TraceLayout(checkpoints: [1], tracks: [], metrics: []), identity: "",
      simulate: Simulation(laneCount: lanes) { _, _ in nil })
  }

  /// A thread takes as many replications as are played together, or a multiple of them.
  @Test(arguments: [(100, 1, 1310), (100, 32, 1312), (10_000, 1, 13), (10_000, 32, 32), (1_000_000, 8, 8)])
  func noLaneStaysEmpty(horizon: Int, lanes: Int, size: Int) {
    #expect(cell(horizon: horizon, lanes: lanes).chunkSize == size)
  }

  /// The largest power of two at most 2^21 / horizon, within 1...1024.
  @Test(arguments: [
    (1, 1024), (2048, 1024), (2049, 512), (10_000, 128), (1_000_000, 2), (1 << 20, 2), (1 << 21, 1),
    (1 << 21 + 1, 1), (Int.max, 1),
  ])
  func blockSizeFollowsTheHorizon(horizon: Int, size: Int) {
    #expect(cell(horizon: horizon).blockSize == size)
  }

  @Test func blocksCoverTheReplications() {
    #expect(cell(horizon: 10_000).blocks(replications: 300) == [0..<128, 128..<256, 256..<300])
    #expect(cell(horizon: 10_000).blocks(replications: 128) == [0..<128])
  }

  /// Blocks of another size are never taken for those of the rule; a block that is the same has the same name.
  @Test func blocksOfAnotherSizeHaveOtherNames() {
    let (cell, small) = (cell(horizon: 10_000), cell(horizon: 10_000).inBlocks(of: 16))
    #expect(small.blocks(replications: 40) == [0..<16, 16..<32, 32..<40])
    #expect(small.identity == cell.identity && small.inBlocks(of: 128).blockSize == cell.blockSize)
    func name(_ cell: Cell, _ replications: Int) -> String {
      BlockFile.name(
        of: BlockID(cell: 0, number: 0, replications: cell.blocks(replications: replications)[0]), in: cell)
    }
    #expect(name(small, 300) != name(cell, 300))
    #expect(name(small, 16) == name(cell, 16))
  }

  /// A cell of a plan has it from the plan; the rest of the plan is as it was.
  @Test func aPlanInSmallBlocks() {
    let plan = TinyPlan.plan(replications: 3)
    let small = plan.inBlocks(of: 1)
    #expect(plan.blocks.count == 6 && small.blocks.count == 9)
    #expect(small.resolvedScenario == plan.resolvedScenario && small.cells.map(\.key) == plan.cells.map(\.key))
    let (one, other) = (plan.run(), small.run())
    for algorithm in ["a", "b"] {
      #expect(
        one[algorithm].entries(.pseudo).map { $0?.regret } == other[algorithm].entries(.pseudo).map { $0?.regret })
    }
  }

  @Test func keysAreOrderedByBytes() {
    let keys = ["b", "a", "B", "é", "z", "10", "9"].map { CellKey(point: "", environment: $0, algorithm: "a") }
    #expect(keys.sorted().map(\.environment) == ["10", "9", "B", "a", "b", "z", "é"])
    #expect(
      CellKey(point: "", environment: "z", algorithm: "z") < CellKey(point: "x=1", environment: "a", algorithm: "a"))
  }
}
