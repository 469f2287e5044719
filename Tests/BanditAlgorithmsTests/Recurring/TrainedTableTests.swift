import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct TrainedTableTests {
  private static let fair = [RecurringRuns.uniform, RecurringRuns.uniform]
  private static let safe = [ArmPrior.known(0.6), RecurringRuns.uniform]

  /// The values of tables trained with different keys.
  private func values(
    _ problem: RecurringProblem, trainings: Int, _ make: () throws -> TrainedTable
  ) throws -> [Double] {
    let learner = try make()
    return try (0..<trainings).map { number in
      var trained = learner
      var noise = RandomStream(key: StreamKey(seed: 11).child(index: number))
      trained.prepare(noise: &noise)
      return try #require(trained.measure(.plannedValue))
    }
  }

  /// Trainings on 10^4 rounds (the reference: 100 trainings, mean .60085, .59459, .59138 and standard deviations .0067,
  /// .0144, .0167 for discounts 0, .9, 1): within four standard errors of both.
  @Test func planningOnUniformData() throws {
    let problem = RecurringRuns.problem(Self.fair)
    for (discount, mean, deviation) in [(0, 0.60085, 0.0067), (0.9, 0.59459, 0.0144), (1, 0.59138, 0.0167)] {
      let found = try values(problem, trainings: 24) {
        try TrainedTable(problem, rounds: 10_000, discount: discount, cap: 3)
      }
      let average = found.reduce(0, +) / 24
      #expect(abs(average - mean) < 4 * deviation * (1 / 24.0.squareRoot() + 0.1), "\(discount): \(average)")
    }
  }

  /// Much data: close to the exact plan, and never above it.
  @Test func moreDataComeCloser() throws {
    let problem = RecurringRuns.problem(Self.fair)
    let exact = CappedTasks(priors: Self.fair, cap: 1, survival: 0.95)
    let best = exact.value(of: exact.plan(discount: 1).arms).reward
    let found = try values(problem, trainings: 4) { try TrainedTable(problem, rounds: 60_000, cap: 1) }
    #expect(found.allSatisfy { $0 <= best + 1e-12 && $0 > best - 0.004 }, "\(found) \(best)")
  }

  /// Without structure or memory the value is 1/2 whatever the training; data from a greedy table never leave arm 0.
  @Test func whatIsOffIsOff() throws {
    for trainer in TrainedTable.Trainer.allCases {
      for discount in [0, 1.0] {
        let single = RecurringRuns.problem(Self.fair, mean: 1)
        let problem = RecurringRuns.problem(Self.fair)
        #expect(
          try values(single, trainings: 3) {
            try TrainedTable(single, trainer: trainer, rounds: 300, discount: discount, cap: 2)
          }.allSatisfy { abs($0 - 0.5) < 1e-12 })
        #expect(
          try values(problem, trainings: 3) {
            try TrainedTable(problem, trainer: trainer, rounds: 300, discount: discount, cap: 0)
          }.allSatisfy { abs($0 - 0.5) < 1e-12 })
      }
    }
    for (priors, value) in [(Self.fair, 0.5), (Self.safe, 0.6)] {
      let problem = RecurringRuns.problem(priors)
      let found = try values(problem, trainings: 3) {
        try TrainedTable(problem, trainer: .qLearning, rounds: 3000, cap: 3, data: .greedy)
      }
      #expect(found.allSatisfy { abs($0 - value) < 1e-12 })
    }
  }

  /// A bonus in disguise: entries that begin above what can be earned make greedy data try both arms; from 0 the second arm
  /// is never played.
  @Test func highInitialEntriesExplore() throws {
    let problem = RecurringRuns.problem(Self.fair, mean: 5)
    for (initial, tries) in [(0.0, false), (2, true)] {
      var learner = try TrainedTable(
        problem, trainer: .qLearning, rounds: 2000, discount: 0, cap: 1, data: .greedy, initial: initial)
      var noise = RandomStream(key: StreamKey(seed: 4))
      learner.prepare(noise: &noise)
      #expect((learner.plays[1] > 0) == tries && learner.plays[0] > 0)
    }
  }

  /// A table without credit, trained on little, explores in play: its entries are estimates.
  @Test func imperfectTablesExplore() throws {
    let problem = RecurringRuns.problem(Self.fair)
    var learner = try TrainedTable(problem, rounds: 2000, discount: 0, cap: 4)
    var noise = RandomStream(key: StreamKey(seed: 3))
    learner.prepare(noise: &noise)
    let tasks = CappedTasks(priors: Self.fair, cap: 4, survival: 0.95)
    let explored = tasks.value(of: (0..<tasks.stateCount).map { Int32(learner.bestArm($0)) }).exploredShare
    #expect(explored > 0.02)
  }

  /// Q-learning by hand: one arm of mean 1, tasks of one round, then of two.
  @Test func updates() throws {
    let one = RecurringRuns.problem([.known(1)], mean: 1)
    var learner = try TrainedTable(one, trainer: .qLearning, rounds: 5, discount: 1, cap: 0, power: 0.5, initial: 3)
    var noise = RandomStream(key: StreamKey(seed: 1))
    learner.prepare(noise: &noise)
    // The first step is 1, whatever was there before.
    #expect(learner.values == [1])
    let two = RecurringRuns.problem([.known(1)], fixed: 2)
    learner = try TrainedTable(two, trainer: .qLearning, rounds: 3, discount: 0.5, cap: 0, power: 1, initial: 4)
    learner.prepare(noise: &noise)
    // Targets 1 + 4/2 = 3, then 1 (mean 2), then 1 + 2/2 = 2 (mean 2).
    #expect(learner.values == [2])
  }

  /// The window for hidden ends: after the last play alone, stay after a success and change after a failure.
  @Test func windowsLearnToStay() throws {
    let problem = RecurringRuns.problem(Self.fair, mean: 5, isVisible: false)
    for seed: UInt64 in 1...3 {
      var learner = try TrainedTable(problem, trainer: .qLearning, rounds: 30_000, discount: 0, window: 1)
      var noise = RandomStream(key: StreamKey(seed: seed))
      learner.prepare(noise: &noise)
      // Nothing seen; arm 0 failed, succeeded; arm 1 failed, succeeded.
      #expect((1...4).map { learner.bestArm($0) } == [1, 0, 0, 1])
    }
  }

  /// Learning goes on in play if it is asked to, and only then.
  @Test func keepLearning() throws {
    let problem = RecurringRuns.problem(Self.fair)
    for trainer in TrainedTable.Trainer.allCases {
      let frozen = try TrainedTable(problem, trainer: trainer, rounds: 0, cap: 1)
      let script: @Sendable (Int, Int, Int) -> Bool = { _, arm, _ in arm == 1 }
      #expect(RecurringRuns.arms(frozen, problem, lengths: [3], rounds: 30, rewards: script).allSatisfy { $0 == 0 })
      let learning = try TrainedTable(
        problem, trainer: trainer, rounds: 0, discount: 0, cap: 1, initial: 0.5, keepLearning: true)
      let arms = RecurringRuns.arms(learning, problem, lengths: [3], rounds: 60, rewards: script)
      #expect(arms.suffix(6).contains(1) && arms.first == 0, "\(arms)")
    }
  }

  /// Learning on: nothing follows an end that is seen; one that is hidden comes with probability 1/n.
  @Test func learningOnByHand() throws {
    var noise = RandomStream(key: StreamKey(seed: 1))
    let visible = RecurringRuns.problem([.known(1)], mean: 4)
    var learner = try TrainedTable(visible, trainer: .qLearning, rounds: 0, cap: 0, power: 1, keepLearning: true)
    learner.prepare(noise: &noise)
    for round in 1...2 {
      _ = learner.selectArm(at: round, noise: &noise)
      learner.observe(reward: 1, of: 0, at: round)
    }
    learner.endTask(at: 2)
    _ = learner.selectArm(at: 3, noise: &noise)
    // Targets 1 + 0, and 1 at the end.
    #expect(learner.values == [1] && learner.plays == [2])
    let hidden = RecurringRuns.problem([.known(1)], mean: 4, isVisible: false)
    learner = try TrainedTable(
      hidden, trainer: .qLearning, rounds: 0, discount: 0.8, window: 0, power: 1, keepLearning: true)
    learner.prepare(noise: &noise)
    for round in 1...3 {
      _ = learner.selectArm(at: round, noise: &noise)
      learner.observe(reward: 1, of: 0, at: round)
    }
    // Targets 1 + 0, then 1 + 0.8 (3/4) 1.
    #expect(abs(learner.values[0] - 1.3) < 1e-12 && learner.plays == [2])
  }

  @Test func refusals() {
    let (visible, hidden) = (RecurringRuns.problem(), RecurringRuns.problem(isVisible: false))
    func refusal(_ make: () throws(InvalidSettings) -> TrainedTable) -> String { RecurringRuns.refusal(make) }
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(visible, cap: 3, window: 2) }
        == "window: `cap` and `window` are two ways to remember; keep one of them")
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(visible, window: 2) }
        == "window: rows of a window do not lead to one another as counts do; accepted with a window: `q-learning`")
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(hidden, cap: 3) }
        == "cap: counts are forgotten at the end of a task, which is hidden here; accepted: `window` with `q-learning`")
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(hidden) }
        == "counts are forgotten at the end of a task, which is hidden here; accepted: `window` with `q-learning`")
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(hidden, trainer: .qLearning, window: 11) }
        == "window: 2 arms and 11 plays make 5592405 states; accepted: at most 2000000")
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(visible, cap: 60) }.hasPrefix(
        "cap: 2 arms and 60 rewards"))
    #expect(
      refusal { () throws(InvalidSettings) in try TrainedTable(visible, epsilon: 2) }
        == "epsilon: found 2.0; accepted: a number in [0, 1]")
  }

  /// The table with few private rounds, so that bounds of the other parameters are quickly tried.
  private struct ShortTraining: RecurringLearner, Configurable {
    static let card = AlgorithmCard(
      id: "short-training", family: .recurring, summary: "Trains for a few rounds.",
      parameters: TrainedTable.card.parameters.filter { $0.name != "rounds" })
    var table: TrainedTable

    init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
      table = try TrainedTable(
        settings: Settings(settings.entries + [.init("rounds", .whole(300))]), problem: problem)
    }
    var retainedRewards: Int? { table.retainedRewards }
    mutating func prepare(noise: inout RoundNoise) { table.prepare(noise: &noise) }
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { table.selectArm(at: round, noise: &noise) }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {
      table.observe(reward: reward, of: arm, at: round)
    }
    mutating func endTask(at round: Int) { table.endTask(at: round) }
  }

  static let kinds: [Settings] = [
    ["cap": 3], ["cap": 2, "trainer": "q-learning", "keepLearning": true], ["cap": 2, "keepLearning": true],
    ["window": 3, "trainer": "q-learning", "data": "epsilon"],
  ]

  @Test(arguments: kinds) func conforms(_ settings: Settings) {
    #expect(RecurringConformance.violations(of: ShortTraining.self, settings: settings, isRandomized: true) == [])
  }
}
