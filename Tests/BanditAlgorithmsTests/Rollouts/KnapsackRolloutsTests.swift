import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct KnapsackRolloutsTests {
  private func epoch(_ learner: inout KnapsackRollouts, _ problem: RolloutsProblem, successes: [Int]) -> [Int] {
    var batch = RolloutBatch(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    learner.selectRollouts(into: &batch, at: 1, noise: &noise)
    #expect(batch.prompts == Array(0..<problem.promptCount) && batch.fault == nil)
    for count in successes { batch.enter(count) }
    learner.observe(batch, at: 1)
    return batch.rollouts
  }

  /// Uniform first; then shares 1/2, 1/10 and 9/10, as in the example of the allocation.
  @Test func sharesTheBudgetByTheEpochBefore() throws {
    let problem = RolloutsProblem(promptCount: 3, horizon: 9, terms: .budgets(total: 30, range: 2...128))
    var learner = try KnapsackRollouts(problem)
    #expect(learner.successEstimate(of: 0) == nil)
    #expect(epoch(&learner, problem, successes: [5, 1, 9]) == [10, 10, 10])
    #expect((0..<3).map { learner.successEstimate(of: $0) } == [0.5, 0.1, 0.9])
    let counts = epoch(&learner, problem, successes: [0, 0, 0])
    #expect(counts == [7, 21, 2])
    // Nobody succeeded: the budget goes round in turn.
    #expect(epoch(&learner, problem, successes: [10, 0, 5]) == [10, 10, 10])
    // One that always did is worth nothing more, nor is one that never did.
    let last = epoch(&learner, problem, successes: [0, 0, 0])
    #expect(last == [2, 2, 26])
  }

  @Test func refusesSelections() {
    let problem = RolloutsProblem(
      promptCount: 3, horizon: 9, terms: .selection(size: 1, rollouts: 2, target: 0.5))
    #expect { try KnapsackRollouts(problem) } throws: {
      ($0 as? InvalidSettings)?.message.contains("rollout-budgets") == true
    }
  }

  @Test func conforms() {
    #expect(RolloutsConformance.violations(of: KnapsackRollouts.self, in: .budgets, isRandomized: false) == [])
  }
}
