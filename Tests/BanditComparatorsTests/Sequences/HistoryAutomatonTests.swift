import BanditComparators
import BanditStreams
import Testing

struct HistoryAutomatonTests {
  /// A tallying bandit with flat weights: the mean of each arm by its count.
  private func machine(_ means: [[Double]], after history: [Int] = []) -> HistoryAutomaton {
    HistoryAutomaton(armCount: means.count, memory: means[0].count, after: history) { arm, ages in
      means[arm][ages.count]
    }
  }

  /// The sum of means of a sequence, from the definition.
  private func total(_ means: [[Double]], _ sequence: [Int], after history: [Int] = []) -> Double {
    let memory = means[0].count
    let pulls = history + sequence
    return sequence.indices.reduce(0) { total, place in
      let now = history.count + place
      let count = (max(0, now - memory + 1)...now).count { pulls[$0] == pulls[now] }
      return total + means[pulls[now]][count - 1]
    }
  }

  /// Every sequence of a length.
  private func sequences(_ armCount: Int, _ length: Int) -> [[Int]] {
    (0..<length).reduce([[]]) { list, _ in list.flatMap { start in (0..<armCount).map { start + [$0] } } }
  }

  /// Two arms that pay 1 unless pulled twice in a row.
  @Test func alternatingIsBest() {
    let machine = machine([[1, 0], [1, 0]])
    #expect(machine.stateCount == 3)
    #expect(machine.bestTotals(through: 8) == [0, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(machine.bestSequence(through: 5) == [0, 1, 0, 1, 0])
    #expect(machine.bestCycleMean == 1)
    #expect(total([[1, 0], [1, 0]], [0, 0, 0, 0]) == 1)
  }

  /// Two arms that pay a third and a tenth unless pulled twice in a row; plain sums would be off by 1e-8 and more.
  @Test func sumsAreCompensated() {
    let rounds = 200_000
    let totals = machine([[1.0 / 3, 0], [0.1, 0]]).bestTotals(through: rounds)
    #expect(abs(totals[rounds] - 100_000 * (1.0 / 3 + 0.1)) < 1e-11)
  }

  /// The decisions of all rounds lie in one list; each round reads its own states.
  @Test func longSequencesEarnTheirTotal() {
    var noise = RandomStream(key: StreamKey(seed: 54))
    let means = (0..<3).map { _ in (0..<4).map { _ in noise.uniform() } }
    let machine = machine(means)
    let length = 20_000
    let sequence = machine.bestSequence(through: length)
    #expect(sequence.count == length)
    #expect(abs(total(means, sequence) - machine.bestTotals(through: length)[length]) < 1e-8)
  }

  @Test func agreesWithAllSequencesOnRandomInstances() {
    var noise = RandomStream(key: StreamKey(seed: 51))
    for _ in 0..<300 {
      let (armCount, memory) = (1 + noise.integer(below: 3), 1 + noise.integer(below: 4))
      let means = (0..<armCount).map { _ in (0..<memory).map { _ in noise.uniform() } }
      let history = (0..<noise.integer(below: 5)).map { _ in noise.integer(below: armCount) }
      let machine = machine(means, after: history)
      let totals = machine.bestTotals(through: 6)
      for length in 0...6 {
        let best = sequences(armCount, length).map { total(means, $0, after: history) }.max()!
        #expect(abs(totals[length] - best) < 1e-12)
        let sequence = machine.bestSequence(through: length)
        #expect(sequence.count == length)
        #expect(abs(total(means, sequence, after: history) - best) < 1e-12)
      }
    }
  }

  /// The best cycle among all sequences up to the number of states, each repeated forever: an elementary cycle has no
  /// more rounds than there are states.
  @Test func bestCycleAgreesWithAllCycles() {
    var noise = RandomStream(key: StreamKey(seed: 52))
    for _ in 0..<60 {
      let means = (0..<2).map { _ in (0..<3).map { _ in noise.uniform() } }
      let machine = machine(means)
      let best = (1...4).flatMap { sequences(2, $0) }.map { cycle -> Double in
        let lead = Array(repeating: cycle, count: 3).flatMap { $0 }
        return total(means, cycle, after: lead) / Double(cycle.count)
      }.max()!
      #expect(abs(machine.bestCycleMean - best) < 1e-12)
      // T times the mean of the cycle, up to memory - 1.
      #expect(abs(200 * best - machine.bestTotals(through: 200)[200]) <= 2)
    }
  }

  @Test func memoryOneIsAStationaryBandit() {
    let machine = machine([[0.25], [0.75], [0.5]])
    #expect(machine.stateCount == 1)
    #expect(machine.bestTotals(through: 4) == [0, 0.75, 1.5, 2.25, 3])
    #expect(machine.bestCycleMean == 0.75)
  }

  @Test func oneArmClimbsToFullTally() {
    let machine = machine([[0, 0.25, 1]])
    #expect(machine.stateCount == 3)
    #expect(machine.bestTotals(through: 5) == [0, 0, 0.25, 1.25, 2.25, 3.25])
    #expect(machine.bestCycleMean == 1)
    #expect(self.machine([[0, 0.25, 1]], after: [0]).bestTotals(through: 2) == [0, 0.25, 1.25])
  }

  /// 1 + 3 + 9 windows of up to 2 of 3 arms.
  @Test func windowsAreCounted() {
    #expect(HistoryAutomaton.windowCount(armCount: 3, memory: 3) == 13)
    #expect(machine(Array(repeating: [0.1, 0.2, 0.3], count: 3)).stateCount == 13)
    #expect(HistoryAutomaton.windowCount(armCount: 1, memory: 7) == 7)
    #expect(HistoryAutomaton.windowCount(armCount: 9, memory: 1) == 1)
    #expect(HistoryAutomaton.windowCount(armCount: 2, memory: 64) == nil)
    #expect(HistoryAutomaton.windowCount(armCount: Int.max, memory: 2) == nil)
  }

  /// A mean that no binary fraction equals, over many rounds: the error must not grow with their number.
  @Test func totalsOfLongRunsKeepTheirDigits() {
    let totals = machine([[0.1, 0.1], [0.05, 0.05]]).bestTotals(through: 100_000)
    #expect(abs(totals[100_000] - 10_000) < 1e-11)
  }
}
