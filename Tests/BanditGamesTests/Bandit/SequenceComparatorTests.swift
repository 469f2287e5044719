import Testing

@testable import BanditComparators
@testable import BanditGames

struct SequenceComparatorTests {
  private let machine = HistoryAutomaton(armCount: 3, memory: 2) { arm, ages in
    [[0.5, 0.25], [0, 1], [0.75, 0.5]][arm][ages.count]
  }

  private var comparator: SequenceComparator {
    let machine = machine
    return SequenceComparator(
      optimum: SequenceOptimum(horizon: 4, workBytes: 0) { machine }, ceiling: 1,
      repeated: [[0.5, 0.25], [0, 1], [0.75, 0.5]].map { ConstantPath(means: $0) })
  }

  @Test func benchmarksOfTheNotions() {
    // Best of 1, 2, 3, 4 rounds: 2; 2 0; 1 1 1; 1 1 1 1.
    #expect(
      (1...4).map { RememberingArms(comparator).benchmark(of: .policy, through: $0, bestMeans: 0) } == [
        0.75, 1.25, 2, 3,
      ])
    #expect(
      (1...4).map { RememberingArms(comparator).benchmark(of: .policyLower, through: $0, bestMeans: 0) } == [
        1, 2, 3, 4,
      ])
    #expect(
      (1...4).map { RememberingArms(comparator).benchmark(of: .policyConstant, through: $0, bestMeans: 0) } == [
        0.75, 1.25, 2, 3,
      ])
    #expect(RememberingArms(comparator).benchmark(of: .pseudo, through: 1, bestMeans: 0) == nil)
    #expect((1...3).map { comparator.bestRepeatedArm(through: $0) } == [2, 2, 1])
    let bare = SequenceComparator(optimum: nil, ceiling: nil, repeated: comparator.repeated)
    #expect(RememberingArms(bare).benchmark(of: .policy, through: 1, bestMeans: 0)?.isNaN == true)
    #expect(RememberingArms(bare).benchmark(of: .policyLower, through: 1, bestMeans: 0)?.isNaN == true)
    #expect(bare.bestSequence == nil)
  }

  @Test func shuffledArmsKeepTheirPaths() {
    // Arm 0 is the former arm 1, arm 1 the former 2, arm 2 the former 0.
    let shuffled = comparator.shuffled([1, 2, 0])
    #expect(comparator.bestSequence == [1, 1, 1, 1])
    #expect(shuffled.bestSequence == [0, 0, 0, 0])
    #expect(shuffled.repeated.map(\.means) == [[0, 1], [0.75, 0.5], [0.5, 0.25]])
    #expect(RememberingArms(shuffled).benchmark(of: .policy, through: 4, bestMeans: 0) == 3)
  }
}
