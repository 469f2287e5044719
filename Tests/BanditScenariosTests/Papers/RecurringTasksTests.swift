import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Recurring tasks in scenarios: what is simulated is what is computed, within four standard errors. Keys are fixed.
struct RecurringTasksTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  private static let fair = #""priors": [{"law": "beta"}, {"law": "beta"}]"#
  private static let safe = #""priors": [{"law": "point", "value": 0.6}, {"law": "beta"}]"#

  struct World: Sendable {
    let priors: String
    let length: Double
    let algorithms: String
    /// What each learner earns; `nil` where only its own `planned_value` says.
    let rewards: [(label: String, reward: Double, explored: Double?, second: Double?)]
  }

  static let worlds = [
    World(
      priors: fair, length: 20,
      algorithms: """
        {"id": "bayes-planner", "label": "far"}, {"id": "bayes-planner", "label": "near", "discount": 0},
        {"id": "gittins"}, {"id": "sampled-greedy"}, {"id": "bayes-planner", "label": "one", "cap": 1},
        {"id": "bayes-planner", "label": "none", "cap": 0}
        """,
      rewards: [
        ("far", 0.6266258817, 0.028172, 0.756531), ("near", 0.6200580222, 0, 0.603133),
        ("gittins", 0.6266258817, 0.028172, 0.756531), ("sampled-greedy", 0.62306691, 0.041900, nil),
        ("one", 0.5791666667, 0, nil), ("none", 0.5, 0, 0),
      ]),
    World(
      priors: fair, length: 1, algorithms: #"{"id": "bayes-planner", "label": "far"}, {"id": "sampled-greedy"}"#,
      rewards: [("far", 0.5, 0, 0), ("sampled-greedy", 0.5, 0, 0)]),
    World(
      priors: safe, length: 50,
      algorithms: """
        {"id": "bayes-planner", "label": "far", "cap": 40}, {"id": "bayes-planner", "label": "near", "discount": 0,
         "cap": 40}, {"id": "sampled-greedy", "cap": 40}
        """,
      rewards: [("far", 0.6616538945, nil, nil), ("near", 0.6, 0, 0), ("sampled-greedy", 0.64892290, 0.059017, nil)]),
    World(
      priors: safe, length: 100,
      algorithms: #"{"id": "bayes-planner", "label": "far", "cap": 40}"#,
      rewards: [("far", 0.6676358714, 0.036443, 0.605010)]),
  ]

  /// Shares and rewards of runs, against the exact numbers. Runs begin with a fresh task and end in the middle of one, which
  /// both vanish against the length of the run.
  @Test(arguments: worlds.indices) func simulationMeetsTheExactValues(_ place: Int) throws {
    let world = Self.worlds[place]
    let replications = 60
    let results = try results(
      """
      {"name": "exact", "seed": 7, "horizon": 2000, "replications": \(replications), "environment": {"id":
       "recurring-bernoulli", \(world.priors), "meanLength": \(world.length)}, "algorithms": [\(world.algorithms)],
       "extras": ["reward_per_round", "explored_share", "second_arm_share", "planned_value", "tasks"],
       "checkpoints": [2000]}
      """)
    func expect(_ label: String, _ metric: Metric, _ expected: Double) {
      let values = results[label].metrics(metric)
      let mean = values.reduce(0, +) / Double(replications)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / Double(replications * (replications - 1))).squareRoot()
      #expect(
        abs(mean - expected) <= 4 * error + 1e-12, "\(label): \(metric.name) \(mean) +- \(error), not \(expected)")
    }
    for (label, reward, explored, second) in world.rewards {
      expect(label, .rewardPerRound, reward)
      if let explored { expect(label, .exploredShare, explored) }
      if let second { expect(label, .secondArmShare, second) }
      expect(label, .tasks, 2000 / world.length)
      #expect(results[label].metrics(.plannedValue).allSatisfy { abs($0 - reward) < 6e-9 }, "\(label)")
    }
  }

  /// Every learner for bandits plays, made anew in each task. The reference (100 runs of 20000 rounds, fair tasks of 20):
  /// Thompson sampling .6069 a round and 1194 of dynamic regret, ucb1 .5846 and 1652; rounds here are a tenth.
  @Test func learnersForBandits() throws {
    let results = try results(
      """
      {"name": "bandits", "seed": 8, "horizon": 2000, "replications": 100, "environment": {"id": "recurring-bernoulli",
       \(Self.fair), "meanLength": 20}, "algorithms": [{"id": "thompson-beta"}, {"id": "ucb1"}, {"id": "uniform"},
       {"id": "fixed-arm", "arm": 1}], "extras": ["reward_per_round", "pulls"], "checkpoints": [2000]}
      """)
    for (label, reward, deviation, regret) in [
      ("thompson-beta", 0.6069, 0.0096, 1194.0), ("ucb1", 0.5846, 0.0104, 1652), ("uniform", 0.5, 0.011, 10000 / 3),
      ("fixed-arm", 0.5, 0.02, 10000 / 3),
    ] {
      // A tenth of the rounds has sqrt(10) times the deviation.
      let tolerance = 4 * deviation * (10.0.squareRoot() / 10 + 0.1)
      #expect(abs(results[label].metric(.rewardPerRound).mean - reward) < tolerance, "\(label)")
      #expect(abs(results[label].regret(.dynamic).mean - regret / 10) < 2000 * tolerance, "\(label)")
    }
    #expect(results["fixed-arm"].metrics(named: "pulls.1").allSatisfy { $0 == 1 })
  }

  /// Tasks of a fixed length, in which the end can be planned for: the exact rewards of a task, a round.
  @Test func fixedLengths() throws {
    let results = try results(
      """
      {"name": "fixed", "seed": 9, "horizon": 1000, "replications": 80, "environment": {"id": "recurring-bernoulli",
       "arms": 3, "prior": {"law": "beta"}, "meanLength": 5, "lengthLaw": "fixed"}, "algorithms": [{"id":
       "bayes-planner"}, {"id": "bayes-planner", "label": "near", "discount": 0}, {"id": "thompson-beta"}, {"id":
       "ucb1"}], "extras": ["reward_per_round", "planned_value"], "checkpoints": [1000]}
      """)
    for (label, reward) in [
      ("bayes-planner", 3.0069444444), ("near", 2.9930555556), ("thompson-beta", 2.7412477660), ("ucb1", 2.7291666667),
    ] {
      let values = results[label].metrics(.rewardPerRound)
      let mean = values.reduce(0, +) / 80
      let error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (80 * 79)).squareRoot()
      #expect(abs(mean - reward / 5) < 4 * error, "\(label): \(mean)")
    }
    #expect(results["near"].metrics(.plannedValue).allSatisfy { abs($0 - 2.9930555556 / 5) < 1e-9 })
  }

  /// All learners meet the same tasks, whatever they play and whoever else is there.
  @Test func sameTasks() throws {
    let results = try results(
      """
      {"name": "same", "seed": 10, "horizon": 300, "replications": 5, "environment": {"id": "recurring-bernoulli",
       \(Self.fair), "meanLength": 7}, "algorithms": [{"id": "bayes-planner"}, {"id": "uniform"}, {"id": "trained-table",
       "rounds": 50, "cap": 2}], "extras": ["tasks"], "checkpoints": [50, 300], "notions": ["dynamic", "pseudo"]}
      """)
    for round in [50, 300] {
      for notion in [Notion.dynamic, .pseudo] {
        let benchmarks = ["bayes-planner", "uniform", "trained-table"].map { label in
          results[label].entries(notion, after: round).map { $0?.benchmark ?? .nan }
        }
        #expect(benchmarks[0] == benchmarks[1] && benchmarks[0] == benchmarks[2] && Set(benchmarks[0]).count == 5)
      }
    }
  }

  static let mistakes: [(environment: String, algorithm: String, message: String)] = [
    (#""priors": [], "meanLength": 5"#, #""id": "ucb1""#, "environment.priors"),
    (#""arms": 0, "prior": {"law": "beta"}, "meanLength": 5"#, #""id": "ucb1""#, "environment.arms"),
    (#""priors": [{"law": "beta", "a": 0}], "meanLength": 5"#, #""id": "ucb1""#, "a"),
    (#""priors": [{"law": "beta", "b": -2}], "meanLength": 5"#, #""id": "ucb1""#, "b"),
    (#""priors": [{"law": "point", "value": 1.5}], "meanLength": 5"#, #""id": "ucb1""#, "value"),
    (fair + #", "meanLength": 0.9"#, #""id": "ucb1""#, "environment.meanLength"),
    (fair + #", "meanLength": 5"#, #""id": "sampled-greedy", "samples": 0"#, "samples"),
    (fair + #", "meanLength": 5"#, #""id": "bayes-planner", "cap": 100"#, "26532801 states"),
    (fair + #", "meanLength": 5"#, #""id": "trained-table", "cap": 100"#, "26532801 states"),
    (fair + #", "meanLength": 5, "boundary": "hidden""#, #""id": "bayes-planner""#, "`visible` ends"),
    (fair + #", "meanLength": 5, "boundary": "hidden""#, #""id": "gittins""#, "`visible` ends"),
    (fair + #", "meanLength": 5, "boundary": "hidden""#, #""id": "sampled-greedy""#, "`visible` ends"),
    (fair + #", "meanLength": 5, "boundary": "hidden""#, #""id": "trained-table", "cap": 2"#, "`window`"),
    (fair + #", "meanLength": 5"#, #""id": "trained-table", "window": 2"#, "`q-learning`"),
    (fair + #", "meanLength": 5, "lengthLaw": "fixed""#, #""id": "gittins""#, "`geometric` lengths"),
    (fair + #", "meanLenght": 5"#, #""id": "ucb1""#, "did you mean \"meanLength\"?"),
    (fair + #", "meanLength": 5"#, #""id": "oracle""#, "oracle"),
  ]

  /// Bad input is refused before anything runs, with a sentence that names what was written.
  @Test(arguments: mistakes.indices) func badInput(_ place: Int) {
    let (environment, algorithm, message) = Self.mistakes[place]
    let scenario = """
      {"name": "bad", "horizon": 50, "replications": 2, "environment": {"id": "recurring-bernoulli", \(environment)},
      "algorithms": [{\(algorithm)}]}
      """
    do throws(ScenarioError) {
      _ = try Scenario(source: .bytes(Array(scenario.utf8), name: "bad.json"), catalogue: .standard)
      Issue.record("accepted: \(environment), \(algorithm)")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
    }
  }
}
