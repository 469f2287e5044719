import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct LimitedAdviceTests {
  private func policy(_ advice: Int, actions: Int = 3, feedback: LossFeedback = .full) throws -> LimitedAdvice {
    try make(LimitedAdvice.self, ["advice": .whole(advice)], actions: actions, feedback: feedback)
  }

  /// sqrt(M ln K / (t K)).
  @Test func rates() throws {
    #expect(abs(try policy(2).rate(at: 5) - (2 * log(3.0) / 15).squareRoot()) < 1e-15)
  }

  /// First loss (1, 0, 0), M = 2: action 1 is seen with probability 2/3, est = 3/2; eta_2 = sqrt(2 ln 3 / 6). Binomial,
  /// 1e-6.
  @Test func estimates() throws {
    let weight = exp(-1.5 * (2 * log(3.0) / 6).squareRoot())
    let expected = 2.0 / 3 * weight / (2 + weight) + 1.0 / 9
    let count = lastActions(of: try policy(2), [[1, 0, 0], [0, 0, 0]], runs: 6000)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: expected).pValue > 1e-6)
  }

  @Test func seesSoManyLosses() throws {
    for advice in 1...3 {
      #expect(play(try policy(advice), [[0.5, 0.2, 0.1]], rounds: 100).observations == 100 * advice)
    }
  }

  /// 2 sqrt((K/M) T ln K), mean of 50 runs; more advice, less regret.
  @Test func regretIsBelowTheBound() throws {
    let rows = sharedWalk(actions: 4, rounds: 1000, gap: 0.1, seed: 3)
    let regrets = try [1, 2, 4].map { advice in
      try (0..<50).map { seed in
        play(try policy(advice, actions: 4), rows, rounds: 1000, seed: seed).externalRegret
      }.mean
    }
    for (advice, regret) in zip([1.0, 2, 4], regrets) {
      #expect(regret < 2 * (4 / advice * 1000 * log(4.0)).squareRoot())
    }
    #expect(regrets[0] > regrets[1] && regrets[1] > regrets[2])
  }

  @Test func refusesMoreThanThereIs() throws {
    #expect(throws: InvalidSettings("advice", "found 4; accepted: at most 3, the number of actions")) { try policy(4) }
    #expect(throws: InvalidSettings.self) { try policy(2, feedback: .bandit) }
    #expect(throws: InvalidSettings.self) { try policy(2, feedback: .extra(999)) }
    #expect(throws: Never.self) { try policy(2, feedback: .extra(1000)) }
    #expect(throws: Never.self) { try policy(1, feedback: .bandit) }
  }

  @Test(arguments: [1, 2, 3]) func conforms(advice: Int) {
    #expect(
      ExpertsConformance.violations(of: LimitedAdvice.self, settings: ["advice": .whole(advice)], isRandomized: true)
        == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try LimitedAdvice(problem, advice: 2)
    #expect(haveSameContents(typed, try LimitedAdvice(settings: ["advice": .whole(2)], problem: problem)))
    #expect(haveSameContents(try LimitedAdvice(problem), try LimitedAdvice(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try LimitedAdvice(problem)))
  }
}
