import BanditComparators
import BanditNumerics
import Testing

@testable import BanditGames

/// Worth of answers and complexity: by hand, by other ways to the same number, and by Tests/Reference/exploration.py.
struct ExplorationTruthTests {
  private let table = HypothesisTable([
    [0.9, 0.2, 0.4, 0.7], [0.8, 0.9, 0.1, 0.6], [0.3, 0.8, 0.7, 0.2], [0.1, 0.3, 0.6, 0.9], [0.5, 0.4, 0.2, 0.1],
  ])

  private func near(_ found: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    found.map { abs($0 / expected - 1) < tolerance } ?? false
  }

  @Test func hypotheses() {
    let truth = ExplorationTruth(table, hypothesis: 3)
    #expect(truth.means == [0.1, 0.3, 0.6, 0.9] && truth.bestWorth == 1)
    #expect(truth.worth(of: [3]) == 1 && truth.worth(of: [2]) == 0 && truth.isRight([3]) && !truth.isRight([2]))
    #expect(
      table.flip == nil && HypothesisTable([[0.9, 0.1], [0.1, 0.1]]).flip.map { abs($0 - 0.1) < 1e-12 } == true)
    #expect(near(ExplorationTruth(table, hypothesis: 0).complexity, 2 * 1.932978789252769))
    let last = ExplorationTruth(table, hypothesis: 4)
    #expect(near(last.complexity, 2 * 2.9693903012898586))
    let shares = [0, 0.16598357, 0.48807541, 0.34594102]
    #expect(zip(last.allocation?.weights ?? [], shares).allSatisfy { abs($0 - $1) < 1e-7 })
  }

  /// A threshold differs from each neighbour in one position, where a label says kl(1 - b, b).
  @Test func thresholds() {
    let b = 0.1
    let table = HypothesisTable((0..<6).map { row in (0..<6).map { $0 >= row ? 1 - b : b } })
    let divergence = BernoulliDivergence.value(1 - b, b)
    #expect(near(ExplorationTruth(table, hypothesis: 0).complexity, 2 / divergence))
    #expect(near(ExplorationTruth(table, hypothesis: 2).complexity, 4 / divergence))
    #expect(near(ExplorationTruth(table, hypothesis: 5).complexity, 4 / divergence) == false)
    #expect(near(ExplorationTruth(table, hypothesis: 5).complexity, 2 / divergence))
    let alike = HypothesisTable([[0.3], [0.3]])
    #expect(ExplorationTruth(alike, hypothesis: 0).complexity == nil)
    #expect(ExplorationTruth(HypothesisTable([[0.3]]), hypothesis: 0).complexity == nil)
  }

  @Test func vectors() {
    let corner = QueryVectors(queries: [[1, 0], [0, 1], [0.8, 0.6]], answers: [[1, 0], [0, 1], [0.8, 0.6]])
    let truth = ExplorationTruth(corner, theta: [1, 0])
    #expect(near(truth.complexity, 16, 1e-5) && truth.bestWorth == 1)
    #expect(abs(truth.worth(of: [2]) - 0.8) < 1e-15 && truth.isRight([0]) && !truth.isRight([2]))
    let tie = ExplorationTruth(corner, theta: [0, 0])
    #expect(tie.complexity == nil && tie.isRight([1]) && tie.isRight([2]))
  }

  /// Exchanges say the same as all sets; top 1 is the best arm.
  @Test func sets() throws {
    let means = [0.9, 0.2, 0.6, 0.55, 0.3]
    let top = SubsetOracle(elementCount: 5, size: 2)
    let exchanged = ExplorationTruth(.sets(FeasibleSets(top), isMatroid: true), means: means)
    let all = ListOracle(elementCount: 5, sets: try #require(top.allSets(atMost: 100)))
    let listed = ExplorationTruth(.sets(FeasibleSets(other: all), isMatroid: false), means: means)
    let complexity = try #require(listed.complexity)
    #expect(near(exchanged.complexity, complexity, 1e-5))
    #expect(exchanged.bestWorth == 1.5 && exchanged.isRight([0, 2]) && !exchanged.isRight([0, 3]))
    #expect(abs(exchanged.worth(of: [0, 3]) - 1.45) < 1e-15)
    let partition = PartitionOracle(blocks: [0, 0, 1, 1, 1], sizes: [1, 2])
    let blocks = ExplorationTruth(.sets(FeasibleSets(other: partition), isMatroid: true), means: means)
    let parts = ListOracle(elementCount: 5, sets: try #require(partition.allSets(atMost: 100)))
    let listedBlocks = ExplorationTruth(.sets(FeasibleSets(other: parts), isMatroid: false), means: means)
    #expect(near(blocks.complexity, try #require(listedBlocks.complexity), 1e-5))
    let single = ExplorationTruth(
      .sets(FeasibleSets(SubsetOracle(elementCount: 5, size: 1)), isMatroid: true), means: means)
    #expect(near(single.complexity, try #require(BestArmAllocation.gaussian(means: means, variance: 0.5)).time, 2e-4))
    let tie = ExplorationTruth(.sets(FeasibleSets(top), isMatroid: true), means: [0.5, 0.5, 0.5, 0.1, 0.1])
    #expect(tie.complexity == nil && tie.isRight([1, 2]))
  }

  @Test func levels() {
    let truth = ExplorationTruth(.threshold(level: 0.5, margin: 0.1, armCount: 4), means: [0.2, 0.45, 0.5, 0.9])
    // Within the margin either way; at the level, in.
    #expect(truth.isRight([2, 3]) && truth.isRight([1, 3]) && truth.isRight([3]))
    #expect(!truth.isRight([0, 3]) && abs(truth.worth(of: [0, 3]) + 0.3) < 1e-15)
    #expect(abs(truth.worth(of: [0]) + 0.4) < 1e-15 && truth.worth(of: [1, 2, 3]) == 0)
    let expected = 1 / (0.4 * 0.4) + 1 / (0.15 * 0.15) + 1 / (0.1 * 0.1) + 1 / (0.5 * 0.5)
    #expect(near(truth.complexity, expected))
    #expect(near(truth.allocation?.weights[2], 100 / expected))
    #expect(ExplorationTruth(.threshold(level: 0.5, margin: 0, armCount: 1), means: [0.5]).complexity == nil)
  }
}
