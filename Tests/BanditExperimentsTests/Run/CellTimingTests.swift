import Testing

@testable import BanditExperiments

struct CellTimingTests {
  /// Blocks of 2 and 1 replications, 2^20 rounds each.
  @Test func blocksAddUpToCells() {
    let plan = TinyPlan.plan(algorithms: ["a", "b", "c"])
    let timings = plan.timings([
      plan.blocks[0]: BlockTime(seconds: 1.5, processorSeconds: 1),
      plan.blocks[1]: BlockTime(seconds: 0.25, processorSeconds: 0.125),
      plan.blocks[5]: BlockTime(seconds: 2, processorSeconds: nil),
    ])
    #expect(
      timings == [
        CellTiming(
          key: plan.cells[0].key, replications: 3, rounds: 3 << 20,
          time: BlockTime(seconds: 1.75, processorSeconds: 1.125)),
        CellTiming(
          key: plan.cells[2].key, replications: 1, rounds: 1 << 20,
          time: BlockTime(seconds: 2, processorSeconds: nil)),
      ])
  }
}
