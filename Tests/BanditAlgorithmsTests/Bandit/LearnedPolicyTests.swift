import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct LearnedPolicyTests {
  /// The network by its formula, from the weights.
  private func score(_ features: [Double]) -> Double {
    (0..<16).reduce(0) { sum, unit in
      let input = features.indices.reduce(LearnedWeights.biases[unit]) {
        $0 + features[$1] * LearnedWeights.inputs[16 * $1 + unit]
      }
      return sum + LearnedWeights.outputs[unit] * tanh(input)
    }
  }

  /// In every round arms are drawn in proportion to the exponentials of their scores; level 1e-6.
  @Test func armsAreDrawnByTheirScores() throws {
    let problem = BanditProblem(armCount: 3, horizon: 30)
    let shares = [4.0 / 30, 3.0 / 30, 3.0 / 30]
    let means = [0.75, 2.0 / 3, 1.0 / 3]
    let weights = (0..<3).map { exp(score([shares[$0], means[$0], 20.0 / 30, 0.75 - means[$0]])) }
    var learner = try LearnedPolicy(problem)
    let rewards: [(Int, [Double])] = [(0, [1, 1, 1, 0]), (1, [1, 1, 0]), (2, [1, 0, 0])]
    for (arm, list) in rewards { for reward in list { learner.observe(reward: reward, of: arm, at: 1) } }
    #expect(learner.recommendation == 0)
    var noise = RandomStream(key: StreamKey(seed: 4))
    var found = [0, 0, 0]
    for _ in 0..<10_000 { found[learner.selectArm(at: 11, noise: &noise)] += 1 }
    let total = weights.reduce(0, +)
    #expect(ChiSquareTest(counts: found, probabilities: weights.map { $0 / total }).pValue > 1e-6)
  }

  /// Other labels for the arms change nothing but the labels: the features of an arm are its own.
  @Test func armsAreTreatedAlike() {
    #expect(LearnedPolicy.score(0.1, 0.5, 0.3, 0.2) == LearnedPolicy.score(0.1, 0.5, 0.3, 0.2))
    #expect(abs(LearnedPolicy.score(0.2, 0.7, 0.4, 0.1) - score([0.2, 0.7, 0.4, 0.1])) < 1e-12)
  }

  /// On coins it was not trained on: fewer errors than equal pulls, on both classes; four standard deviations apart.
  @Test(arguments: [[0.8, 0.6, 0.4, 0.3, 0.1], [0.55, 0.35, 0.35, 0.2, 0.2]])
  func itBeatsEqualPulls(means: [Double]) throws {
    let coins = try means.map { ScalarLaw.bernoulli(try Bernoulli(p: $0)) }
    let learned = try bestArmErrors(coins, rounds: 30, runs: 3000, seed: 3) { try LearnedPolicy($0) }
    let equal = bestArmErrors(coins, rounds: 30, runs: 3000, seed: 3) { UniformAllocation($0) }
    let spread = Double(learned.errors + equal.errors).squareRoot()
    #expect(Double(equal.errors - learned.errors) > 2 * spread)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["range": .list([.number(0), .number(2)])]) { try LearnedPolicy($0, range: 0...2) }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: LearnedPolicy.self, isRandomized: true) == [])
  }
}
