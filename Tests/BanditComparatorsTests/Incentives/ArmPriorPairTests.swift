import BanditComparators
import Testing

struct ArmPriorPairTests {
  /// Every sequence of rewards of the first arm, with its probability.
  private func sequences(_ prior: ArmPrior, _ pulls: Int) -> [(rewards: [Int], probability: Double)] {
    var list: [(rewards: [Int], probability: Double)] = [([], 1)]
    for pull in 0..<pulls {
      list = list.flatMap { rewards, probability in
        let mean: Double = prior.mean(successes: Double(rewards.reduce(0, +)), of: Double(pull))
        return [(rewards + [1], probability * mean), (rewards + [0], probability * (1 - mean))]
      }
    }
    return list
  }

  private let priors: [ArmPrior] = [
    .beta(a: 3, b: 2), .beta(a: 1, b: 1), .beta(a: 0.3, b: 0.2), .beta(a: 40, b: 7), .known(0.7), .known(1), .known(0),
  ]

  @Test func posteriorMeans() {
    #expect(ArmPrior.beta(a: 2, b: 1).mean == 2.0 / 3 && ArmPrior.known(0.3).mean == 0.3)
    #expect(ArmPrior.beta(a: 2, b: 1).mean(successes: 0, of: 2) == 0.4)
    #expect(ArmPrior.known(0.3).mean(successes: 5, of: 5) == 0.3)
  }

  /// Numbers of successes against all sequences, and far away against their mean and sum.
  @Test func successes() {
    for prior in priors {
      for pulls in [0, 1, 2, 5, 9] {
        var expected = Array(repeating: 0.0, count: pulls + 1)
        for (rewards, probability) in sequences(prior, pulls) { expected[rewards.reduce(0, +)] += probability }
        let found = prior.successProbabilities(pulls: pulls)
        #expect(found.count == pulls + 1)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-13 }, "\(prior) \(pulls)")
      }
    }
    for prior in [ArmPrior.beta(a: 1e6, b: 3e5), .beta(a: 1e-3, b: 1e-3), .beta(a: 1e6, b: 1e-3), .known(1e-9)] {
      let law = prior.successProbabilities(pulls: 20_000)
      #expect(law.allSatisfy { $0 >= 0 && $0.isFinite })
      #expect(abs(law.reduce(0, +) - 1) < 1e-9)
      var mean = 0.0
      for (count, probability) in law.enumerated() { mean += Double(count) * probability }
      let expected: Double = 20_000 * prior.mean
      #expect(abs(mean - expected) < 0.02)
    }
  }

  /// The worked examples: 1/60 of Beta(2, 1) against 1/2 after two pulls, 0 of Beta(6, 4) against .4 up to five.
  @Test func expectedGains() {
    let pair = ArmPriorPair(.beta(a: 2, b: 1), .known(0.5))
    #expect(abs(pair.expectedGain(afterPulls: 2) - 1.0 / 60) < 1e-15)
    #expect(pair.expectedGain(afterPulls: 0) == 0 && pair.expectedGain(afterPulls: 1) == 0)
    #expect(pair.decisivePulls == 2)
    let late = ArmPriorPair(.beta(a: 6, b: 4), .known(0.4))
    #expect((0...5).allSatisfy { late.expectedGain(afterPulls: $0) == 0 })
    #expect(late.expectedGain(afterPulls: 6) > 0 && late.decisivePulls == 6)
    // Nobody learns anything of a known arm, and nothing is worse than 0.
    let known = ArmPriorPair(.known(0.7), .beta(a: 1, b: 1))
    #expect(known.expectedGain(afterPulls: 1000) == 0 && known.decisivePulls == nil)
    #expect(ArmPriorPair(.beta(a: 1, b: 1), .known(0)).decisivePulls == nil)
    #expect(ArmPriorPair(.beta(a: 1, b: 1), .beta(a: 2, b: 2)).decisivePulls == 1)
    #expect(ArmPriorPair(.beta(a: 1e15, b: 1), .known(1e-300)).decisivePulls == .infinity)
    #expect((ArmPriorPair(.beta(a: 1e15, b: 1), .known(1e-30)).decisivePulls ?? 0) > 1e40)
    // A beta prior of the second arm counts by its mean.
    #expect(
      ArmPriorPair(.beta(a: 2, b: 1), .beta(a: 5, b: 5)).expectedGain(afterPulls: 2) == pair.expectedGain(afterPulls: 2)
    )
  }

  /// Gains and the least number of pulls against all sequences; gains never fall with more pulls, up to rounding.
  @Test func gainsBySequences() {
    for first in [ArmPrior.beta(a: 3, b: 2), .beta(a: 1, b: 1), .beta(a: 2.5, b: 0.5), .beta(a: 4, b: 4)] {
      for second in [ArmPrior.known(0.45), .beta(a: 2, b: 3), .known(0.5)] where first.mean >= second.mean {
        let pair = ArmPriorPair(first, second)
        var before = 0.0
        for pulls in 0...9 {
          var gain = 0.0
          var mayLead = false
          for (rewards, probability) in sequences(first, pulls) {
            let lead: Double = second.mean - first.mean(successes: Double(rewards.reduce(0, +)), of: Double(pulls))
            gain += probability * max(0, lead)
            if lead > 0 { mayLead = true }
          }
          #expect(abs(pair.expectedGain(afterPulls: pulls) - gain) < 1e-13)
          #expect(gain >= before - 1e-13)
          #expect(mayLead == ((pair.decisivePulls ?? .infinity) <= Double(pulls)))
          before = gain
        }
      }
    }
  }

  /// .690263 of Beta(3, 2) against Beta(2, 3) in 500 rounds.
  @Test func greedyAgents() {
    let untried = ArmPriorPair(.beta(a: 3, b: 2), .beta(a: 2, b: 3)).untriedProbabilities(rounds: 500)
    #expect(untried.count == 501 && untried[0] == 1 && untried[1] == 1)
    #expect((untried[500] * 1e6).rounded() == 690_263)
    // Sums of what is left and what goes on may round up.
    #expect(zip(untried, untried.dropFirst()).allSatisfy { $1 - $0 < 1e-13 })
    #expect(ArmPriorPair(.known(0.6), .known(0.4)).untriedProbabilities(rounds: 3) == [1, 1, 1, 1])
  }

  /// Against all sequences: as long as the first arm leads or ties it is pulled.
  @Test func greedyAgentsBySequences() {
    for (first, second) in [
      (ArmPrior.beta(a: 3, b: 2), ArmPrior.beta(a: 2, b: 3)), (.beta(a: 1, b: 1), .known(0.5)),
      (.beta(a: 2, b: 1), .known(0.5)),
      (.beta(a: 0.4, b: 0.3), .known(0.3)),
    ] {
      let untried = ArmPriorPair(first, second).untriedProbabilities(rounds: 9)
      for rounds in 0...9 {
        var expected = 0.0
        for (rewards, probability) in sequences(first, rounds) {
          let isPulled = (0..<max(1, rounds)).allSatisfy { pulls -> Bool in
            let wins = rewards.prefix(pulls).reduce(0, +)
            return first.mean(successes: Double(wins), of: Double(pulls)) >= second.mean
          }
          if isPulled { expected += probability }
        }
        #expect(abs(untried[rounds] - expected) < 1e-13, "\(first) \(second) \(rounds)")
      }
    }
  }

  /// (11.7): never with probability at least the difference of the prior means.
  @Test func theBoundHolds() {
    for a in [0.2, 1, 3, 9] {
      for b in [0.2, 1, 4] {
        let mean: Double = a / (a + b)
        for second in [0.05, 0.2, 0.4, 0.6, 0.9] where mean >= second {
          let untried = ArmPriorPair(.beta(a: a, b: b), .known(second)).untriedProbabilities(rounds: 300)
          #expect(untried[300] >= mean - second)
        }
      }
    }
  }
}
