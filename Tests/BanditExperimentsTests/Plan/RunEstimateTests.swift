import BanditGames
import BanditNumerics
import Testing

@testable import BanditExperiments

/// What is made once for all replications is counted once.
struct RunEstimateTests {
  private static func plan(replications: Int, simulate: @escaping @Sendable (Range<Int>, StopSignal) -> Void) -> Plan {
    let tiny = TinyPlan.plan(algorithms: ["b"], replications: replications)
    let cell = tiny.cells[0]
    let layout = cell.layout
    let slow = Cell(
      key: cell.key, horizon: cell.horizon, layout: layout, identity: cell.identity,
      simulate: Simulation { replications, signal in
        simulate(replications, signal)
        return BlockTrace(
          replications: replications, layout: layout,
          values: Array(repeating: 1, count: replications.count * layout.valuesPerReplication))
      })
    return Plan(
      name: tiny.name, replications: replications, confidence: 0.95, cells: [slow],
      resolvedScenario: tiny.resolvedScenario)
  }

  /// 0.2 seconds before the first group, of which there are 1000.
  @Test func whatIsMadeOnceIsCountedOnce() {
    let once = Once { Busy.wait(.milliseconds(200)) }
    let plan = Self.plan(replications: 1000) { _, signal in
      once.value
      signal.note(1, lanes: 1)
      signal.note(TinyPlan.horizon, lanes: 1)
    }
    let estimate = RunEstimate(plan, threads: 1, time: .milliseconds(100))
    #expect(estimate.threadSeconds > 0.2 && estimate.threadSeconds < 5, "\(estimate.threadSeconds)")
  }

  /// 0.2 seconds during the first group, of which there are 1000: an optimum at a checkpoint.
  @Test func whatIsMadeOnceInBetweenIsCountedOnce() {
    let once = Once { Busy.wait(.milliseconds(200)) }
    let plan = Self.plan(replications: 1000) { _, signal in
      signal.note(1, lanes: 1)
      once.value
      signal.note(TinyPlan.horizon, lanes: 1)
    }
    let estimate = RunEstimate(plan, threads: 1, time: .milliseconds(100))
    #expect(estimate.threadSeconds > 0.15 && estimate.threadSeconds < 5, "\(estimate.threadSeconds)")
  }

  /// 20 milliseconds before each group.
  @Test func whatEveryGroupMakesIsCountedForEach() {
    let plan = Self.plan(replications: 1000) { _, signal in
      Busy.wait(.milliseconds(20))
      signal.note(1, lanes: 1)
      signal.note(TinyPlan.horizon, lanes: 1)
    }
    let estimate = RunEstimate(plan, threads: 1, time: .milliseconds(10))
    #expect(estimate.threadSeconds > 20 && estimate.threadSeconds < 200, "\(estimate.threadSeconds)")
  }
}

private enum Busy {
  /// Keeps the processor busy.
  static func wait(_ time: Duration) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {}
  }
}
