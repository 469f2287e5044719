import Synchronization
import Testing

@testable import BanditExperiments

struct PipelineTests {
  private struct Flaw: Error, Equatable { let index: Int }

  @Test(arguments: [1, 2, 5], [1, 2, 7]) func thingsAreUsedInOrder(threads: Int, waiting: Int) throws {
    var used: [Int] = []
    let most = Mutex((now: 0, most: 0))
    try makeInOrder(500, threads: threads, waiting: waiting) { index in
      most.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      // Some take longer than others.
      return (0..<(index % 7 * 1000)).reduce(index) { $0 &+ $1 &- $1 }
    } use: { index, thing in
      #expect(thing == index)
      most.withLock { $0.now -= 1 }
      used.append(index)
    }
    #expect(used == Array(0..<500))
    #expect(most.withLock { $0.most } <= waiting)
  }

  @Test func nothingToDo() throws {
    try makeInOrder(0, threads: 4, waiting: 4) {
      $0
    } use: { _, _ in
      Issue.record("there was nothing to use")
    }
  }

  /// The first error in order counts, whatever came before it in time; what precedes it is used.
  @Test(arguments: [1, 2, 5]) func errorsOfMaking(threads: Int) {
    var used = 0
    #expect(throws: Flaw(index: 30)) {
      try makeInOrder(100, threads: threads, waiting: 20) { index in
        if index >= 30 { throw Flaw(index: index) }
      } use: { _, _ in
        used += 1
      }
    }
    #expect(used == 30)
  }

  @Test(arguments: [1, 2, 5]) func errorsOfUsing(threads: Int) {
    let made = Atomic<Int>(0)
    #expect(throws: Flaw(index: 3)) {
      try makeInOrder(1000, threads: threads, waiting: 4) { _ in
        made.wrappingAdd(1, ordering: .relaxed)
      } use: { index, _ in
        if index == 3 { throw Flaw(index: index) }
      }
    }
    #expect(made.load(ordering: .relaxed) <= 3 + 4)
  }

  /// A thing may wait for what an earlier one does.
  @Test(arguments: [1, 2, 5]) func laterOnesMayWait(threads: Int) throws {
    let finished = Monitor<Set<Int>>([])
    try makeInOrder(200, threads: threads, waiting: 8) { index in
      if index % 5 > 0 { finished.wait { $0.contains(index - 1) ? () : nil } }
      finished.change { _ = $0.insert(index) }
    } use: { _, _ in
    }
    #expect(finished.change { $0.count } == 200)
  }
}
