import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct ShrinkingDartboardTests {
  /// eta = 1/2: a loss of 1 is survived with probability 1/2, of 1/2 with .707107, of 0 always; exp(-eta l) likewise.
  @Test func keepProbabilities() throws {
    let policy = try make(ShrinkingDartboard.self, ["learningRate": .number(0.5)])
    #expect(
      zip([1, 0.5, 0].map(policy.keepProbability), [0.5, 0.5.squareRoot(), 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    let other = try make(ShrinkingDartboard.self, ["learningRate": .number(0.5), "update": .text("exponential")])
    #expect(abs(other.keepProbability(after: 0.5) - exp(-0.25)) < 1e-15)
  }

  /// min(sqrt(ln K / T), 1/2), through -ln(1 - eta).
  @Test func tunesItself() throws {
    #expect(abs(try make(ShrinkingDartboard.self, horizon: 100).rate + log(1 - (log(2.0) / 100).squareRoot())) < 1e-15)
    #expect(abs(try make(ShrinkingDartboard.self, horizon: 1).rate - log(2.0)) < 1e-15)
  }

  /// The first action is uniform; then (1, 0): the law of the second is (1/3, 2/3), though an action that lost nothing
  /// is kept. After (1, 0), (1, 0), (0, 1) it is (1/3, 2/3) again, after (.5, 1) besides .414214. Binomial, level 1e-6
  /// each.
  @Test func lawIsThatOfTheWeights() throws {
    let policy = try make(ShrinkingDartboard.self, ["learningRate": .number(0.5)])
    let rows = [[1.0, 0], [1, 0], [0, 1], [0.5, 1], [0, 0]]
    for (round, expected) in [1.0 / 2, 1.0 / 3, 1.0 / 5, 1.0 / 3, 1 / (1 + 2.0.squareRoot())].enumerated() {
      let counts = lastActions(of: policy, Array(rows.prefix(round + 1)), runs: 4000)
      #expect(
        BinomialTest(successes: counts[0], trials: 4000, probability: expected).pValue > 1e-6, "round \(round + 1)")
    }
  }

  @Test func anActionThatLosesNothingIsKept() throws {
    let policy = try make(ShrinkingDartboard.self, ["learningRate": .number(0.9)], actions: 3)
    for seed in 0..<20 { #expect(play(policy, [[0, 0, 0]], rounds: 50, seed: UInt64(seed)).switches == 0) }
  }

  /// E[resamples] <= ln K - ln(1 - eta) L*; T = 400, all losses 1, eta = sqrt(ln 2 / 400): 17.7. Mean of 800 runs,
  /// whose standard error is below .15.
  @Test func resamplesAreFew() throws {
    var total = 0.0
    for seed in 0..<800 {
      var game = ExpertsGame(
        environment: ScriptedLosses(rows: [[1, 1]]), learner: try make(ShrinkingDartboard.self, horizon: 400),
        problem: ExpertsProblem(actionCount: 2, horizon: 400, feedback: .full, switchingCost: 1))
      total += resamples(of: &game, seed: UInt64(seed), rounds: 400)
    }
    let rate = try make(ShrinkingDartboard.self, horizon: 400).rate
    #expect(abs(total / 800 - 399 * (1 - exp(-rate))) < 0.75)
    #expect(total / 800 < log(2.0) + rate * 400)
  }

  @Test func refusesARateOfOne() {
    #expect(
      throws: InvalidSettings("learningRate", "found 1.0; accepted: a number below 1 with the update `power`")
    ) { try make(ShrinkingDartboard.self, ["learningRate": .number(1)]) }
    #expect(throws: Never.self) {
      try make(ShrinkingDartboard.self, ["learningRate": .number(1), "update": .text("exponential")])
    }
    #expect(throws: InvalidSettings.self) { try make(ShrinkingDartboard.self, feedback: .bandit) }
  }

  @Test(arguments: ["power", "exponential"]) func conforms(update: String) {
    #expect(
      ExpertsConformance.violations(
        of: ShrinkingDartboard.self, settings: ["update": .text(update)], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try ShrinkingDartboard(problem, update: .exponential, learningRate: 2)
    #expect(
      haveSameContents(
        typed,
        try ShrinkingDartboard(
          settings: ["update": .text("exponential"), "learningRate": .number(2)], problem: problem)))
    #expect(haveSameContents(try ShrinkingDartboard(problem), try ShrinkingDartboard(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try ShrinkingDartboard(problem)))
  }
}
