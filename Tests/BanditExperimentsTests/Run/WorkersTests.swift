import Synchronization
import Testing

@testable import BanditExperiments

struct WorkersTests {
  @Test(arguments: [1, 2, 16]) func everyThreadWorksOnce(count: Int) {
    let worked = Atomic<Int>(0)
    var started = 0
    Workers.run(count, started: { started = $0 }) { worked.wrappingAdd(1, ordering: .relaxed) }
    #expect(started == count)
    let total = worked.load(ordering: .relaxed)
    #expect(total == count)
  }

  @Test func transformsStayInOrder() {
    let squares = concurrentMap(Array(0..<100)) { $0 * $0 }
    #expect(squares == (0..<100).map { $0 * $0 })
  }
}
