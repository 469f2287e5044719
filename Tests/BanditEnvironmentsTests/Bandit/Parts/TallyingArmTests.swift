import BanditStreams
import Testing

@testable import BanditEnvironments

struct TallyingArmTests {
  @Test func climbingToFullTally() {
    let arm = TallyingArm(weights: .decay(0.5), loss: .affine(zero: 1, full: 0.125))
    // Tallies 1, 3/2, 7/4.
    for (found, expected) in zip(arm.climb(memory: 3), [0.5, 0.25, 0.125]) { #expect(abs(found - expected) < 1e-15) }
    #expect(TallyingArm(loss: .table([0.1, 0.2])).climb(memory: 3) == [0.1, 0.2, 0.2])
  }

  /// Against every window of m pulls.
  @Test func leastLossAgreesWithEveryWindow() {
    var noise = RandomStream(key: StreamKey(seed: 56))
    for _ in 0..<300 {
      let memory = 1 + noise.integer(below: 6)
      let lists = (0..<memory).map { _ in noise.uniform() + 0.01 }
      let weights = [TallyWeights.flat, .linear, .decay(0.1 + 0.8 * noise.uniform()), .list(lists)][
        noise.integer(below: 4)]
      let values = (0..<5).map { _ in noise.uniform() }
      let curves: [LossCurve] = [
        .affine(zero: values[0], full: values[1]), .table(values),
        .points((0..<4).map { .init(Double($0) + values[$0], values[$0 + 1]) }),
        .step(threshold: 3 * values[0], below: values[1], above: values[2]),
        .logistic(low: values[0], high: values[1], midpoint: 3 * values[2], slope: 8 * values[3] - 4),
      ]
      let arm = TallyingArm(weights: weights, loss: curves[noise.integer(below: 5)])
      var least = Double.infinity
      for window in 0..<1 << (memory - 1) {
        let tally = weights.values(memory: memory).enumerated().reduce(0.0) { sum, weight in
          weight.offset == 0 || window >> (weight.offset - 1) & 1 == 1 ? sum + weight.element : sum
        }
        least = min(least, arm.loss.loss(at: tally, full: weights.sum(memory: memory)))
      }
      let found = arm.leastLoss(memory: memory)
      #expect(found.map { abs($0 - least) < 1e-12 } == true, "\(arm)")
    }
  }

  @Test func longMemoriesAreOnlyCheckedWhereThatIsCheap() {
    let valley = LossCurve.table([0.5, 0.1, 0.5])
    #expect(TallyingArm(weights: .linear, loss: valley).leastLoss(memory: 21) == nil)
    #expect(TallyingArm(weights: .linear, loss: valley).leastLoss(memory: 10) == 0.1)
    #expect(TallyingArm(weights: .flat, loss: valley).leastLoss(memory: 1000) == 0.1)
    #expect(TallyingArm(weights: .linear, loss: .table([0.5, 0.1])).leastLoss(memory: 1000) == 0.1)
  }
}
