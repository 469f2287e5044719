import BanditAlgorithms
import BanditStreams
import Foundation
import Testing

struct AdaNormalHedgeTests {
  /// One round: the probabilities, and the expected loss.
  private func play(
    _ hedge: inout AdaNormalHedge, awake: [Int], losses: [Double]
  ) -> (probabilities: [Double], loss: Double) {
    hedge.setProbabilities(awake: awake)
    return (hedge.probabilities, hedge.update(losses: losses, awake: awake))
  }

  private func expect(
    _ found: [Double], _ wanted: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == wanted.count, sourceLocation: sourceLocation)
    for (found, wanted) in zip(found, wanted) {
      #expect(abs(found - wanted) < 6e-9, sourceLocation: sourceLocation)
    }
  }

  /// The formula, by hand to ten digits.
  @Test(
    arguments: [
      (0, 0, 0.1978062125), (2, 3, 0.5150479835), (-0.5, 0.5, 0.0285638724), (-1, 1, 0), (-7, 9, 0),
    ] as [(Double, Double, Double)])
  func weights(regret: Double, scale: Double, weight: Double) {
    let found = exp(AdaNormalHedge.logWeight(regret: regret, scale: scale))
    #expect(abs(found - weight) < 6e-11)
    #expect((found == 0) == (weight == 0))
  }

  /// W in plain arithmetic, wherever that does not overflow.
  @Test func logarithmsAgreeWithTheFormula() {
    for regret in stride(from: -3.0, through: 40, by: 0.37) {
      for scale in [abs(regret), 50, 1e4] {
        let (a, b) = (max(regret + 1, 0), max(regret - 1, 0))
        let plain = (exp(a * a / (3 * (scale + 1))) - exp(b * b / (3 * (scale + 1)))) / 2
        let found = exp(AdaNormalHedge.logWeight(regret: regret, scale: scale))
        #expect(abs(found - plain) <= 1e-11 * max(plain, 1e-3))
      }
    }
  }

  @Test func twoExpertsAwake() {
    var hedge = AdaNormalHedge(expertCount: 2)
    var round = play(&hedge, awake: [0, 1], losses: [0.2, 0.6])
    expect(round.probabilities + [round.loss], [0.5, 0.5, 0.4])
    round = play(&hedge, awake: [0, 1], losses: [0.9, 0.1])
    expect(round.probabilities + [round.loss], [0.71654397, 0.28345603, 0.67323518])
    expect(hedge.regrets + hedge.scales, [-0.02676482, 0.37323518, 0.42676482, 0.77323518])
    round = play(&hedge, awake: [0, 1], losses: [0.3, 0.3])
    expect(round.probabilities + [round.loss], [0.36795688, 0.63204312, 0.3])
  }

  @Test func sleepingExpertsStayAsTheyAre() {
    var hedge = AdaNormalHedge(expertCount: 3)
    var round = play(&hedge, awake: [0, 2], losses: [0.5, 0.1])
    expect(round.probabilities + [round.loss], [0.5, 0.5, 0.3])
    #expect(hedge.regrets[1] == 0 && hedge.scales[1] == 0)
    round = play(&hedge, awake: [0, 1, 2], losses: [0.2, 0.4, 0.3])
    expect(round.probabilities + [round.loss], [0.17981551, 0.36563174, 0.45455276, 0.31858162])
    let asleep = (hedge.regrets[0], hedge.scales[0])
    round = play(&hedge, awake: [1, 2], losses: [0, 0.6])
    expect(round.probabilities + [round.loss], [0.37217173, 0.62782827, 0.37669696])
    #expect(hedge.regrets[0] == asleep.0 && hedge.scales[0] == asleep.1)
    expect(hedge.regrets, [-0.08141838, 0.29527858, -0.00472142])
    expect(hedge.scales, [0.31858162, 0.45811534, 0.44188466])
  }

  @Test func withoutWeightsTheExpertsAwakeAreAlike() {
    var hedge = AdaNormalHedge(expertCount: 3)
    expect(play(&hedge, awake: [0, 1], losses: [1, 0]).probabilities, [0.5, 0.5])
    expect(play(&hedge, awake: [0, 1], losses: [1, 0]).probabilities, [0.08093479, 0.91906521])
    #expect(AdaNormalHedge.logWeight(regret: hedge.regrets[0], scale: hedge.scales[0]) == -.infinity)
    #expect(hedge.uniformRounds == 0)
    var round = play(&hedge, awake: [0], losses: [0.5])
    expect(round.probabilities + [round.loss], [1, 0.5])
    #expect(hedge.uniformRounds == 1)
    round = play(&hedge, awake: [0, 2], losses: [0.4, 0.4])
    #expect(round.probabilities == [0, 1])
    expect(hedge.regrets, [-1.41906521, 0.58093479, 0])
    var worst = AdaNormalHedge(regrets: [-2, -3, 1], scales: [2, 3, 1])
    worst.setProbabilities(awake: [0, 1])
    #expect(worst.probabilities == [0.5, 0.5])
  }

  @Test func withNobodyAwakeAllAreAlikeAndNothingIsLearned() {
    var hedge = AdaNormalHedge(regrets: [0.5, -1, 0.25], scales: [1, 1, 1])
    let round = play(&hedge, awake: [], losses: [])
    #expect(round.probabilities == [1.0 / 3, 1.0 / 3, 1.0 / 3] && round.loss == 0)
    #expect(hedge.regrets == [0.5, -1, 0.25] && hedge.scales == [1, 1, 1])
  }

  @Test func oneExpertHasNoRegret() {
    var hedge = AdaNormalHedge(expertCount: 1)
    for loss in [0.3, 1, 0, 0.8] {
      let round = play(&hedge, awake: [0], losses: [loss])
      #expect(round.probabilities == [1] && round.loss == loss)
    }
    #expect(hedge.regrets == [0] && hedge.scales == [0])
  }

  /// Experts in another order, one of them twice: the probabilities move along, the twins' are equal.
  @Test func expertsHaveNoPlaces() {
    var noise = RandomStream(key: StreamKey(seed: 61))
    var hedge = AdaNormalHedge(expertCount: 3)
    var moved = AdaNormalHedge(expertCount: 4)
    var single = AdaNormalHedge(expertCount: 4)
    for _ in 0..<200 {
      let losses = (0..<3).map { _ in noise.uniform() }
      let first = play(&hedge, awake: [0, 1, 2], losses: losses).probabilities
      let second = play(&single, awake: [1, 2, 3], losses: [losses[2], losses[0], losses[1]]).probabilities
      for (left, right) in zip(first, [second[1], second[2], second[0]]) { #expect(abs(left - right) < 1e-12) }
      let twins = play(&moved, awake: [0, 1, 2, 3], losses: losses + [losses[1]]).probabilities
      #expect(twins[1] == twins[3])
    }
  }

  private enum Adversary: CaseIterable {
    case random, leaderFails, alternating, oneIsGood, sleepers

    /// The losses of the experts awake and who they are.
    func round(_ round: Int, _ hedge: AdaNormalHedge, _ noise: inout RandomStream) -> (awake: [Int], losses: [Double]) {
      let experts = Array(0..<hedge.expertCount)
      switch self {
      case .random: return (experts, experts.map { _ in noise.uniform() })
      case .leaderFails:
        // The regret is largest where the hedge trusts most.
        let leader = experts.max { hedge.regrets[$0] < hedge.regrets[$1] }!
        return (experts, experts.map { $0 == leader ? 1 : 0 })
      case .alternating: return (experts, experts.map { ($0 + round) % 2 == 0 ? 1 : 0 })
      case .oneIsGood: return (experts, experts.map { $0 == 3 ? 0 : 1 })
      case .sleepers:
        let awake = experts.filter { _ in noise.uniform() < 0.4 }
        return (awake, awake.map { noise.uniform() < 0.1 + 0.2 * Double($0) ? 1 : 0 })
      }
    }
  }

  /// The bound of Luo and Schapire after every round, and the two facts behind it: probabilities, weighted by the
  /// regrets of the round, cancel; |R| <= C.
  @Test(arguments: 0..<5, [1, 2, 5]) func boundHoldsAfterEveryRound(adversary: Int, experts: Int) {
    let adversary = Adversary.allCases[adversary]
    var noise = RandomStream(key: StreamKey(seed: 62))
    var hedge = AdaNormalHedge(expertCount: experts)
    var isBounded = true
    for round in 1...1500 {
      let (awake, losses) = adversary.round(round, hedge, &noise)
      hedge.setProbabilities(awake: awake)
      let total = hedge.probabilities.reduce(0, +)
      let before = hedge.regrets
      hedge.update(losses: losses, awake: awake)
      let sum = zip(awake, hedge.probabilities).reduce(0.0) { $0 + $1.1 * (hedge.regrets[$1.0] - before[$1.0]) }
      isBounded = isBounded && abs(total - 1) < 1e-12 && abs(sum) < 1e-12
      for expert in 0..<experts {
        isBounded = isBounded && hedge.regrets[expert] <= hedge.bound(of: expert) + 1e-12
        isBounded = isBounded && abs(hedge.regrets[expert]) <= hedge.scales[expert] + 1e-12
      }
    }
    #expect(isBounded)
  }

  /// sqrt(3 C (ln N + ln B + 1)) for N = 2, C = (3, 0): B = 1 + 3/4 (2 + ln 4) = 3.5397207708.
  @Test func boundByHand() {
    let hedge = AdaNormalHedge(regrets: [1, 0], scales: [3, 0])
    #expect(abs(hedge.bound(of: 0) - (9 * (log(2) + log(3.5397207708) + 1)).squareRoot()) < 1e-10)
    #expect(hedge.bound(of: 1) == 0)
  }

  /// Every state that ten million rounds, or any number of them, can reach has weights.
  @Test func nothingOverflows() {
    for scale in [0, 1, 2128, 1e4, 1e7, 1e15, 1e150] {
      var hedge = AdaNormalHedge(
        regrets: [scale, scale, -scale, scale / 2], scales: [scale, scale + 1, scale, scale])
      hedge.setProbabilities(awake: [0, 1, 2, 3])
      #expect(hedge.probabilities.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(abs(hedge.probabilities.reduce(0, +) - 1) < 1e-12)
      #expect(hedge.probabilities[0] >= hedge.probabilities[2])
    }
  }

  /// Losses against the leader, for ten million rounds where the code is optimised.
  @Test func adversarialLossesForMillionsOfRounds() {
    var rounds = 10_000_000
    assert(
      {
        rounds = 50_000
        return true
      }())
    var hedge = AdaNormalHedge(expertCount: 2)
    let awake = [0, 1]
    var isFinite = true
    for round in 1...rounds {
      hedge.setProbabilities(awake: awake)
      // The more likely one fails; now and then, both do, or neither.
      let leader = hedge.probabilities[0] >= hedge.probabilities[1] ? 0 : 1
      let losses: [Double] = round % 7 == 0 ? [1, 1] : leader == 0 ? [1, 0] : [0, 1]
      hedge.update(losses: losses, awake: awake)
      isFinite = isFinite && hedge.probabilities[0].isFinite && hedge.probabilities[1].isFinite
    }
    #expect(isFinite && hedge.scales.allSatisfy(\.isFinite))
    #expect(hedge.regrets.indices.allSatisfy { hedge.regrets[$0] <= hedge.bound(of: $0) })
  }
}
