import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct RolloutsSettingsTests {
  private let selection = RolloutsProblem(
    promptCount: 9, horizon: 10, terms: .selection(size: 2, rollouts: 4, target: 0.5), evaluationRollouts: 1)
  private let budgets = RolloutsProblem(promptCount: 9, horizon: 10, terms: .budgets(total: 40, range: 2...9))

  @Test func wrongSettingsAreRefused() {
    for (type, problem) in [
      (MoPPS.self, selection), (KnapsackRollouts.self, budgets), (UniformRollouts.self, selection),
    ] as [(any Configurable<RolloutsProblem>.Type, RolloutsProblem)] {
      #expect(
        flaws(of: type.card) { settings throws(InvalidSettings) in
          _ = try type.init(settings: settings, problem: problem)
        } == [])
    }
    let truth = PromptTruth(probabilities: Array(repeating: 0.5, count: 9))
    #expect(
      flaws(of: OracleRollouts.card) { settings throws(InvalidSettings) in
        try OracleRollouts.check(settings: settings, problem: budgets, truth: truth)
      } == [])
  }
}
