import BanditComparators
import Synchronization
import Testing

struct SequenceOptimumTests {
  /// A solver that counts how often it is made and asked.
  private struct Counting: SequenceSolver {
    static let calls = Mutex<[String]>([])

    init() { Counting.calls.withLock { $0.append("made") } }

    func bestTotals(through length: Int) -> [Double] {
      Counting.calls.withLock { $0.append("totals") }
      return (0...length).map { Double($0) }
    }

    func bestSequence(through length: Int) -> [Int] {
      Counting.calls.withLock { $0.append("sequence") }
      return Array(repeating: 2, count: length)
    }
  }

  @Test func isSolvedOnceAndOnlyWhenAsked() {
    let optimum = SequenceOptimum(horizon: 3, workBytes: 0) { Counting() }
    #expect(Counting.calls.withLock { $0 } == [])
    #expect(optimum.total(through: 2) == 2)
    #expect(optimum.total(through: 3) == 3)
    #expect(Counting.calls.withLock { $0 } == ["made", "totals"])
    #expect(optimum.sequence == [2, 2, 2])
    #expect(optimum.sequence == [2, 2, 2])
    #expect(Counting.calls.withLock { $0 } == ["made", "totals", "sequence"])
  }
}
