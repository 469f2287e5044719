import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct PromptPoolTests {
  private func draw(_ model: PromptPoolModel, _ seed: UInt64 = 1) -> PromptPool {
    var stream = RandomStream(key: StreamKey(seed: seed))
    return model.instance(of: 0, from: &stream)
  }

  /// Eight rollouts show both outcomes with probability 1 - p^8 - (1 - p)^8, to a level of 1e-6.
  @Test func bothOutcomes() {
    let expected = [(0.5, 0.9921875, 5e-9), (0.1, 0.56953278, 5e-9), (0.9, 0.56953278, 5e-9), (0.02, 0.14923698, 5e-9)]
    for (p, wanted, tolerance) in expected {
      var power = (1.0, 1.0)
      for _ in 0..<8 { power = (power.0 * p, power.1 * (1 - p)) }
      #expect(abs(1 - power.0 - power.1 - wanted) < tolerance)
      var pool = PromptPool(PromptTruth(probabilities: [p]))
      var noise = RandomStream(key: StreamKey(seed: 5))
      var effective = 0
      for _ in 0..<4000 {
        let successes = (0..<8).count { _ in pool.roll(0, at: 1, noise: &noise) }
        if successes > 0 && successes < 8 { effective += 1 }
      }
      #expect(BinomialTest(successes: effective, trials: 4000, probability: wanted).pValue > 1e-6)
    }
  }

  /// Difficulties have the standard deviation 2 and offsets .02, within five standard deviations of the estimates.
  @Test func promptsFollowTheirLaw() throws {
    let pool = draw(try PromptPoolModel(horizon: 10, prompts: 4000, offsetSd: 0))
    let error = (2 / 4000.0).squareRoot()
    let logits = pool.truth.probabilities.map { Double.log($0 / (1 - $0)) }
    let mean = logits.reduce(0, +) / 4000
    // The standard error of a mean is sd / sqrt(n).
    #expect(abs(mean + 1) < 5 * 2 * error / 2.0.squareRoot())
    let square = logits.reduce(0) { $0 + ($1 + 1) * ($1 + 1) } / 4000
    // The standard deviation of a mean of squares is sd^2 sqrt(2 / n).
    #expect(abs(square - 4) < 5 * 4 * error)
    #expect(pool.truth.ability == -1)
    let offsets = draw(try PromptPoolModel(horizon: 10, prompts: 4000, difficultySd: 0, ability: 0)).truth.probabilities
    let spread = offsets.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 4000
    #expect(abs(spread - 0.0004) < 5 * 0.0004 * error)
  }

  @Test func theGoalIsReachedOnce() {
    func batch(_ successes: Int) -> RolloutBatch {
      var batch = RolloutBatch(
        RolloutsProblem(promptCount: 1, horizon: 9, terms: .selection(size: 1, rollouts: 2, target: 0.5)))
      batch.add(0, rollouts: 2)
      batch.enter(successes)
      return batch
    }
    let truth = PromptTruth(difficulties: [0], offsets: [0], ability: -1, rate: 0.75)
    var pool = PromptPool(truth, goal: 0.5)
    pool.close(batch(1), at: 1)
    #expect(pool.measure(.ability) == -0.25 && pool.measure(.roundsToGoal) == nil)
    pool.close(batch(0), at: 2)
    pool.close(batch(1), at: 3)
    #expect(pool.measure(.ability) == 0.5 && pool.measure(.roundsToGoal) == 3)
    pool.close(batch(1), at: 4)
    #expect(pool.measure(.roundsToGoal) == 3)
    #expect(PromptPool(truth, goal: -1).measure(.roundsToGoal) == 0)
    let given = PromptPool(PromptTruth(probabilities: [0.5]))
    #expect(given.measure(.ability) == nil && given.measure(.roundsToGoal) == nil)
  }

  @Test func wrongSettingsAreRefused() {
    let calls: [(path: String, call: () throws -> PromptPoolModel)] = [
      ("batch", { try PromptPoolModel(horizon: 9, prompts: 31) }),
      ("batch", { try PromptPoolModel(horizon: 9, probabilities: [0.5]) }),
      ("prompts", { try PromptPoolModel(horizon: 9, prompts: 3, probabilities: [0.5, 0.2], batch: 1) }),
      ("rate", { try PromptPoolModel(horizon: 9, probabilities: [0.5, 0.2], rate: 0, batch: 1) }),
      ("probabilities", { try PromptPoolModel(horizon: 9, probabilities: [0.5, 1.5], batch: 1) }),
      ("rollouts", { try PromptPoolModel(horizon: 9, rollouts: 0) }),
      ("target", { try PromptPoolModel(horizon: 9, target: 2) }),
      ("evaluation", { try PromptPoolModel(horizon: 9, evaluation: -1) }),
      ("difficultySd", { try PromptPoolModel(horizon: 9, difficultySd: -1) }),
      ("ability", { try PromptPoolModel(horizon: 9, ability: .nan) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }

  @Test func whatLearnersMayKnow() throws {
    let problem = try PromptPoolModel(horizon: 9, evaluation: 3).problem
    #expect(problem.promptCount == 1000 && problem.batchSize == 32 && problem.evaluationRollouts == 3)
    #expect(problem.terms == .selection(size: 32, rollouts: 8, target: 0.5))
    let given = try PromptPoolModel(horizon: 9, probabilities: [0.5, 0.25], batch: 1)
    #expect(given.commonInstance?.truth.probabilities == [0.5, 0.25] && draw(given).truth.isFixed)
    #expect(try PromptPoolModel(horizon: 9).commonInstance == nil)
  }
}
