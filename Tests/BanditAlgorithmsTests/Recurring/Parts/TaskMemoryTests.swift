import BanditComparators
import Testing

@testable import BanditAlgorithms

struct TaskMemoryTests {
  /// Every window of at most two plays of two arms has a number of its own, 0 to 20.
  @Test func windows() {
    var numbers: Set<Int> = [TaskMemory(armCount: 2, window: 2).state]
    for first in 0..<4 {
      var memory = TaskMemory(armCount: 2, window: 2)
      memory.observe(Double(first % 2), of: first / 2)
      numbers.insert(memory.state)
      for second in 0..<4 {
        var next = memory
        next.observe(Double(second % 2), of: second / 2)
        numbers.insert(next.state)
      }
    }
    #expect(numbers == Set(0...20))
    #expect(TaskMemory.stateCount(armCount: 2, window: 2) == 21)
  }

  /// A window slides: after three plays it is what it is after the last two.
  @Test func windowsSlide() {
    var (long, short) = (TaskMemory(armCount: 3, window: 2), TaskMemory(armCount: 3, window: 2))
    for (arm, reward) in [(2, 1.0), (0, 0), (1, 1)] { long.observe(reward, of: arm) }
    for (arm, reward) in [(0, 0.0), (1, 1)] { short.observe(reward, of: arm) }
    #expect(long.state == short.state)
    long.clear()
    #expect(long.state == 0)
    var none = TaskMemory(armCount: 3, window: 0)
    none.observe(1, of: 2)
    #expect(none.state == 0)
  }

  /// Counts do not slide: what comes after the first C is ignored, and known arms leave no trace.
  @Test func countsDoNotSlide() {
    let tasks = CappedTasks(priors: [.beta(a: 1, b: 1), .known(0.3), .beta(a: 2, b: 1)], cap: 2, survival: 0.9)
    var memory = TaskMemory(tasks)
    for (arm, reward) in [(0, 1.0), (1, 1), (2, 0), (0, 0), (0, 1), (0, 1)] { memory.observe(reward, of: arm) }
    let cells = [CappedTasks.cell(successes: 1, failures: 1), 0, CappedTasks.cell(successes: 0, failures: 1)]
    #expect(memory.state == tasks.state(of: cells))
    memory.clear()
    #expect(memory.state == 0)
    memory.observe(1, of: 2)
    #expect(memory.state == tasks.state(of: [0, 0, CappedTasks.cell(successes: 1, failures: 0)]))
  }
}
