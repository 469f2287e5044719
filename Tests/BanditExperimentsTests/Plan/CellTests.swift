import BanditGames
import Testing

@testable import BanditExperiments

struct CellTests {
  private func cell(horizon: Int) -> Cell {
    Cell(
      key: CellKey(point: "", environment: "e", algorithm: "a"), horizon: horizon,
      layout: TraceLayout(checkpoints: [1], tracks: [], metrics: []), identity: "", simulate: { _, _ in nil })
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

  @Test func keysAreOrderedByBytes() {
    let keys = ["b", "a", "B", "é", "z", "10", "9"].map { CellKey(point: "", environment: $0, algorithm: "a") }
    #expect(keys.sorted().map(\.environment) == ["10", "9", "B", "a", "b", "z", "é"])
    #expect(
      CellKey(point: "", environment: "z", algorithm: "z") < CellKey(point: "x=1", environment: "a", algorithm: "a"))
  }
}
