import BanditStreams
import Testing

@testable import BanditNumerics

/// Laws that hold for every regulariser, on random problems with fixed keys: rates from 1e-4 to 30, losses to 1e7,
/// up to 1000 items.
struct SimplexSolverTests {
  @Test func tsallisHalf() { check(1) { rate, _, _ in TsallisHalf(rate: rate) } }

  @Test func tsallisEntropy() {
    check(2) { rate, noise, _ in TsallisEntropy(power: 0.02 + 0.96 * noise.uniform(), rate: rate) }
  }

  @Test func logBarrier() { check(3) { rate, _, _ in LogBarrier(rate: rate) } }

  @Test func itemLogBarrier() {
    check(4, isSymmetric: false) { rate, noise, count in
      ItemLogBarrier(
        inverseRates: (0..<count).map { _ in Double.exp(6 * noise.uniform() - 3) / rate })
    }
  }

  @Test func tsallisLogBarrier() {
    check(5) { rate, noise, _ in TsallisLogBarrier(rate: rate, barrier: 2 * noise.uniform()) }
  }

  @Test func delayHybrid() {
    check(6, count: 100) { rate, noise, _ in
      DelayHybrid(rootRate: rate, entropyRate: Double.exp(12 * noise.uniform() - 9))
    }
  }

  @Test func twoSidedHybrid() {
    check(7, count: 100) { rate, _, _ in TwoSidedHybrid(rate: rate) }
    check(8, count: 100, sets: true) { rate, _, _ in TwoSidedHybrid(rate: rate) }
  }

  @Test func bounded() {
    check(9, sets: true) { rate, _, _ in Bounded(TsallisHalf(rate: rate), to: 0...1) }
    check(10) { rate, noise, count in
      Bounded(LogBarrier(rate: rate), to: noise.uniform() / Double(count)...1)
    }
  }

  /// A part of an array is solved as if it stood alone.
  @Test func partsOfArrays() {
    var weights = [9.0, 9, 9, 9]
    var depth = Double.nan
    let barrier = ItemLogBarrier(inverseRates: [1, 1])
    SimplexSolver.solve([5, 0, 1, 5], barrier, items: 1..<3, depth: &depth, into: &weights)
    #expect(distance(weights, [9, 0.6180339887498949, 0.3819660112501051, 9]) < 1e-15)
    var losses = [5.0, 0, 0, 5]
    let multiplier = SimplexSolver.step(&losses, barrier, items: 1..<3, updating: &weights)
    #expect(abs(multiplier) < 1e-15)
    #expect(distance(weights, [9, 0.6180339887498949, 0.3819660112501051, 9]) < 1e-15)
  }

  /// Mirror descent with a constant rate, from the leader of no losses, is follow-the-regularized-leader.
  @Test func mirrorDescentFollowsTheLeader() {
    func check(_ regularizer: some SeparableRegularizer, total: Double = 1) {
      var noise = RandomStream(key: StreamKey(seed: 11))
      var sums = Array(repeating: 0.0, count: 6)
      var weights = solve(sums, regularizer, total: total).weights
      for _ in 0..<50 {
        var losses = (0..<6).map { _ in 3 * noise.uniform() - 1 }
        for item in sums.indices { sums[item] += losses[item] }
        _ = SimplexSolver.step(&losses, regularizer, total: total, updating: &weights)
        #expect(distance(weights, solve(sums, regularizer, total: total).weights) < 1e-10)
      }
    }
    check(TsallisHalf(rate: 0.3))
    check(TsallisEntropy(power: 0.7, rate: 0.3))
    check(LogBarrier(rate: 2))
    check(ItemLogBarrier(inverseRates: [1, 2, 3, 0.5, 10, 1]))
    check(TsallisLogBarrier(rate: 1, barrier: 0.2))
    check(DelayHybrid(rootRate: 0.4, entropyRate: 0.2))
    check(TwoSidedHybrid(rate: 0.3), total: 2)
  }

  @Test func oneItemHasAll() {
    #expect(solve([-3], LogBarrier(rate: 2)).weights == [1])
  }

  @Test func warmStartsAreCheap() {
    var noise = RandomStream(key: StreamKey(seed: 12))
    var losses = Array(repeating: 0.0, count: 10)
    var weights = losses
    var scaledDepth = Double.nan
    var evaluations = 0
    for round in 1...1000 {
      let rate = 2 / Double(round).squareRoot()
      var depth = scaledDepth / rate
      evaluations += SimplexSolver.solve(losses, TsallisHalf(rate: rate), depth: &depth, into: &weights)
      scaledDepth = depth * rate
      let item = noise.integer(below: 10)
      losses[item] += noise.uniform() / weights[item]
    }
    #expect(evaluations < 4000)
  }

  /// Sum, order, shifts, exchanges, monotony, small rates and warm starts.
  private func check<Regularizer: SeparableRegularizer>(
    _ seed: UInt64, count: Int = 300, isSymmetric: Bool = true, sets: Bool = false,
    _ make: (_ rate: Double, _ noise: inout RandomStream, _ items: Int) -> Regularizer
  ) {
    var noise = RandomStream(key: StreamKey(seed: seed))
    for problem in 0..<count {
      let items = problem % 50 == 49 ? 1000 : 2 + noise.integer(below: 19)
      let rate = Double.exp(Double.log(1e-4) + .log(3e5) * noise.uniform())
      let size = Double.exp(Double.log(1e-3) + .log(1e10) * noise.uniform())
      // Few items far from all others, or a spread over all scales.
      let spread = problem.isMultiple(of: 2) ? 1.0 : 6
      var losses = (0..<items).map { _ in size * Double.pow(noise.uniform(), spread) }
      let total = sets ? Double(1 + noise.integer(below: items - 1)) : 1
      let regularizer = make(rate, &noise, items)
      let comment: Comment = "problem \(problem): \(items) items, total \(total), rate \(rate), losses to \(size)"

      let (weights, multiplier) = solve(losses, regularizer, total: total)
      #expect(abs(weights.reduce(0, +) - total) < 1e-12, comment)
      #expect(weights.allSatisfy { $0 >= 0 && $0 <= 1 }, comment)
      if isSymmetric {
        let order = losses.indices.sorted { losses[$0] < losses[$1] }
        #expect(zip(order, order.dropFirst()).allSatisfy { weights[$0] >= weights[$1] - 1e-13 }, comment)
        let reversed = solve(losses.reversed(), regularizer, total: total).weights
        #expect(distance(reversed.reversed(), weights) < 1e-12, comment)
      }

      // A power of two keeps the digits of losses that are multiples of a larger one.
      let rounded = losses.map { ($0 * 1024).rounded() / 1024 }
      let shifted = rounded.map { $0 - 8_388_608 }
      let unshifted = solve(rounded, regularizer, total: total).weights
      #expect(distance(solve(shifted, regularizer, total: total).weights, unshifted) < 1e-12, comment)

      let depth = losses.min()! - multiplier
      for start in [depth, depth - size, depth + size, 0] {
        var warm = weights
        var depth = start
        let evaluations = SimplexSolver.solve(losses, regularizer, total: total, depth: &depth, into: &warm)
        #expect(distance(warm, weights) < 1e-12, comment)
        #expect(evaluations < SimplexSolver.evaluationLimit, comment)
      }

      let item = noise.integer(below: items)
      losses[item] += size * noise.uniform()
      let raised = solve(losses, regularizer, total: total).weights
      #expect(raised[item] <= weights[item] + 1e-12, comment)
    }
  }
}
