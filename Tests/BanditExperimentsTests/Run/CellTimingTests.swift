import Testing

@testable import BanditExperiments

struct CellTimingTests {
  /// Blocks of 2 and 1 replications, 2^20 rounds each.
  @Test func blocksAddUpToCells() {
    let plan = TinyPlan.plan(algorithms: ["a", "b", "c"])
    let timings = plan.timings([plan.blocks[0]: 1.5, plan.blocks[1]: 0.25, plan.blocks[5]: 2])
    #expect(
      timings == [
        CellTiming(key: plan.cells[0].key, replications: 3, rounds: 3 << 20, seconds: 1.75),
        CellTiming(key: plan.cells[2].key, replications: 1, rounds: 1 << 20, seconds: 2),
      ])
  }
}
