import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FractionalRoundingTests {
  private func shares(
    _ row: [(Int, Double)], weights: [Double], loads: [Double], _ function: FractionalRounding.Function = .f2,
    available: [Bool]? = nil
  ) -> (shares: [Int?: Double], loads: [Double]) {
    let graph = WorkedMatchings.graph([row], weights: weights)
    var learner = FractionalRounding(loads: loads, function: function)
    var moves: [MatchingMove] = []
    learner.writeMoves(
      &moves,
      for: MatchingView(
        edges: graph.arrivals[0], weights: weights, isAvailable: available ?? weights.map { _ in true }), at: 1)
    return (Dictionary(uniqueKeysWithValues: moves.map { ($0.vertex, $0.probability) }), learner.loads)
  }

  @Test(arguments: FractionalRounding.Function.allCases) func worked(function: FractionalRounding.Function) throws {
    let (shares, loads) = shares([(1, 0.2), (2, 0.2)], weights: [1, 1], loads: [0, 0.1], function)
    let (first, second) = (try #require(shares[0]), try #require(shares[1]))
    #expect(abs(first - 0.75) < 1e-12 && abs(second - 0.25) < 1e-12)
    #expect(loads.allSatisfy { abs($0 - 0.15) < 1e-12 })
    let even = self.shares([(1, 0.1), (2, 0.1), (3, 0.1)], weights: [1, 1, 1], loads: [0, 0, 0], function).shares
    #expect(even.count == 3 && even.values.allSatisfy { abs($0 - 1.0 / 3) < 1e-12 })
  }

  /// Unequal edges: after pouring, those with a share have one score, and the others a lower one. The shares are those
  /// of a flow in small steps.
  @Test(arguments: FractionalRounding.Function.allCases) func scoresAreLevel(function: FractionalRounding.Function) {
    let curve: BalanceFunction = function == .f ? .f : .f2
    let (row, weights, start) = (
      [(1, 0.5), (2, 0.3), (3, 0.4), (4, 0.1)], [1.0, 1.5, 1.1, 3.9], [0.3, 0.2, 0.1, 0.9]
    )
    let (shares, loads) = shares(row, weights: weights, loads: start, function)
    let scores = row.indices.map { row[$0].1 * weights[$0] * curve.value(loads[$0]) }
    let level = row.indices.filter { shares[$0] != nil }.map { scores[$0] }.max()!
    for place in row.indices {
      if let share = shares[place] {
        #expect(abs(scores[place] - level) < 1e-9 && abs(loads[place] - start[place] - share * row[place].1) < 1e-12)
      } else {
        #expect(scores[place] <= level)
      }
    }
    var slow = start
    var poured = row.map { _ in 0.0 }
    for _ in 0..<100_000 {
      let best = row.indices.max { left, right in
        row[left].1 * weights[left] * curve.value(slow[left]) < row[right].1 * weights[right] * curve.value(slow[right])
      }!
      poured[best] += 1e-5
      slow[best] += 1e-5 * row[best].1
    }
    for place in row.indices { #expect(abs((shares[place] ?? 0) - poured[place]) < 1e-4) }
  }

  /// Vertices that have succeeded get nothing; where all scores are at their floor, the largest share what is left.
  @Test func floorsAndSuccesses() {
    #expect(shares([(1, 0.5), (2, 0.5)], weights: [1, 1], loads: [0, 0], available: [false, true]).shares == [1: 1])
    #expect(shares([(1, 0.5)], weights: [1], loads: [0], available: [false]).shares == [nil: 1])
    #expect(shares([(1, 0), (2, 0)], weights: [1, 1], loads: [0, 0]).shares == [nil: 1])
    let flat = shares([(1, 0.5), (2, 0.5), (3, 0.4)], weights: [1, 1, 1], loads: [2, 1, 1.5]).shares
    #expect(flat == [0: 0.5, 1: 0.5])
    // 0.02 fills vertex 1 to a load of 1; then it and vertex 0 share.
    let late = shares([(1, 0.5), (2, 0.5)], weights: [1, 1], loads: [2, 0.99]).shares
    #expect(abs((late[0] ?? 0) - 0.49) < 1e-6 && abs((late[1] ?? 0) - 0.51) < 1e-6)
  }

  /// The mean reward is at most that of somebody who knows the graph, and the ratio of the proof is kept on batches.
  @Test func earnsItsShare() throws {
    let graph = WorkedMatchings.a
    let exact = try #require(ExactMatching(of: try FractionalRounding(graph.problem), on: graph)).reward
    #expect(exact > 0.567 * 3 && exact <= 2.40625)
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: FractionalRounding.self, isRandomized: true) == [])
    #expect(
      MatchingConformance.violations(of: FractionalRounding.self, settings: ["function": "f"], isRandomized: true) == []
    )
  }
}
