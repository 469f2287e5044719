import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct UniformRolloutsTests {
  @Test func selectionsAreUniform() {
    let problem = RolloutsProblem(
      promptCount: 20, horizon: 9, terms: .selection(size: 3, rollouts: 4, target: 0.5))
    var learner = UniformRollouts(problem)
    var counts = Array(repeating: 0, count: 20)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...2000 {
      noise.move(to: 0, occurrence: round)
      var batch = RolloutBatch(problem)
      learner.selectRollouts(into: &batch, at: round, noise: &noise)
      #expect(batch.fault == nil)
      for prompt in batch.prompts { counts[prompt] += 1 }
    }
    #expect(ChiSquareTest(counts: counts, probabilities: Array(repeating: 1, count: 20)).pValue > 1e-6)
  }

  @Test func budgetsAreEven() {
    let problem = RolloutsProblem(promptCount: 4, horizon: 9, terms: .budgets(total: 11, range: 2...3))
    var learner = UniformRollouts(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...2 {
      var batch = RolloutBatch(problem)
      learner.selectRollouts(into: &batch, at: round, noise: &noise)
      #expect(batch.rollouts == [3, 3, 3, 2])
    }
  }

  @Test func conforms() {
    #expect(RolloutsConformance.violations(of: UniformRollouts.self, in: .selections, isRandomized: true) == [])
    #expect(RolloutsConformance.violations(of: UniformRollouts.self, in: .budgets, isRandomized: false) == [])
  }
}
