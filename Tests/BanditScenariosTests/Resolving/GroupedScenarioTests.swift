import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// What scenarios on grouped data say that others cannot.
struct GroupedScenarioTests {
  private func scenario(_ lines: String, environment: String = "") throws(ScenarioError) -> Scenario {
    let text = """
      {"name": "g", \(lines),
      "environment": {"id": "groupwise-synthetic", "rows": 90, "features": 2, "shuffleSeeds": [4, 5]\(environment)},
      "algorithms": [{"id": "groupwise-ridge"}]}
      """
    return try Scenario(source: .bytes(Array(text.utf8), name: "g.json"), catalogue: .standard)
  }

  private func problem(_ lines: String, environment: String = "") -> String? {
    do throws(ScenarioError) {
      _ = try scenario(lines, environment: environment)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func horizonOfAllRows() throws {
    let scenario = try scenario(#""horizon": "rows", "replications": 2, "checkpoints": [3, 80]"#)
    let cell = scenario.plan.cells[0]
    #expect(cell.horizon == 90 && cell.layout.checkpoints == [3, 80, 90])
    #expect(scenario.plan.resolvedScenario["horizon"] == .text("rows"))
    #expect(
      problem(#""horizon": "rows", "replications": 2, "checkpoints": [3, 91]"#)
        == "g.json:1:72: error: checkpoints[1]: found 91; accepted: increasing rounds from 1 to the number of rows, 90")
    #expect(
      problem(#""horizon": "rows", "replications": 2, "checkpoints": [3, 2]"#)
        == "g.json:1:72: error: checkpoints[1]: found 2; accepted: increasing rounds from 1 to the number of rows")
  }

  /// Every group in its own time: as many rounds as it has rows, the checkpoint rule applied to them.
  @Test func linesOfGroups() throws {
    let plan = try scenario(#""horizon": "rows", "replications": 2, "checkpoints": {"linear": 3}"#).plan
    let cell = plan.cells[0]
    #expect(cell.layout.tracks.map(\.group) == ["always-on", "circle", "green", "red", "square", "triangle"])
    let ends = cell.layout.tracks.indices.map { cell.layout.checkpoints(ofTrack: $0).last! }
    #expect(ends[0] == 90 && ends[1] + ends[4] + ends[5] == 90 && ends[2] + ends[3] == 90)
    #expect(cell.layout.checkpoints(ofTrack: 0) == [30, 60, 90])
    #expect(cell.layout.checkpoints(ofTrack: 1).count == 3)
    let outcome = plan.run().outcomes[0]
    for track in cell.layout.tracks {
      for round in outcome.checkpoints(of: .group, group: track.group) {
        let entry = try #require(outcome.entries(.group, group: track.group, after: round)[1])
        #expect(entry.rounds == Double(round) && entry.regret.isFinite)
      }
    }
    let points = try scenario(#""horizon": 90, "replications": 2, "checkpoints": {"groupPoints": 5}"#).plan.cells[0]
    #expect(points.layout.checkpoints == [19, 36, 54, 72, 90])
  }

  @Test func replicationsAreTheShuffles() {
    #expect(
      problem(#""horizon": "rows", "replications": 3"#)?.contains(
        "it has data for 2 replications, but \"replications\" is 3") == true)
  }

  @Test func factsOfTheComparator() throws {
    let scenario = try scenario(
      #""horizon": "rows", "replications": 2"#, environment: #", "comparatorRows": "paper-off-by-one""#)
    #expect(scenario.plan.facts.count == 2 && scenario.plan.facts[1].contains("paper-off-by-one"))
  }

  /// `label` is the rule of the labels here, and like every label the name of the entry.
  @Test func labelIsTheRuleOfTheLabels() throws {
    let usual = try scenario(#""horizon": "rows", "replications": 2"#)
    let smallest = try scenario(#""horizon": "rows", "replications": 2"#, environment: #", "label": "min""#)
    let mean = try scenario(#""horizon": "rows", "replications": 2"#, environment: #", "label": "mean""#)
    #expect(
      [usual, smallest, mean].map { $0.plan.cells[0].key.environment } == ["groupwise-synthetic", "min", "mean"])
    func regrets(_ scenario: Scenario) -> [Double] {
      scenario.plan.run().outcomes[0].regrets(.group, group: "always-on")
    }
    #expect(regrets(usual) == regrets(mean))
    #expect(regrets(usual) != regrets(smallest))
    #expect(Set([usual, smallest, mean].map { $0.plan.cells[0].identity }).count == 3)
    // Stated or left out, it is so again when the resolved scenario is read.
    for (scenario, label) in [(usual, nil), (mean, Setting.text("mean"))] {
      guard case .object(let environment)? = scenario.plan.resolvedScenario["environment"] else {
        Issue.record("no environment")
        continue
      }
      #expect(environment["label"] == label)
    }
    #expect(
      problem(#""horizon": "rows", "replications": 2"#, environment: #", "label": "median""#)?
        .contains(#"found "median"; accepted: one of "mean", "min", "max", "permutation""#) == true)
  }

  @Test func extrasOfExperts() throws {
    let scenario = try scenario(#""horizon": "rows", "replications": 2, "extras": ["expert_regret", "bound_holds"]"#)
    let groups = ["always-on", "circle", "green", "red", "square", "triangle"]
    #expect(
      scenario.plan.cells[0].layout.metrics.map(\.id).sorted()
        == ["bound_holds"] + groups.map { "expert_regret.\($0)" })
  }

  @Test func otherFamiliesHaveNoGroupPoints() {
    let text = """
      {"name": "b", "horizon": 9, "environment": {"id": "bernoulli", "means": [0.5]}, "algorithms": [{"id": "ucb1"}],
      "checkpoints": {"groupPoints": 3}}
      """
    #expect(throws: ScenarioError.self) {
      try Scenario(source: .bytes(Array(text.utf8), name: "b.json"), catalogue: .standard)
    }
  }

  @Test func learnersOfOtherFamiliesAreRefused() {
    let text = """
      {"name": "b", "horizon": 9, "environment": {"id": "bernoulli", "means": [0.5]},
      "algorithms": [{"id": "online-ridge"}]}
      """
    #expect(throws: ScenarioError.self) {
      try Scenario(source: .bytes(Array(text.utf8), name: "b.json"), catalogue: .standard)
    }
  }
}
