import BanditCards
import BanditEnvironments
import BanditGames
import Testing

struct RolloutBudgetsTests {
  @Test func budgets() throws {
    let given = try RolloutBudgetsModel(horizon: 9, probabilities: [0.5, 0.1, 0.9], budget: 12)
    #expect(given.problem.terms == .budgets(total: 12, range: 2...128) && given.problem.batchSize == 3)
    #expect(given.commonInstance?.truth.probabilities == [0.5, 0.1, 0.9])
    #expect(try RolloutBudgetsModel(horizon: 9).problem.terms == .budgets(total: 8000, range: 2...128))
    // The nearest budget that can be shared.
    #expect(try RolloutBudgetsModel(horizon: 9, prompts: 5, high: 4).problem.terms == .budgets(total: 20, range: 2...4))
    #expect(
      try RolloutBudgetsModel(horizon: 9, prompts: 5, low: 9).problem.terms == .budgets(total: 45, range: 9...128))
  }

  /// Too little for the least of all, more than the most of all: the sentence says what can be shared.
  @Test func budgetsThatCannotBeSharedAreRefused() {
    let calls: [(path: String, call: () throws -> RolloutBudgetsModel)] = [
      ("budget", { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 5) }),
      ("budget", { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 385) }),
      ("budget", { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 0) }),
      ("low", { try RolloutBudgetsModel(horizon: 9, prompts: 3, low: 9, high: 8) }),
      ("low", { try RolloutBudgetsModel(horizon: 9, prompts: 3, low: 0) }),
      ("goal", { try RolloutBudgetsModel(horizon: 9, probabilities: [0.4], goal: 2) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
    #expect { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 5) } throws: {
      ($0 as? InvalidSettings)?.message
        == "found 5, but 3 prompts with 2 to 128 rollouts each can share 6 to 384; accepted: a number in between"
    }
    #expect(throws: Never.self) { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 6) }
    #expect(throws: Never.self) { try RolloutBudgetsModel(horizon: 9, prompts: 3, budget: 384) }
  }
}
