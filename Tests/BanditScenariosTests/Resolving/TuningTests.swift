import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Parameters that are chosen on replications of their own.
struct TuningTests {
  private static func source(
    _ algorithms: String, environment: String = #""environment": {"id": "bernoulli", "means": [0.5, 0.2, 0.8]}"#,
    horizon: Int = 60, replications: String = "20", more: String = ""
  ) -> ScenarioSource {
    .bytes(
      Array(
        """
        {"name": "t", "horizon": \(horizon), "replications": \(replications), "checkpoints": [\(horizon)],
         \(environment),
         "algorithms": \(algorithms)\(more)}
        """.utf8), name: "t.json")
  }

  private static func tunings(
    _ source: ScenarioSource, _ tunes: [String], replications: Int? = nil, overrides: [Override] = []
  ) throws -> [Tuning] {
    try Tuning.read(
      source, overrides: overrides, tunes: tunes.compactMap { Override(tune: $0) }, replications: replications,
      catalogue: .standard)
  }

  /// What is chosen, through the blocks of a folder.
  private static func choice(_ tuning: Tuning) throws -> Tuning.Choice {
    let path = FileManager.default.temporaryDirectory.path + "/bandits-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try ResultFolder.open(path, for: tuning.plan)
    _ = try Runner(plan: tuning.plan, threads: 2).run(
      isFinished: { _ in false }, save: { try folder.write($1, as: $0, time: $2) })
    return try tuning.choice(from: folder)
  }

  private static func only(_ source: ScenarioSource, _ tunes: [String], replications: Int? = nil) throws
    -> Tuning.Choice
  {
    let tunings = try tunings(source, tunes, replications: replications)
    #expect(tunings.count == 1)
    return try choice(tunings[0])
  }

  private static func values(_ choice: Tuning.Choice) -> [String] { choice.overrides.map(\.value) }

  // MARK: What is chosen

  @Test func theBestArmIsChosen() throws {
    let choice = try Self.only(Self.source(#"[{"id": "fixed-arm"}, "ucb1"]"#), ["algorithms.fixed-arm.arm=0,1,2"])
    #expect(Self.values(choice) == ["2"] && choice.overrides[0].path == "algorithms.fixed-arm.arm")
    let record = choice.record
    #expect(record.algorithm == "fixed-arm" && record.notions == ["pseudo"] && record.replications == 20)
    #expect(record.candidates.map(\.name) == (0..<3).map { "algorithms.fixed-arm.arm=\($0)" })
    // Gaps of 0.3, 0.6 and 0 in 60 rounds.
    for (candidate, regret) in zip(record.candidates, [18, 36, 0.0]) {
      #expect(abs(candidate.score - regret) < 1e-9 && candidate.failures == 0)
      #expect(candidate.figures.map(\.environment) == ["bernoulli"] && abs(candidate.figures[0].mean - regret) < 1e-9)
    }
    #expect(
      record.text("Fixed") == """
        Fixed: arm=2 was chosen by pseudo regret over 20 replications apart from these (arm=0: 18.00; arm=1: 36.00; \
        arm=2: 0.00)
        """)
  }

  @Test func ofEqualsTheFirst() throws {
    let environment = #""environment": {"id": "bernoulli", "means": [0.2, 0.8, 0.8, 0.8]}"#
    let source = Self.source(#"[{"id": "fixed-arm"}]"#, environment: environment)
    #expect(try Self.values(Self.only(source, ["algorithms.fixed-arm.arm=0,3,1,2"])) == ["3"])
    #expect(try Self.values(Self.only(source, ["algorithms.fixed-arm.arm=0,1,3"])) == ["1"])
  }

  /// Several parameters of one algorithm are a grid, the last one varying fastest; those of two algorithms are two
  /// choices.
  @Test func gridsAndSeveralAlgorithms() throws {
    let algorithms = #"[{"id": "fixed-arm", "label": "a"}, {"id": "epsilon-greedy", "label": "b.c"}]"#
    let tunings = try Self.tunings(
      Self.source(algorithms, horizon: 300),
      ["algorithms.b.c.epsilon=0.9,0.05", "algorithms.a.arm=1,2", #"algorithms[1].ties="lowest","random""#],
      replications: 30)
    #expect(tunings.map(\.algorithm) == ["b.c", "a"])
    let choices = try tunings.map(Self.choice)
    #expect(
      choices[0].record.candidates.map(\.name) == [
        #"algorithms.b.c.epsilon=0.9;algorithms[1].ties="lowest""#,
        #"algorithms.b.c.epsilon=0.9;algorithms[1].ties="random""#,
        #"algorithms.b.c.epsilon=0.05;algorithms[1].ties="lowest""#,
        #"algorithms.b.c.epsilon=0.05;algorithms[1].ties="random""#,
      ])
    #expect(choices[0].record.chosen > 1 && choices[0].record.replications == 30)
    #expect(Self.values(choices[1]) == ["2"])
    // Only the one that is tuned plays.
    #expect(Set(tunings[1].plan.cells.map(\.key.algorithm)) == ["a"] && tunings[1].plan.cells.count == 2)
  }

  /// One value for all environments and points: a ten times longer run does not outvote nine others.
  @Test func onceForTheScenario() throws {
    let environments = """
      "environments": [{"id": "bernoulli", "label": "x", "means": [0.2, 0.8]},
      {"id": "gaussian", "label": "y", "means": [100, 0]}]
      """
    let source = Self.source(
      #"[{"id": "fixed-arm"}]"#, environment: environments, more: #", "sweep": {"seed": [1, 2, 3]}"#)
    let choice = try Self.only(source, ["algorithms.fixed-arm.arm=1,0"])
    // In x arm 1 has 0 and arm 0 36; in y arm 1 has 6000 and arm 0 none. In units of the average each has 0 and 2.
    #expect(choice.record.candidates.map(\.score) == [1, 1] && Self.values(choice) == ["1"])
    #expect(choice.record.candidates[0].figures.count == 6)
    #expect(
      choice.record.candidates[0].figures.map(\.point) == ["seed=1", "seed=1", "seed=2", "seed=2", "seed=3", "seed=3"])
    #expect(choice.record.text("f").contains("chosen by relative pseudo regret"))
    // A third environment decides.
    let three = environments.dropLast() + #", {"id": "bernoulli", "label": "z", "means": [0.8, 0.7]}]"#
    let other = try Self.only(
      Self.source(#"[{"id": "fixed-arm"}]"#, environment: String(three)), ["algorithms.fixed-arm.arm=1,0"])
    #expect(Self.values(other) == ["0"])
  }

  // MARK: Honesty

  /// Ten arms of one mean: the best of ten is luck. On its own replications it looks better than it is by E max of ten
  /// normal numbers, 1.5388 standard errors; on those that are reported it is what it is.
  @Test func whatIsReportedIsNotWhatChose() throws {
    let arms = (0..<10).map(String.init).joined(separator: ",")
    let means = Array(repeating: "0.5", count: 10).joined(separator: ",")
    let source = Self.source(
      #"[{"id": "fixed-arm"}]"#,
      environment: #""environment": {"id": "bernoulli", "means": [\#(means)]}"#, horizon: 20,
      more: #", "notions": ["realized"]"#)
    let runs = 30
    var (chosen, reported): ([Double], [Double]) = ([], [])
    for seed in 0..<runs {
      let overrides = [Override(option: "--seed", path: "seed", value: "\(seed)")]
      let tuning = try #require(
        try Self.tunings(source, ["algorithms.fixed-arm.arm=\(arms)"], overrides: overrides).first)
      let choice = try Self.choice(tuning)
      chosen.append(choice.record.candidates[choice.record.chosen].score)
      let plan = try Scenario(source: source, overrides: overrides + choice.overrides, catalogue: .standard).plan
      reported.append(plan.run()["fixed-arm"].regret(.realized).mean)
    }
    // The rewards of 20 rounds have the deviation sqrt(5), the mean of 20 replications 0.5; an average of the runs has
    // 0.5 / sqrt(runs), and 4.9 of them are the level 1e-6.
    let error = 0.5 / Double(runs).squareRoot()
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
    #expect(abs(mean(reported)) < 4.9 * error)
    #expect(abs(mean(chosen) + 0.5 * 1.5388) < 4.9 * error)
  }

  /// The chosen value's cells are those of the scenario in which it is written; those that chose are not.
  @Test func theChosenValueIsAsIfWritten() throws {
    let source = Self.source(#"[{"id": "ucb1"}, "uniform"]"#)
    let tuning = try Self.tunings(source, ["algorithms.ucb1.exploration=0.5,2"])[0]
    let written = try Scenario(
      source: Self.source(#"[{"id": "ucb1", "exploration": 2}, "uniform"]"#), catalogue: .standard
    ).plan
    let chosen = try Scenario(
      source: source, overrides: [Override(path: "algorithms.ucb1.exploration", value: "2")], catalogue: .standard
    ).plan
    #expect(chosen.cells.map(\.identity) == written.cells.map(\.identity))
    #expect(Set(tuning.plan.cells.map(\.identity)).isDisjoint(with: written.cells.map(\.identity)))
    // Other luck than the reported one, and among the candidates the same.
    let tried = tuning.plan.run()
    let same = try Scenario(
      source: source, overrides: [Override(sweep: "algorithms.ucb1.exploration=0.5,2")!], catalogue: .standard
    ).plan.run()
    for (one, other) in zip(tried.outcomes, same.outcomes.filter { $0.key.algorithm == "ucb1" }) {
      #expect(one.key == other.key && one.regrets(.pseudo) != other.regrets(.pseudo))
    }
    let shared = try Self.tunings(
      Self.source(#"[{"id": "uniform"}, "ucb1"]"#), ["algorithms.ucb1.ties=\"lowest\",\"random\""])
    #expect(shared[0].plan.cells.count == 2)
  }

  // MARK: What is refused

  @Test(arguments: [
    (
      "horizon=10,20",
      "--tune horizon:1:1: error: horizon: this is no parameter of an algorithm; accepted: a parameter of an algorithm, such as algorithms.ucb1.exploration"
    ),
    (
      "environment.means=[0.1],[0.2]",
      "--tune environment.means:1:1: error: environment.means: this is no parameter of an algorithm; accepted: a parameter of an algorithm, such as algorithms.ucb1.exploration"
    ),
    (
      "algorithms.ubc1.exploration=1,2",
      #"--tune algorithms.ubc1.exploration:1:1: error: algorithms.ubc1.exploration: no entry has the label or id "ubc1"; accepted: "ucb1", "fixed-arm"; did you mean "ucb1"?"#
    ),
    (
      "algorithms.ucb1=1,2",
      "--tune algorithms.ucb1:1:1: error: algorithms.ucb1: an algorithm cannot be tuned; accepted: a parameter of an algorithm, such as algorithms.ucb1.exploration"
    ),
    (
      "algorithms.ucb1.label=a,b",
      #"--tune algorithms.ucb1.label:1:1: error: algorithms.ucb1.label: "label" cannot be tuned; accepted: a parameter of an algorithm, such as algorithms.ucb1.exploration"#
    ),
    (
      "algorithms.ucb1.exploration=1",
      "--tune algorithms.ucb1.exploration:1:1: error: algorithms.ucb1.exploration: found one value; accepted: two or more different values, with commas"
    ),
    (
      "algorithms.ucb1.exploration=1,1",
      #"--tune algorithms.ucb1.exploration:1:1: error: algorithms.ucb1.exploration: found "[1,1]"; accepted: two or more different values, with commas"#
    ),
    (
      "algorithms.fixed-arm.arm=0,1",
      "--tune algorithms.fixed-arm.arm:1:1: error: algorithms.fixed-arm.arm: algorithms.fixed-arm.arm is swept; accepted: parameters that are not swept, or a list of values for one of the two"
    ),
  ]) func whatCannotBeTuned(tune: String, expected: String) {
    #expect(refusal(["\(tune)"]) == expected)
  }

  private func refusal(_ tunes: [String], _ source: ScenarioSource? = nil) -> String {
    let source =
      source
      ?? Self.source(#"["ucb1", {"id": "fixed-arm"}]"#, more: #", "sweep": {"algorithms[1].arm": [0, 1]}"#)
    do {
      _ = try Self.tunings(source, tunes)
      return ""
    } catch {
      return "\(error)".replacing("algorithms[1].arm is swept", with: "algorithms.fixed-arm.arm is swept")
    }
  }

  @Test func whatIsNotAccepted() {
    #expect(
      refusal(["algorithms.ucb1.exploraton=1,2"]).contains(
        #"algorithms[0].exploraton: unknown key; accepted: "id", "label", "title", "latex", "exploration""#))
    #expect(
      refusal(["algorithms.ucb1.exploration=1,-2"]).contains(
        "algorithms[0].exploration: found -2; accepted: a number, 0 or more"))
    #expect(
      refusal(["algorithms.ucb1.exploration=1,2", "algorithms[0].exploration=3,4"]).contains(
        "algorithms.ucb1.exploration is tuned, too; accepted: each once"))
    #expect(
      refusal(
        ["algorithms.ucb1.exploration=1,2"],
        Self.source(#"["ucb1"]"#, more: #", "generator": "mt19937""#)
      ).contains(
        #"generator: found "mt19937", whose streams have numbers, so that none are left for --tune; accepted: "philox""#
      ))
    #expect(
      refusal(
        ["algorithms[0].lambda=1,2"],
        Self.source(
          #"["online-ridge"]"#,
          environment: #""environment": {"id": "groupwise-synthetic", "rows": 60, "shuffleSeeds": [1, 2, 3]}"#,
          replications: "3")
      ).contains("it has data for 3 replications, and none for others on which --tune could choose"))
    let many = (0..<40).map(String.init).joined(separator: ",")
    #expect(
      refusal(["algorithms.ucb1.exploration=\(many)", "algorithms.ucb1.sigma=\(many)"]).contains(
        "found 1600 candidates; accepted: at most 1000"))
  }

  /// Without a number of its own, and where a width would choose it.
  @Test func howManyReplicationsChoose() throws {
    let chosen = Self.source(#"["ucb1"]"#, replications: #"{"until": {"halfWidth": 1}, "atMost": 5000}"#)
    #expect(try Self.tunings(chosen, ["algorithms.ucb1.exploration=1,2"])[0].plan.replications == 256)
    #expect(try Self.tunings(chosen, ["algorithms.ucb1.exploration=1,2"], replications: 7)[0].plan.replications == 7)
    #expect(
      try Self.tunings(Self.source(#"["ucb1"]"#), ["algorithms.ucb1.exploration=1,2"])[0].plan.replications == 20)
  }
}
