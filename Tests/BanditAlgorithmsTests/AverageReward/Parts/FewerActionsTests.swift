import BanditGames
import Testing

@testable import BanditAlgorithms

struct FewerActionsTests {
  /// State 0 has one action, which leads to state 1 for .2; there one leads back for nothing and one stays for .15. What the
  /// tables say of another action in state 0, a reward of 1 for ever, is of no account for values either.
  @Test func planningKnowsTheActionsOfAState() {
    var plan = ExtendedValueIteration(
      problem: AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 10, actionCounts: [1, 2]))
    plan.rewards = [0.2, 1, 0, 0.15]
    plan.transitions = [0, 1, 1, 0, 1, 0, 0, 1]
    _ = plan.solve(accuracy: 1e-9)
    #expect(abs(plan.gain - 0.15) < 1e-6)
    #expect(plan.firstBest(in: 0) == 0 && !plan.isBest(1, in: 0) && plan.firstBest(in: 1) == 1)
  }
}
