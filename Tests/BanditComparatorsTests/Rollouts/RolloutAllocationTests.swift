import BanditComparators
import BanditStreams
import Foundation
import Testing

struct RolloutAllocationTests {
  private func allocate(_ p: [Double], _ budget: Int, _ range: ClosedRange<Int>) -> [Int] {
    var allocation = RolloutAllocation(promptCount: p.count, budget: budget, range: range)
    var counts = Array(repeating: -1, count: p.count)
    allocation.write(into: &counts) { p[$0] }
    return counts
  }

  private func value(_ counts: [Int], _ p: [Double]) -> Double {
    zip(counts, p).reduce(0) { $0 + RolloutAllocation.value($1.0, $1.1) }
  }

  /// Figures of hand calculation, to the digits shown.
  @Test func valuesOfRollouts() {
    let expected: [(Int, Double, Double, Double)] = [
      (2, 0.5, 0.0625, 1e-15), (3, 0.5, 0.09375, 1e-15), (4, 0.5, 0.109375, 1e-15), (2, 0.1, 0.01458, 5e-6),
      (3, 0.1, 0.02187, 5e-6), (4, 0.1, 0.0278478, 5e-8), (2, 0.9, 0.00162, 5e-6), (1, 0.3, 0, 1e-15),
      (7, 0, 0, 0), (7, 1, 0, 0),
    ]
    for (count, p, wanted, tolerance) in expected {
      #expect(abs(RolloutAllocation.value(count, p) - wanted) <= tolerance, "\(count) rollouts at \(p)")
    }
    // The gain is largest at 1/3, where it is 4/27: what many rollouts are worth.
    #expect(abs(RolloutAllocation.value(100_000, 1.0 / 3) - 4.0 / 27) < 1e-15)
    #expect(RolloutAllocation.value(100_000, 0.334) < 4.0 / 27 && RolloutAllocation.value(100_000, 0.332) < 4.0 / 27)
  }

  /// Each increment is the difference of two values, and less than the one before.
  @Test func incrementsDecrease() {
    for p in [0.02, 0.1, 1.0 / 3, 0.5, 0.77, 0.98] {
      for count in 1...60 {
        let increment = RolloutAllocation.increment(after: count, p)
        let difference = RolloutAllocation.value(count + 1, p) - RolloutAllocation.value(count, p)
        #expect(abs(increment - difference) < 1e-15)
        #expect(RolloutAllocation.increment(after: count + 1, p) < increment)
      }
    }
  }

  @Test func theExample() {
    let p = [0.5, 0.1, 0.9]
    let counts = allocate(p, 12, 2...128)
    #expect(counts == [5, 5, 2])
    #expect(abs(value(counts, p) - 0.151977) < 5e-7)
    var even = [0, 0, 0]
    RolloutAllocation(promptCount: 3, budget: 12, range: 2...128).writeEvenly(into: &even)
    #expect(even == [4, 4, 4] && abs(value(even, p) - 0.140317) < 5e-7)
  }

  @Test func rolloutsUntilBothOutcomesAreSeen() {
    let expected = [(0.5, 3, 1e-15), (0.1, 10.1111, 5e-5), (0.02, 50.0204, 5e-5)]
    for (p, wanted, tolerance) in expected {
      #expect(abs(RolloutAllocation.meanRolloutsUntilBoth(p) - wanted) <= tolerance)
    }
    // The sum of its tail: 1 + 1 + sum_{n>=2} p^n + q^n, less the first rollout that shows nothing.
    var sum = 2.0
    for count in 2...4000 { sum += pow(0.02, Double(count)) + pow(0.98, Double(count)) }
    #expect(abs(sum - RolloutAllocation.meanRolloutsUntilBoth(0.02)) < 1e-9)
  }

  /// The largest value by a dynamic programme over prompts and budgets.
  private func optimum(_ p: [Double], _ budget: Int, _ range: ClosedRange<Int>) -> Double {
    var best = Array(repeating: -Double.infinity, count: budget + 1)
    best[0] = 0
    for probability in p {
      var next = Array(repeating: -Double.infinity, count: budget + 1)
      for spent in 0...budget where best[spent] > -.infinity {
        for count in range where spent + count <= budget {
          next[spent + count] = max(next[spent + count], best[spent] + RolloutAllocation.value(count, probability))
        }
      }
      best = next
    }
    return best[budget]
  }

  @Test func equalsADynamicProgrammeOnRandomInstances() {
    var noise = RandomStream(key: StreamKey(seed: 7))
    for number in 0..<200 {
      let count = 1 + noise.integer(below: 7)
      // Uniform ones, shares of eight rollouts (with 0, 1 and ties), and extreme ones.
      let p = (0..<count).map { _ -> Double in
        switch number % 3 {
        case 0: noise.uniform()
        case 1: Double(noise.integer(below: 9)) / 8
        default: pow(10, -6 * noise.uniform())
        }
      }
      let low = 1 + noise.integer(below: 3)
      let range = low...low + noise.integer(below: 12)
      let accepted = RolloutAllocation.accepted(count, range)
      let budget = accepted.lowerBound + noise.integer(below: accepted.count)
      let counts = allocate(p, budget, range)
      #expect(counts.reduce(0, +) == budget && counts.allSatisfy(range.contains))
      #expect(abs(value(counts, p) - optimum(p, budget, range)) < 1e-14, "\(p), \(budget), \(range)")
    }
  }

  /// What the others cannot take goes to those that never succeed, in turn, then to those that always do.
  @Test func leftoversGoToPromptsThatNeverSucceed() {
    #expect(allocate([1, 0, 0.5, 0], 16, 2...5) == [2, 5, 5, 4])
    #expect(allocate([1, 0, 0.5, 0], 18, 2...5) == [3, 5, 5, 5])
    #expect(allocate([0, 0, 0], 8, 2...5) == [3, 3, 2])
    #expect(allocate([1, 1], 10, 2...5) == [5, 5] && allocate([0, 1], 4, 2...5) == [2, 2])
    #expect(allocate([0.3, 1], 6, 3...3) == [3, 3])
  }

  /// Equal prompts: the first ones get what is left; powers that underflow harm nothing, nor do probabilities beside 1.
  @Test func tiesAndExtremes() {
    #expect(allocate([0.4, 0.4, 0.4], 11, 2...9) == [4, 4, 3])
    let huge = allocate([0.5, 0.999, 1e-300], 30_000, 2...20_000)
    #expect(huge.reduce(0, +) == 30_000 && huge.allSatisfy((2...20_000).contains))
    let close = allocate([(1.0).nextDown, (1.0).nextDown, 0.5], 600, 2...400)
    #expect(close.reduce(0, +) == 600)
  }

  @Test func whatCanBeShared() {
    #expect(RolloutAllocation.accepted(3, 2...128) == 6...384)
    #expect(RolloutAllocation.accepted(Int.max / 2, 2...128) == Int.max - 1...Int.max)
    var even = [0, 0, 0, 0]
    RolloutAllocation(promptCount: 4, budget: 10, range: 2...3).writeEvenly(into: &even)
    #expect(even == [3, 3, 2, 2])
  }
}
