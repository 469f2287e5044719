import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MoPPSTests {
  private func problem(_ prompts: Int = 5, size: Int = 2, rollouts: Int = 8, evaluation: Int = 0) -> RolloutsProblem {
    RolloutsProblem(
      promptCount: prompts, horizon: 10, terms: .selection(size: size, rollouts: rollouts, target: 0.5),
      evaluationRollouts: evaluation)
  }

  private func tell(
    _ learner: inout MoPPS, _ problem: RolloutsProblem, _ results: [(prompt: Int, rollouts: Int, successes: Int)]
  ) {
    var batch = RolloutBatch(problem)
    for result in results {
      batch.add(result.prompt, rollouts: result.rollouts)
      batch.enter(result.successes)
    }
    learner.observe(batch, at: 1)
  }

  /// s = 6, then s = 2 of 8 rollouts, with and without discount; nobody else's posterior moves.
  @Test func theExamplesOfUpdates() throws {
    let problem = problem(3, size: 1)
    var learner = try MoPPS(problem, discount: 0.5)
    tellFirst(&learner, problem, successes: 6)
    #expect(learner.posteriors[1].a == 7 && learner.posteriors[1].b == 3)
    tellFirst(&learner, problem, successes: 2)
    #expect(learner.posteriors[1].a == 6 && learner.posteriors[1].b == 8)
    #expect(abs((learner.successEstimate(of: 1) ?? 0) - 0.4285714) < 5e-8)
    #expect(learner.posteriors[0].a == 1 && learner.posteriors[2].b == 1)
    var plain = try MoPPS(problem)
    tellFirst(&plain, problem, successes: 6)
    tellFirst(&plain, problem, successes: 2)
    #expect(plain.posteriors[1].a == 9 && plain.posteriors[1].b == 9)
    var forgetful = try MoPPS(problem, discount: 0)
    tellFirst(&forgetful, problem, successes: 6)
    tellFirst(&forgetful, problem, successes: 2)
    #expect(forgetful.posteriors[1].a == 3 && forgetful.posteriors[1].b == 7)
  }

  private func tellFirst(_ learner: inout MoPPS, _ problem: RolloutsProblem, successes: Int) {
    // A selection comes first: its draws are what successes are compared with.
    var batch = RolloutBatch(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    learner.selectRollouts(into: &batch, at: 1, noise: &noise)
    tell(&learner, problem, [(1, 8, successes)])
  }

  private let draws = [0.1, 0.45, 0.52, 0.9, 0.6]

  @Test func theExampleOfSelection() throws {
    var learner = try MoPPS(problem())
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.places(for: draws, noise: &noise) == [2, 1])
    // Ties: the candidate that was drawn first.
    #expect(learner.places(for: [0.75, 0.25, 0.9, 0.75, 0], noise: &noise) == [0, 1])
  }

  /// A random choice of those in the band, which both ends belong to; the nearest outside if they are too few.
  @Test func theThreshold() throws {
    var counts: [Set<Int>: Int] = [:]
    var learner = try MoPPS(problem(), strategy: .threshold)
    for seed: UInt64 in 1...900 {
      var noise = RandomStream(key: StreamKey(seed: seed))
      counts[Set(learner.places(for: draws, noise: &noise)), default: 0] += 1
    }
    #expect(counts.keys.sorted { $0.sum < $1.sum } == [[1, 2], [1, 4], [2, 4]])
    // 300 are expected; five standard deviations.
    #expect(counts.values.allSatisfy { abs($0 - 300) < 71 })
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.places(for: [0.29, 0.8, 0.7, 0.95, 0.1], noise: &noise) == [2, 0])
    #expect(learner.places(for: [0.29, 0.72, 0.2, 0.95, 0.1], noise: &noise) == [0, 1])
    var narrow = try MoPPS(problem(), strategy: .threshold, bandLow: 0.9, bandHigh: 0.9)
    #expect(narrow.places(for: draws, noise: &noise) == [3, 2])
  }

  /// Candidates are as many as the batch times the ratio, all of them different, and each prompt's turn comes.
  @Test func candidates() throws {
    let problem = problem(40, size: 3)
    var learner = try MoPPS(problem, poolRatio: 1)
    var counts = Array(repeating: 0, count: 40)
    for seed: UInt64 in 1...2000 {
      var noise = RandomStream(key: StreamKey(seed: seed))
      var batch = RolloutBatch(problem)
      learner.selectRollouts(into: &batch, at: 1, noise: &noise)
      #expect(batch.fault == nil)
      for prompt in batch.prompts { counts[prompt] += 1 }
    }
    // A ratio of 1: a uniform batch.
    #expect(ChiSquareTest(counts: counts, probabilities: Array(repeating: 1, count: 40)).pValue > 1e-6)
  }

  /// Whoever knows the probabilities nearly exactly takes those nearest to the target.
  @Test func selectsWhatIsNearTheTarget() throws {
    let problem = problem(40, size: 3)
    var learner = try MoPPS(problem, poolRatio: 100)
    for prompt in 0..<40 { tell(&learner, problem, [(prompt, 1_000_000, 25_000 * prompt)]) }
    var noise = RandomStream(key: StreamKey(seed: 3))
    var batch = RolloutBatch(problem)
    learner.selectRollouts(into: &batch, at: 1, noise: &noise)
    #expect(Set(batch.prompts) == [19, 20, 21] && batch.prompts[0] == 20)
  }

  /// a = 1 + 3 successes, b = 1 + 3 failures.
  @Test func warmStarts() throws {
    let problem = problem(2, size: 1, evaluation: 4)
    var batch = RolloutBatch(problem)
    batch.add(0, rollouts: 4)
    batch.add(1, rollouts: 4)
    batch.enter(3)
    batch.enter(0)
    var warm = try MoPPS(problem, warmStart: true)
    warm.begin(with: batch)
    #expect(warm.posteriors.map(\.a) == [10, 1] && warm.posteriors.map(\.b) == [4, 13])
    var cold = try MoPPS(problem)
    cold.begin(with: batch)
    #expect(cold.posteriors.map(\.a) == [1, 1])
  }

  /// Spearman's correlation of draws and shares, averaged over the rounds that have one.
  @Test func reportsHowWellDrawsPredict() throws {
    let problem = problem(4, size: 4, rollouts: 4)
    var learner = try MoPPS(problem)
    // All are rolled out, the nearest draw first; the first draws are uniform.
    var noise = RandomStream(key: StreamKey(seed: 9))
    let draws = (0..<4).map { _ in noise.uniform() }
    let ranks = draws.map { draw in draws.count { $0 < draw } }
    #expect(learner.measure(.predictionCorrelation) == nil)
    func round(_ successes: (Int) -> Int) {
      var noise = RandomStream(key: StreamKey(seed: 9))
      var batch = RolloutBatch(problem)
      learner.selectRollouts(into: &batch, at: 1, noise: &noise)
      for prompt in batch.prompts { batch.enter(successes(prompt)) }
      learner.observe(batch, at: 1)
    }
    let fresh = learner
    round { _ in 2 }
    #expect(learner.measure(.predictionCorrelation) == nil)
    learner = fresh
    round { ranks[$0] }
    #expect(learner.measure(.predictionCorrelation) == 1)
    learner = fresh
    round { 3 - ranks[$0] }
    #expect(learner.measure(.predictionCorrelation) == -1)
  }

  @Test func refusesWhatItCannotPlay() {
    let budgets = RolloutsProblem(promptCount: 3, horizon: 9, terms: .budgets(total: 9, range: 2...8))
    let calls: [(path: String, call: () throws -> MoPPS)] = [
      ("", { try MoPPS(budgets) }), ("warmStart", { try MoPPS(problem(), warmStart: true) }),
      ("bandLow", { try MoPPS(problem(), bandLow: 0.8) }), ("discount", { try MoPPS(problem(), discount: 1.1) }),
      ("poolRatio", { try MoPPS(problem(), poolRatio: 0) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }

  @Test func conforms() {
    for settings in [
      [:], ["strategy": "threshold"], ["discount": 0.5, "poolRatio": 2], ["poolRatio": 1],
      ["strategy": "threshold", "bandLow": 0.49, "bandHigh": 0.51],
    ] as [Settings] {
      #expect(
        RolloutsConformance.violations(of: MoPPS.self, settings: settings, in: .selections, isRandomized: true) == [])
    }
  }
}

extension Set<Int> {
  fileprivate var sum: Int { reduce(0, +) }
}
