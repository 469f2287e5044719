import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct OracleRolloutsTests {
  private func batch(_ learner: inout OracleRollouts, _ problem: RolloutsProblem) -> RolloutBatch {
    var batch = RolloutBatch(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    learner.selectRollouts(into: &batch, at: 1, noise: &noise)
    #expect(batch.fault == nil)
    return batch
  }

  /// The prompts nearest to the target, and after a lesson those that are nearest then.
  @Test func followsTheAbility() {
    let problem = RolloutsProblem(
      promptCount: 4, horizon: 9, terms: .selection(size: 2, rollouts: 2, target: 0.5))
    let truth = PromptTruth(difficulties: [3, 0.1, 5, -0.2], offsets: [0, 0, 0, 0], ability: 0, rate: 4)
    var learner = OracleRollouts(problem, truth: truth)
    var first = batch(&learner, problem)
    #expect(first.prompts == [1, 3] && first.rollouts == [2, 2])
    first.enter(1)
    first.enter(1)
    learner.observe(first, at: 1)
    #expect(batch(&learner, problem).prompts == [0, 2])
    #expect(abs((learner.successEstimate(of: 0) ?? 0) - 1 / (1 + 0.36787944117144233)) < 1e-15)
  }

  @Test func sharesBudgets() {
    let problem = RolloutsProblem(promptCount: 3, horizon: 9, terms: .budgets(total: 12, range: 2...128))
    var learner = OracleRollouts(problem, truth: PromptTruth(probabilities: [0.5, 0.1, 0.9]))
    #expect(batch(&learner, problem).rollouts == [5, 5, 2])
  }

  @Test func conforms() {
    #expect(RolloutsConformance.violations(ofYardstick: OracleRollouts.self, in: .selections) == [])
    #expect(RolloutsConformance.violations(ofYardstick: OracleRollouts.self, in: .budgets) == [])
  }
}
