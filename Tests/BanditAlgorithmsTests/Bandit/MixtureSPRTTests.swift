import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct MixtureSPRTTests {
  /// Against the integral of the likelihood ratio over the normal law of the difference, by the trapezoidal rule.
  @Test(arguments: [(1, 0.3, 1.0), (10, -0.5, 0.5), (200, 0.05, 0.2), (50, 0, 2)])
  func ratioIsTheIntegral(pairs: Int, difference: Double, tau: Double) {
    let n = Double(pairs)
    var sum = 0.0
    let step = tau / 2000
    for index in -20_000...20_000 {
      let theta = Double(index) * step
      let density = exp(-theta * theta / (2 * tau * tau)) / (tau * (2 * Double.pi).squareRoot())
      // The mean of n pairs, each with variance 2.
      let log = n * (theta * difference - theta * theta / 2) / 2
      sum += density * exp(log) * step
    }
    let ratio = MixtureSPRT.logRatio(pairs: pairs, difference: difference, tau: tau)
    #expect(abs(ratio - log(sum)) < 1e-9)
  }

  /// Exact rewards: it stops after the first pair whose ratio is at least 1 / alpha, and names the better arm.
  @Test func stopsWhenTheRatioIsLarge() throws {
    let problem = BanditProblem(armCount: 2, horizon: 10_000)
    let run = BestArmRun(try MixtureSPRT(problem), ScriptedBandit(rewards: [[0.7], [0.4]]), rounds: 10_000)
    let pairs = (1...5000).first { MixtureSPRT.logRatio(pairs: $0, difference: -0.6, tau: 1) >= -log(0.05) }!
    #expect(run.learner.stop.time == 2 * pairs && run.learner.recommendation == 0)
    #expect(Array(run.arms.prefix(4)) == [0, 1, 0, 1] && (run.learner.measure(.pValue) ?? 1) <= 0.05)
  }

  /// Looked at after every pair for 500 pairs, two equal coins are told apart in no more than alpha of 1000 runs; level 1e-6.
  @Test(arguments: [0.5, 0.1])
  func equalArmsAreRarelyToldApart(p: Double) throws {
    let laws = try [p, p].map { ScalarLaw.bernoulli(try Bernoulli(p: $0)) }
    let found = try bestArmErrors(laws, rounds: 1000, runs: 1000, seed: 7) { try MixtureSPRT($0, alpha: 0.1) }
    let stopped = 1000 - found.unstopped
    #expect(stopped < 100 || BinomialTest(successes: stopped, trials: 1000, probability: 0.1).pValue > 1e-6)
  }

  @Test func normalRewardsOfTheRightSizeReachTheLevel() throws {
    // With normal rewards the inequality is nearly sharp: some runs stop, though not more than alpha.
    let laws = try [0.0, 0].map { ScalarLaw.gaussian(try Gaussian(mean: $0, sd: 3)) }
    let found = try bestArmErrors(laws, rounds: 2000, runs: 500, seed: 8) { try MixtureSPRT($0, alpha: 0.2) }
    let stopped = 500 - found.unstopped
    #expect(stopped > 30 && stopped < 125)
  }

  @Test func threeArmsAreRefused() {
    #expect(throws: InvalidSettings.self) { try MixtureSPRT(BanditProblem(armCount: 3, horizon: 10)) }
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["alpha": .number(0.3), "tau": .number(2), "then": .text("commit")], arms: 2) {
      try MixtureSPRT($0, alpha: 0.3, tau: 2, then: .commit)
    }
    #expect(played.settings == played.typed)
  }
}
