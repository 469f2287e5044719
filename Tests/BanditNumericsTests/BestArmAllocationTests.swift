import BanditNumerics
import Testing

struct BestArmAllocationTests {
  typealias Case = (means: [Double], weights: [Double], time: Double)

  private static let normal: [Case] = [
    ([1, 0], [0.5, 0.5], 8),
    ([0.5, 0.4, 0.4, 0.4, 0.4], [1.0 / 3, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6], 1800),
    ([2, 1, 1], [0.41421356, 0.29289322, 0.29289322], 11.65685425),
    ([1, 0.25, 0], [0.43480657, 0.40370605, 0.16148738], 16.98461535),
  ]

  private static let bernoulli: [Case] = [
    ([0.5, 0.45, 0.43, 0.4], [0.4165239, 0.3902639, 0.1362232, 0.0569890], 989.79214),
    ([0.7, 0.4], [0.5053502, 0.4946498], 21.642194),
  ]

  /// Closed forms: K - 1 equal rivals have the share 1 / (K - 1 + sqrt(K - 1)) each and T* = 2 (1 + sqrt(K - 1))^2 / gap^2;
  /// the others to the digits of an independent computation.
  @Test(arguments: normal)
  func normalRewards(means: [Double], weights: [Double], time: Double) throws {
    let allocation = try #require(BestArmAllocation.gaussian(means: means, variance: 1))
    #expect(zip(allocation.weights, weights).allSatisfy { abs($0 - $1) < 5e-9 })
    #expect(abs(allocation.time - time) < 5e-9 * time)
    // The time is in proportion to the variance, and does not depend on the place of the arms.
    let turned = try #require(BestArmAllocation.gaussian(means: means.reversed(), variance: 4))
    #expect(abs(turned.time - 4 * time) < 3e-8 * time)
    #expect(zip(turned.weights.reversed(), weights).allSatisfy { abs($0 - $1) < 5e-9 })
  }

  @Test(arguments: bernoulli)
  func coins(means: [Double], weights: [Double], time: Double) throws {
    let allocation = try #require(BestArmAllocation.bernoulli(means: means))
    #expect(zip(allocation.weights, weights).allSatisfy { abs($0 - $1) < 5e-8 })
    #expect(abs(allocation.time / time - 1) < 1e-7)
  }

  /// The smallest cost over rivals, of shares near the optimal ones, is nowhere larger; all rivals cost the same there.
  @Test(arguments: [[0.5, 0.45, 0.43, 0.4], [0.9, 0.1, 0.88], [1, 0.999], [1, 0, 0.5], [0.3, 0], [0.02, 0.01, 0]])
  func nothingNearbyIsBetter(means: [Double]) throws {
    let allocation = try #require(BestArmAllocation.bernoulli(means: means))
    let costs = Self.costs(means, allocation.weights)
    #expect(costs.allSatisfy { abs($0 * allocation.time - 1) < 1e-9 })
    #expect(abs(allocation.weights.reduce(0, +) - 1) < 1e-12)
    for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)] where max(from, to) < means.count {
      for step in [1e-3, 1e-2] where allocation.weights[from] > step {
        var weights = allocation.weights
        weights[from] -= step
        weights[to] += step
        #expect(Self.costs(means, weights).min()! * allocation.time < 1)
      }
    }
  }

  /// What it costs to take each rival for better than the best arm.
  private static func costs(_ means: [Double], _ weights: [Double]) -> [Double] {
    let best = means.firstIndex(of: means.max()!)!
    return means.indices.filter { $0 != best }.map { rival in
      let pooled =
        (weights[best] * means[best] + weights[rival] * means[rival]) / (weights[best] + weights[rival])
      return weights[best] * BernoulliDivergence.value(means[best], pooled)
        + weights[rival] * BernoulliDivergence.value(means[rival], pooled)
    }
  }

  @Test func withoutASingleBestArmThereIsNone() {
    for means in [[0.5, 0.5], [0.3], [], [0.2, 0.7, 0.7]] {
      #expect(BestArmAllocation.gaussian(means: means, variance: 1) == nil)
      #expect(BestArmAllocation.bernoulli(means: means) == nil)
    }
  }

  /// Gaps at the ends of the numbers do not trap.
  @Test func extremes() throws {
    #expect(BestArmAllocation.gaussian(means: [1e300, -1e300, 0], variance: 1) == nil)
    let tiny = try #require(BestArmAllocation.gaussian(means: [1e-100, 0, -1], variance: 1))
    #expect(abs(tiny.time - 8e200) < 1e190 && tiny.weights[2] < 1e-90)
    let many = try #require(BestArmAllocation.gaussian(means: [1] + Array(repeating: 0, count: 9_999), variance: 1))
    let root = Double(9_999).squareRoot()
    #expect(abs(many.time / (2 * (1 + root) * (1 + root)) - 1) < 1e-12)
    let close = try #require(BestArmAllocation.bernoulli(means: [0.5 + 1e-9, 0.5]))
    #expect(abs(close.weights[0] - 0.5) < 1e-6 && abs(close.time * 1e-18 / 2 - 1) < 1e-6)
  }
}
