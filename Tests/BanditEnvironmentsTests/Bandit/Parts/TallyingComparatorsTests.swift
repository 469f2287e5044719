import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct TallyingComparatorsTests {
  private func bandit(_ arms: [TallyingArm], memory: Int, horizon: Int) -> WeightedTallyingBandit {
    WeightedTallyingBandit(arms: arms, memory: memory, noise: .deterministic, horizon: horizon)
  }

  /// From Tests/Reference/memory_bandits.py: weights linear, decaying and listed, losses a line, logistic and points.
  @Test func threeArmsOfDifferentKinds() throws {
    let arms = [
      TallyingArm(weights: .linear, loss: .affine(zero: 0.2, full: 0.8)),
      TallyingArm(weights: .decay(0.7), loss: .logistic(low: 0.9, high: 0.2, midpoint: 1.5, slope: 3)),
      TallyingArm(weights: .list([0.5, 0, 2, 1]), loss: .points([.init(0.5, 0.6), .init(3, 0.1)])),
    ]
    let bandit = bandit(arms, memory: 4, horizon: 9)
    let optimum = try #require(bandit.truth.sequences?.optimum)
    for (place, loss) in [0.44, 1.04, 1.24, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0].enumerated() {
      #expect(abs(optimum.total(through: place + 1) + loss) < 1e-12)
    }
  }

  @Test func agreesWithAllSequencesOnRandomInstances() {
    var noise = RandomStream(key: StreamKey(seed: 62))
    for _ in 0..<250 {
      let (armCount, memory) = (1 + noise.integer(below: 3), 1 + noise.integer(below: 4))
      let arms = (0..<armCount).map { _ -> TallyingArm in
        let values = (0..<4).map { _ in noise.uniform() }
        let weights: [TallyWeights] = [
          .flat, .linear, .decay(0.1 + 0.8 * values[0]), .list((0..<memory).map { _ in noise.uniform() + 0.01 }),
        ]
        let curves: [LossCurve] = [
          .affine(zero: values[0], full: values[1]), .table(values),
          .step(threshold: 3 * values[0], below: values[1], above: values[2]),
          .logistic(low: values[0], high: values[1], midpoint: 3 * values[2], slope: 8 * values[3] - 4),
          .points([.init(1, values[0]), .init(2, values[1]), .init(2.5, values[2])]),
        ]
        return TallyingArm(weights: weights[noise.integer(below: 4)], loss: curves[noise.integer(below: 5)])
      }
      let bandit = bandit(arms, memory: memory, horizon: 5)
      #expect(agreesWithAllSequences(bandit, horizon: 5), "\(arms), memory \(memory)")
      // Where one arm is best by repeated exposure, it stays within memory - 1 of the lower line.
      if let sequences = bandit.truth.sequences, let ceiling = sequences.ceiling {
        for round in 1...5 {
          let (line, best) = (ceiling * Double(round), sequences.optimum!.total(through: round))
          #expect(best <= line + 1e-12 && sequences.bestRepeatedTotal(through: round) <= best + 1e-12)
          #expect(line - best <= Double(memory - 1) + 1e-12)
        }
      }
    }
  }

  /// Constant play of two alternating arms loses T - 1 more than the best sequence, which loses nothing.
  @Test func alternation() {
    let bandit = bandit(Array(repeating: TallyingArm(loss: .table([0, 1])), count: 2), memory: 2, horizon: 50)
    let sequences = bandit.truth.sequences!
    #expect(sequences.optimum!.total(through: 50) == 0 && sequences.ceiling == nil)
    #expect(sequences.bestRepeatedTotal(through: 50) == -49)
    #expect(means(bandit, [0, 0, 0, 0]) == [0, -1, -1, -1])
    #expect(means(bandit, [0, 1, 0, 1]) == [0, 0, 0, 0])
    #expect(means(bandit, [0, 0, 1, 1]) == [0, -1, 0, -1])
    #expect(TallyingComparators.machine(arms: bandit.arms, memory: 2, depth: 2).bestCycleMean == 0)
  }

  /// m = 2: h_1 = 1 and 0.2, h_2 = 0.8: the best 20 rounds lose 4.8, by arm 1 alone.
  @Test func cycleMeans() {
    let arms = [TallyingArm(loss: .table([1, 0.2])), TallyingArm(loss: .affine(zero: 0.8, full: 0.8))]
    let bandit = bandit(arms, memory: 2, horizon: 20)
    #expect(abs(bandit.truth.sequences!.optimum!.total(through: 20) + 4.8) < 1e-12)
    #expect(bandit.truth.sequences!.bestSequence == Array(repeating: 0, count: 20))
    #expect(abs(TallyingComparators.machine(arms: arms, memory: 2, depth: 2).bestCycleMean + 0.2) < 1e-15)
    let decaying = [LossCurve.affine(zero: 1, full: 0.125), .affine(zero: 0.4, full: 0.575)].map {
      TallyingArm(weights: .decay(0.5), loss: $0)
    }
    #expect(abs(TallyingComparators.machine(arms: decaying, memory: 3, depth: 3).bestCycleMean + 0.125) < 1e-15)
  }

  /// A needle loses 1 in each of its first m - 1 rounds, nothing after; nobody can do better.
  @Test func theNeedleCostsItsClimb() {
    let arms = [
      TallyingArm(loss: .affine(zero: 1, full: 1)), TallyingArm(loss: .step(threshold: 5, below: 1, above: 0)),
    ]
    let sequences = bandit(arms, memory: 5, horizon: 30).truth.sequences!
    #expect((1...30).map { sequences.optimum!.total(through: $0) } == (1...30).map { -Double(min($0, 4)) })
    #expect(sequences.ceiling == 0)
  }

  @Test func whatIsTooLargeIsMissing() {
    let comparators = TallyingComparators(
      arms: Array(repeating: TallyingArm(loss: .affine(zero: 0.9, full: 0.2)), count: 5), memory: 20, horizon: 20_000)
    #expect(comparators.sequences.optimum == nil && comparators.sequences.ceiling == -0.2)
    #expect(comparators.violation == nil)
    #expect(comparators.facts.last?.hasPrefix("policy is missing") == true)
  }

  @Test func violationsAreToldInFacts() {
    let comparators = TallyingComparators(
      arms: Array(repeating: TallyingArm(loss: .table([0, 1])), count: 2), memory: 2, horizon: 5)
    #expect(comparators.violation?.hasPrefix("repeated exposure optimality fails: arm 0") == true)
    #expect(comparators.facts.first?.hasSuffix("policy-lower is missing") == true)
  }
}
