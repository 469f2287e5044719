import BanditGames
import Synchronization
import Testing

@testable import BanditExperiments

struct RunnerTests {
  /// Two cells whose replications leave their own number behind.
  private func plan(horizon: Int = 100_000, replications: Int = 40) -> Plan {
    let layout = TraceLayout(checkpoints: [horizon], tracks: [.init(notion: .pseudo)], metrics: [])
    let cells = ["a", "b"].map { algorithm in
      Cell(
        key: CellKey(point: "", environment: "e", algorithm: algorithm), horizon: horizon, layout: layout,
        identity: algorithm,
        simulate: Simulation { replications, stop in
          stop.isRaised
            ? nil
            : BlockTrace(
              replications: replications, layout: layout, values: RunnerTests.script(replications),
              failures: replications.filter { $0 == 17 }.map { .init(replication: $0, reason: "unlucky") })
        })
    }
    return Plan(name: "p", replications: replications, confidence: 0.95, cells: cells, resolvedScenario: [:])
  }

  /// Seven numbers for each replication, all different.
  private static func script(_ replications: Range<Int>) -> [Double] {
    replications.flatMap { replication -> [Double] in
      (0..<7).map { field in Double(replication * 10 + field) }
    }
  }

  private func saved(
    threads: Int, shard: Shard = .whole, isFinished: (BlockID) -> Bool = { _ in false }
  ) throws -> (blocks: [BlockID: [Double]], report: Runner.Report) {
    let blocks = Mutex<[BlockID: [Double]]>([:])
    let report = try Runner(plan: plan(), threads: threads, shard: shard).run(
      isFinished: isFinished,
      save: { id, trace, time in
        #expect(time.seconds >= 0 && time.processorSeconds! >= 0)
        blocks.withLock { $0[id] = trace.values }
      })
    return (blocks.withLock { $0 }, report)
  }

  @Test(arguments: [1, 2, 16]) func everyBlockIsPutTogetherInOrder(threads: Int) throws {
    let (blocks, report) = try saved(threads: threads)
    // 2^21 / 100000 = 20.97: blocks of 16, so 16 + 16 + 8 replications for each cell.
    #expect(blocks.count == 6 && report.finished == 6 && report.missing == 0 && report.found == 0)
    for (id, values) in blocks {
      #expect(values == RunnerTests.script(id.replications))
    }
  }

  /// Blocks of two replications where eight are played together, and more blocks than that.
  @Test(arguments: [1, 2, 4, 16]) func shortBlocksArePlayedTogether(threads: Int) throws {
    let layout = TraceLayout(checkpoints: [100], tracks: [.init(notion: .pseudo)], metrics: [])
    let played = Mutex<[Range<Int>]>([])
    let cell = Cell(
      key: CellKey(point: "", environment: "e", algorithm: "a"), horizon: 100, layout: layout, identity: "a",
      simulate: Simulation(laneCount: 8) { replications, _ in
        played.withLock { $0.append(replications) }
        return BlockTrace(
          replications: replications, layout: layout, values: RunnerTests.script(replications),
          failures: replications.filter { $0 == 17 }.map { .init(replication: $0, reason: "unlucky") })
      }
    ).inBlocks(of: 2)
    let plan = Plan(name: "p", replications: 101, confidence: 0.95, cells: [cell], resolvedScenario: [:])
    let blocks = Mutex<[BlockID: BlockTrace]>([:])
    // One that is there already parts those on its sides.
    let report = try Runner(plan: plan, threads: threads).run(
      isFinished: { $0.replications.lowerBound == 20 }, save: { id, trace, _ in blocks.withLock { $0[id] = trace } })
    #expect(report.finished == 50 && report.found == 1)
    for (id, trace) in blocks.withLock({ $0 }) {
      #expect(trace.replications == id.replications)
      #expect(trace.values == RunnerTests.script(id.replications))
      #expect(trace.failures.map(\.replication) == id.replications.filter { $0 == 17 })
    }
    let lengths = played.withLock { $0 }.map(\.count)
    #expect(lengths.reduce(0, +) == 99)
    // 99 replications for each thread to have four errands.
    #expect(lengths.max() == max(2, min(8, 99 / (4 * threads)) / 2 * 2))
  }

  @Test func finishedBlocksAreLeftAlone() throws {
    let (blocks, report) = try saved(threads: 2, isFinished: { $0.cell == 0 })
    #expect(Set(blocks.keys.map(\.cell)) == [1])
    #expect(report.found == 3 && report.finished == 3)
  }

  @Test func sharesCoverThePlanOnce() throws {
    var all: [BlockID] = []
    for index in 0..<4 {
      all += try saved(threads: 1, shard: Shard(index: index, count: 4)!).blocks.keys
    }
    #expect(all.count == 6 && Set(all) == Set(plan().blocks))
  }

  /// Three points, which change one of two algorithms.
  private func sweep(played: @escaping @Sendable (String) -> Void) -> Plan {
    let layout = TraceLayout(checkpoints: [100_000], tracks: [.init(notion: .pseudo)], metrics: [])
    let cells = ["c=1", "c=2", "c=3"].flatMap { point in
      ["bystander", "swept"].map { algorithm in
        let identity = algorithm == "swept" ? "swept with \(point)" : algorithm
        return Cell(
          key: CellKey(point: point, environment: "e", algorithm: algorithm), horizon: 100_000, layout: layout,
          identity: identity,
          simulate: Simulation { replications, _ in
            played(identity)
            return BlockTrace(
              replications: replications, layout: layout, values: RunnerTests.script(replications), failures: [])
          })
      }
    }
    return Plan(name: "p", replications: 16, confidence: 0.95, cells: cells, resolvedScenario: [:])
  }

  @Test func whatSeveralPointsHaveIsSimulatedOnce() throws {
    let played = Mutex<Set<String>>([])
    let plan = sweep { identity in played.withLock { _ = $0.insert(identity) } }
    #expect(plan.blocks.count == 6 && plan.distinctBlocks.map(\.cell) == [0, 1, 3, 5])
    let saved = Mutex<[BlockID]>([])
    let report = try Runner(plan: plan, threads: 2).run(
      isFinished: { _ in false }, save: { id, _, _ in saved.withLock { $0.append(id) } })
    #expect(report.finished == 4 && Set(saved.withLock { $0 }) == Set(plan.distinctBlocks))
    #expect(played.withLock { $0.count } == 4)
  }

  /// In memory, too: and every cell has its results.
  @Test func sharedBlocksAreThereForEveryPoint() {
    let number = Mutex<[String: Int]>([:])
    let results = sweep { identity in number.withLock { $0[identity, default: 0] += 1 } }.run(threads: 2)
    #expect(results.outcomes.count == 6)
    for outcome in results.outcomes { #expect(outcome.regrets(.pseudo).count == 16) }
    #expect(number.withLock { $0 } == ["bystander": 1, "swept with c=1": 1, "swept with c=2": 1, "swept with c=3": 1])
  }

  @Test func aRaisedStopSignalFinishesNothing() throws {
    let stop = StopSignal()
    stop.raise()
    let report = try Runner(plan: plan(), threads: 2, stop: stop).run(
      isFinished: { _ in false }, save: { _, _, _ in Issue.record("nothing is finished") })
    #expect(report.finished == 0 && report.missing == 6)
  }

  @Test func anErrorWhileSavingStopsTheRun() throws {
    struct Full: Error {}
    let stop = StopSignal()
    #expect(throws: Full.self) {
      _ = try Runner(plan: plan(), threads: 2, stop: stop).run(
        isFinished: { _ in false }, save: { _, _, _ in throw Full() })
    }
    #expect(stop.isRaised)
  }

  @Test func progressReachesTheTotal() throws {
    let largest = Mutex(0)
    _ = try Runner(plan: plan(), threads: 2).run(
      isFinished: { _ in false }, save: { _, _, _ in },
      progress: { progress in
        largest.withLock { $0 = max($0, progress.done) }
        #expect(progress.total == 8_000_000)
      })
    #expect(largest.withLock { $0 } == 8_000_000)
  }

  @Test func failuresStayWithTheirReplication() throws {
    let failures = Mutex<[BlockTrace.Failure]>([])
    _ = try Runner(plan: plan(), threads: 2).run(
      isFinished: { _ in false }, save: { _, trace, _ in failures.withLock { $0 += trace.failures } })
    #expect(
      failures.withLock { $0 } == [
        .init(replication: 17, reason: "unlucky"), .init(replication: 17, reason: "unlucky"),
      ])
  }
}
