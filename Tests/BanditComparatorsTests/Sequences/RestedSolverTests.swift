import BanditComparators
import BanditStreams
import Testing

struct RestedSolverTests {
  private func total(_ arms: RestedSolver, _ sequence: [Int]) -> Double {
    var pulls = Array(repeating: 0, count: arms.means.count)
    return sequence.reduce(0) { total, arm in
      pulls[arm] += 1
      return total + arms.mean(of: arm, pull: pulls[arm])
    }
  }

  private func expect(_ arms: RestedSolver, _ expected: [Double]) {
    let totals = arms.bestTotals(through: expected.count)
    for (place, value) in expected.enumerated() { #expect(abs(totals[place + 1] - value) < 1e-12) }
    for length in 0...expected.count {
      let sequence = arms.bestSequence(through: length)
      #expect(sequence.count == length)
      #expect(abs(total(arms, sequence) - totals[length]) < 1e-12)
    }
  }

  /// From Tests/Reference/memory_bandits.py.
  @Test func rottingArms() {
    let arms = RestedSolver(means: [[1, 0.5, 0.2, 0.1], [0.7, 0.6, 0.5, 0.4]])
    expect(arms, [1, 1.7, 2.3, 2.8, 3.3, 3.7, 4.1, 4.5, 4.9, 5.3])
    #expect(arms.bestSequence(through: 6) == [0, 1, 1, 0, 1, 1])
    #expect(arms.convolutionCount == 0)
  }

  /// From Tests/Reference/memory_bandits.py.
  @Test func risingArms() {
    let arms = RestedSolver(means: [[0.5], [0.1, 0.3, 0.5, 0.7, 0.9]])
    // A constant arm falls as well as rises.
    #expect(arms.convolutionCount == 0)
    #expect(RestedSolver(means: [[0.5], [0.7, 0.6], [0.1, 0.2]]).convolutionCount == 1)
    expect(arms, [0.5, 1, 1.5, 2, 2.5, 3.4, 4.3, 5.2, 6.1, 7])
    #expect(arms.bestSequence(through: 6) == [1, 1, 1, 1, 1, 1])
    #expect(arms.bestSequence(through: 4) == [0, 0, 0, 0])
  }

  /// From Tests/Reference/memory_bandits.py.
  @Test func armsWithAPeak() {
    let arms = RestedSolver(means: [[0.1, 0.9, 0.3, 0.2], [0.2, 0.3, 0.8, 0.1], [0.4, 0.3]])
    #expect(arms.convolutionCount == 2)
    expect(arms, [0.4, 1, 1.4, 1.7, 2.3, 2.7, 3, 3.3, 3.6])
  }

  /// Against all ways to split the pulls.
  @Test func agreesWithAllSplitsOnRandomInstances() {
    var noise = RandomStream(key: StreamKey(seed: 53))
    for _ in 0..<300 {
      let means = (0..<3).map { _ -> [Double] in
        let list = (0..<1 + noise.integer(below: 5)).map { _ in noise.uniform() }
        switch noise.integer(below: 3) {
        case 0: return list.sorted()
        case 1: return list.sorted(by: >)
        default: return list
        }
      }
      let arms = RestedSolver(means: means)
      func sum(_ arm: Int, _ pulls: Int) -> Double { (0..<pulls).reduce(0) { $0 + arms.mean(of: arm, pull: $1 + 1) } }
      var expected: [Double] = []
      for length in 1...7 {
        var best = -Double.infinity
        for first in 0...length {
          for second in 0...(length - first) {
            best = max(best, sum(0, first) + sum(1, second) + sum(2, length - first - second))
          }
        }
        expected.append(best)
      }
      expect(arms, expected)
    }
  }
}
