import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// What is compared in Swift and what a scenario file describes are the same trials, byte for byte.
struct TrialsAndScenariosTests {
  private static let tables = [
    "extras.csv", "extras_summary.csv", "final.csv", "pairs.csv", "regret.csv", "summary.csv",
  ]

  /// A folder of this test's own, removed with it.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("bandits-\(UUID().uuidString)")
    deinit { try? FileManager.default.removeItem(at: url) }

    /// What must not depend on the machine, by name.
    func files() throws -> [String: Data] {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: url.path)
      where !["blocks", "manifest.json", "timing.csv"].contains(name) {
        files[name] = try Data(contentsOf: url.appendingPathComponent(name))
      }
      return files
    }
  }

  /// The files of trials.
  private func files(_ results: TrialResults) throws -> [String: Data] {
    let folder = Folder()
    try results.write(to: folder.url.path)
    return try folder.files()
  }

  /// The files of a scenario, made as the command `run` makes them.
  private func files(_ scenario: String) throws -> [String: Data] {
    let plan = try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan
    let folder = Folder()
    let results = try ResultFolder.open(folder.url.path, for: plan)
    let report = try Runner(plan: plan, threads: 2).run(
      isFinished: { _ in false }, save: { block, trace, _ in try results.write(trace, as: block) })
    #expect(report.finished == plan.blocks.count)
    _ = try ResultTables.write(results, toolVersion: "0", threads: 2)
    return try folder.files()
  }

  private func expectEqual(_ found: [String: Data], _ expected: [String: Data]) {
    for name in Self.tables + ["scenario.json"] {
      #expect(expected[name]?.isEmpty == false)
      #expect(found[name] == expected[name], "\(name)")
    }
    #expect(Set(found.keys) == Set(expected.keys))
  }

  private static let coins = """
    {"name": "coins", "seed": 7, "horizon": 300, "replications": 12,
     "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]},
     "algorithms": [{"id": "ucb1", "exploration": 2}, {"id": "ucb1", "label": "wide", "exploration": 3},
      {"id": "thompson-beta"}],
     "notions": ["pseudo", "realized"], "extras": ["best_arm_share", "min_fraction"]}
    """

  private static let coinTrials = Trials(horizon: 300, replications: 12, seed: 7, name: "coins", threads: 2)

  /// Two variants of UCB1 that meet the same luck, cumulative and final extras.
  @Test func aBandit() throws {
    let results = try Self.coinTrials.compare(
      on: BernoulliModel.self, ["means": [0.3, 0.5, 0.6]], notions: [.pseudo, .realized],
      extras: [.bestArmShare, .minFraction]
    ) { problem in
      try Entrant(UCB1.self, ["exploration": 2], for: problem)
      try Entrant(UCB1.self, ["exploration": 3], for: problem, label: "wide")
      try Entrant(ThompsonBeta.self, for: problem)
    }
    try expectEqual(files(results), files(Self.coins))
  }

  /// Titles are in `scenario.json` and in tables for people, and change no other file.
  @Test func titles() throws {
    var trials = Self.coinTrials
    trials.title = "Coins"
    let results = try trials.compare(
      on: BernoulliModel.self, ["means": [0.3, 0.5, 0.6]], title: "Three coins", notions: [.pseudo, .realized],
      extras: [.bestArmShare, .minFraction]
    ) { problem in
      try Entrant(UCB1.self, ["exploration": 2], for: problem).titled(Title("UCB1, c = 2", latex: "UCB1, $c = 2$"))
      try Entrant(UCB1.self, ["exploration": 3], for: problem).titled("Wide").labelled("wide")
      try Entrant(ThompsonBeta.self, for: problem)
    }
    let scenario = Self.coins.replacing(#""name": "coins","#, with: #""name": "coins", "title": "Coins","#)
      .replacing(#""id": "bernoulli","#, with: #""id": "bernoulli", "title": "Three coins","#)
      .replacing(#""exploration": 2"#, with: #""exploration": 2, "title": "UCB1, c = 2", "latex": "UCB1, $c = 2$""#)
      .replacing(#""label": "wide","#, with: #""label": "wide", "title": "Wide","#)
    let files = try files(results)
    try expectEqual(files, self.files(scenario))
    let plain = try self.files(Self.coins)
    #expect(files["scenario.json"] != plain["scenario.json"] && files["regret.csv"] == plain["regret.csv"])
    #expect(results.description.hasPrefix("Coins: pseudo regret in Three coins after 300 rounds\n"))
    #expect(results.description.contains("  UCB1, c = 2 ") && results.description.contains("  Wide "))
    #expect(results.table(as: .latex).contains("    UCB1, $c = 2$ & "))
    let extras = results.table(options: TableOptions(extras: ["best_arm_share"]))
    #expect(extras.contains("  best_arm_share\n") && !results.description.contains("best_arm_share"))
  }

  /// A learner for bandits among learners for losses.
  @Test func aGameOfLosses() throws {
    let results = try Trials(
      horizon: 200, replications: 10, seed: 8, name: "losses", checkpoints: .linear(4), confidence: 0.9, threads: 2
    ).compare(
      on: IIDLossesModel.self, ["means": [0.5, 0.4, 0.5], "feedback": "full"], notions: [.external, .switching],
      extras: [.observations, .bound]
    ) { problem in
      try Entrant(Hedge.self, ["schedule": "anytime"], for: problem)
      try Entrant(Exp3.self, for: problem)
    }
    let scenario = """
      {"name": "losses", "seed": 8, "horizon": 200, "replications": 10, "checkpoints": {"linear": 4},
       "confidence": 0.9, "environment": {"id": "iid-losses", "means": [0.5, 0.4, 0.5], "feedback": "full"},
       "algorithms": [{"id": "hedge", "schedule": "anytime"}, {"id": "exp3"}],
       "notions": ["external", "switching"], "extras": ["observations", "bound"]}
      """
    try expectEqual(files(results), files(scenario))
  }

  /// Change points are checkpoints, and some extras are reported of each change.
  @Test func aBanditThatChanges() throws {
    let results = try Trials(horizon: 400, replications: 8, seed: 9, name: "changing", threads: 2).compare(
      on: PiecewiseModel.self,
      ["segments": [["length": 137, "means": [0.2, 0.8]], ["length": 263, "means": [0.9, 0.1]]]], label: "two",
      notions: [.pseudo, .dynamic], extras: [.restarts, .delay]
    ) { problem in
      try Entrant(SWUCB.self, ["window": 60], for: problem)
      try Entrant(RBOCPDUCB.self, for: problem)
    }
    let scenario = """
      {"name": "changing", "seed": 9, "horizon": 400, "replications": 8,
       "environment": {"id": "piecewise", "label": "two",
        "segments": [{"length": 137, "means": [0.2, 0.8]}, {"length": 263, "means": [0.9, 0.1]}]},
       "algorithms": [{"id": "sw-ucb", "window": 60}, {"id": "r-bocpd-ucb"}],
       "notions": ["pseudo", "dynamic"], "extras": ["restarts", "delay"]}
      """
    let outcome = results["r-bocpd-ucb"]
    #expect(outcome.checkpoints.contains(137) && outcome.checkpoints.contains(138))
    #expect(outcome.extras.map(\.id) == ["delay.138", "restarts"])
    try expectEqual(files(results), files(scenario))
  }

  @Test func averageReward() throws {
    let results = try Trials(horizon: 500, replications: 4, seed: 10, name: "river", threads: 2).compare(
      on: RiverSwimModel.self, ["states": 4], extras: [.rewardPerStep, .episodes]
    ) { problem in
      try Entrant(UCRL2.self, ["delta": 0.1], for: problem)
      try Entrant(PSRL.self, for: problem)
    }
    let scenario = """
      {"name": "river", "seed": 10, "horizon": 500, "replications": 4,
       "environment": {"id": "river-swim", "states": 4},
       "algorithms": [{"id": "ucrl2", "delta": 0.1}, {"id": "psrl"}], "extras": ["reward_per_step", "episodes"]}
      """
    try expectEqual(files(results), files(scenario))
  }

  /// Typed learners on a typed model and on an instance: the same tables, and nothing that says how to repeat them.
  @Test func typedLearners() throws {
    var expected = try files(Self.coins)
    expected["scenario.json"] = nil
    let onModel = try Self.coinTrials.compare(
      on: BernoulliModel(means: .list([0.3, 0.5, 0.6]), horizon: 300), notions: [.pseudo, .realized],
      extras: [.bestArmShare, .minFraction]
    ) { problem in
      try UCB1(problem, exploration: 2)
      Entrant(BanditGame<BernoulliBandit, UCB1>.self, try UCB1(problem, exploration: 3), label: "wide")
      try ThompsonBeta(problem)
    }
    let onInstance = try Self.coinTrials.compare(
      on: BernoulliBandit(means: [0.3, 0.5, 0.6]), notions: [.pseudo, .realized], extras: [.bestArmShare, .minFraction]
    ) { problem in
      try UCB1(problem, exploration: 2)
      Entrant(BanditGame<BernoulliBandit, UCB1>.self, try UCB1(problem, exploration: 3), label: "wide")
      try ThompsonBeta(problem)
    }
    for results in [onModel, onInstance] {
      let found = try files(results)
      for name in Self.tables { #expect(found[name] == expected[name], "\(name)") }
      #expect(Set(found.keys) == Set(expected.keys))
    }
  }
}
