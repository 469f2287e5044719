import BanditNumerics
import Synchronization
import Testing

struct OnceTests {
  @Test func computesOnceForAll() async {
    let counter = Counter()
    let deferred = Once {
      counter.increase()
      return 7
    }
    #expect(counter.value == 0)
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { deferred.value } }
      for await value in group { #expect(value == 7) }
    }
    #expect(counter.value == 1)
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increase() { count.withLock { $0 += 1 } }
  }
}
