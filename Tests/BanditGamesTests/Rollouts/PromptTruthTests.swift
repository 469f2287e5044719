import BanditGames
import Testing

struct PromptTruthTests {
  private func batch(_ results: [(prompt: Int, rollouts: Int, successes: Int)], of count: Int) -> RolloutBatch {
    var batch = RolloutBatch(
      RolloutsProblem(promptCount: count, horizon: 1, terms: .selection(size: 1, rollouts: 1, target: 0.5)))
    for result in results {
      batch.add(result.prompt, rollouts: result.rollouts)
      batch.enter(result.successes)
    }
    return batch
  }

  /// sigma(theta - b) + e, cut off at 0 and 1.
  @Test func probabilities() {
    let truth = PromptTruth(
      difficulties: [0, 2, -1, 9, -9], offsets: [0, 0.05, -0.1, -0.02, 0.5], ability: -1, rate: 0.5)
    // 1 / (1 + e), 1 / (1 + e^3), 1/2.
    let expected = [0.2689414213699951, 0.04742587317756678 + 0.05, 0.4, 0, 1]
    for (p, wanted) in zip(truth.probabilities, expected) { #expect(abs(p - wanted) < 1e-15) }
    #expect(!truth.isFixed && truth.promptCount == 5)
  }

  /// eta times the mean of 4 q (1 - q) over those that both succeed and fail; the others count in the mean.
  @Test func abilityGrows() throws {
    var truth = PromptTruth(difficulties: [0, 0, 0], offsets: [0, 0, 0], ability: -1, rate: 0.5)
    truth.learn(from: batch([(0, 8, 2), (2, 8, 8)], of: 3))
    #expect(try #require(truth.ability) == -1 + 0.5 * 0.75 / 2)
    #expect(abs(truth.probabilities[1] - 1 / (1 + 2.2535347872132085)) < 1e-12)
    let before = truth.ability
    truth.learn(from: batch([(0, 8, 0), (1, 8, 8)], of: 3))
    #expect(truth.ability == before)
    truth.learn(from: batch([(0, 2, 1)], of: 3))
    #expect(truth.ability == before.map { $0 + 0.5 })
  }

  @Test func givenProbabilitiesStay() {
    var truth = PromptTruth(probabilities: [0.3, 1])
    truth.learn(from: batch([(0, 4, 2)], of: 2))
    #expect(truth.probabilities == [0.3, 1] && truth.ability == nil && truth.isFixed)
  }
}
