import BanditGames
import BanditStreams
import Testing

@testable import BanditAlgorithms

struct SlateStrategyTests {
  private func compose(
    _ strategy: SlateStrategy, size: Int, draws: [[Double]], means: [Double]? = nil, seed: UInt64 = 1
  ) -> [Int] {
    let count = draws[0].count
    var composer = SlateComposer(SlateProblem(itemCount: count, slateSize: size, horizon: 9), strategy: strategy)
    var slate = ArmSelection(armCount: count, capacity: size)
    var noise = RandomStream(key: StreamKey(seed: seed))
    var number = 0
    composer.compose(into: &slate, noise: &noise, mean: { means?[$0] ?? 0 }) { item, _ in
      #expect(item == number % count)
      number += 1
      return draws[(number - 1) / count][item]
    }
    return slate.arms
  }

  private let draws = [[0.9, 0.2, 0.5, 0.1], [0.8, 0.3, 0.4, 0.6], [0.1, 0.7, 0.2, 0.65]]

  /// The list 0, 0, 1, 2, 3, 3, 1, 2, 2.
  @Test func theExample() {
    #expect(compose(.inSlate, size: 3, draws: draws) == [0, 1, 2])
    #expect(compose(.thompson, size: 3, draws: draws) == [0, 2, 1])
    #expect(compose(.greedy, size: 3, draws: draws, means: [0.1, 0.4, 0.3, 0.2]) == [1, 2, 3])
  }

  /// Draws that agree give their order; slates of all items have all items; the last rank may be needed.
  @Test func rankByRank() {
    let same = Array(repeating: draws[0], count: 4)
    #expect(compose(.inSlate, size: 4, draws: same) == [0, 2, 1, 3])
    #expect(compose(.inSlate, size: 2, draws: [[1, 2, 3], [1, 2, 3]]) == [2, 1])
    #expect(compose(.inSlate, size: 2, draws: [[1, 2, 3], [3, 2, 1]]) == [2, 0])
    #expect(compose(.inSlate, size: 1, draws: [[1, 2, 3]]) == [1 + 1])
  }

  /// Equal values come in random order: each order of three, and each pair of four, as often as the others.
  @Test func tiesAreBrokenAtRandom() {
    var orders: [[Int]: Int] = [:]
    var pairs: [[Int]: Int] = [:]
    for seed: UInt64 in 1...1200 {
      orders[compose(.greedy, size: 4, draws: draws, means: [0.5, 0.5, 0.9, 0.5], seed: seed), default: 0] += 1
      pairs[compose(.random, size: 2, draws: draws, seed: seed), default: 0] += 1
    }
    #expect(orders.count == 6 && orders.keys.allSatisfy { $0[0] == 2 } && pairs.count == 12)
    // 200 and 100 are expected; five standard deviations.
    #expect(orders.values.allSatisfy { abs($0 - 200) < 65 } && pairs.values.allSatisfy { abs($0 - 100) < 48 })
  }
}
