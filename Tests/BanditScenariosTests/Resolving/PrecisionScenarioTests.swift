import BanditCards
import BanditExperiments
import BanditGames
import Testing

@testable import BanditScenarios

/// `replications` that the width of the intervals chooses, as scenario files say it.
struct PrecisionScenarioTests {
  private static let good = #""replications": {"until": {"halfWidth": 0.5}, "atMost": 1000}"#

  private func plan(_ more: String...) throws -> Plan {
    try Scenario(
      source: .bytes(
        Array(
          """
          {"name": "p", "horizon": 100, "environment": {"id": "bernoulli", "means": [0.3, 0.6]},
           "algorithms": ["ucb1", "uniform"], \(more.joined(separator: ", "))}
          """.utf8), name: "p.json"), catalogue: .standard
    ).plan
  }

  @Test func itIsReadWithItsDefaults() throws {
    let plan = try plan(Self.good)
    #expect(plan.precision == Precision(halfWidth: 0.5) && plan.replications == 1000 && plan.choices.isEmpty)
    #expect(
      plan.resolvedScenario["replications"].map(JSONText.compact)
        == #"{"until":{"halfWidth":0.5,"relative":false},"atMost":1000}"#)
    let relative = try self.plan(#""replications": {"atMost": 64, "until": {"relative": true, "halfWidth": 1}}"#)
    #expect(relative.precision == Precision(halfWidth: 1, isRelative: true) && relative.replications == 64)
    let number = try self.plan(#""replications": 1000"#)
    #expect(number.precision == nil && number.cells.allSatisfy { $0.criterion == nil })
  }

  /// 2^21 / 100 allows 1024; no other part of a block's identity knows of the precision.
  @Test func blocksAreShort() throws {
    let (chosen, given) = (try plan(Self.good), try plan(#""replications": 1000"#))
    #expect(chosen.cells.allSatisfy { $0.blockSize == 64 } && given.cells.allSatisfy { $0.blockSize == 1024 })
    #expect(chosen.cells.map(\.identity) == given.cells.map(\.identity))
    #expect(chosen.blocks.count == 2 * 16 && chosen.blocks.last?.replications == 960..<1000)
  }

  /// The main notion, whatever else there is; where the scenario does not ask for it, its first.
  @Test func whichNotionDecides() throws {
    func criteria(_ more: String...) throws -> [String?] {
      try plan(([Self.good] + more).joined(separator: ", ")).cells.map(\.criterion?.id)
    }
    #expect(try criteria() == ["pseudo", "pseudo"])
    #expect(try criteria(#""notions": ["realized", "pseudo"]"#) == ["pseudo", "pseudo"])
    #expect(try criteria(#""notions": ["simple", "realized"]"#) == ["simple", "simple"])
  }

  @Test(arguments: [
    (
      #""replications": {"until": {"halfWidth": 0}, "atMost": 1000}"#,
      "6:41: error: replications.until.halfWidth: found 0; accepted: a number above 0"
    ),
    (
      #""replications": {"until": {"halfWidth": 0.5}, "atMost": 63}"#,
      "6:57: error: replications.atMost: found 63; accepted: a whole number, 64 or more"
    ),
    (
      #""replications": {"until": {"halfWidth": 0.5}}"#,
      "6:17: error: replications.atMost: this key is required; accepted: a whole number, 64 or more"
    ),
    (
      #""replications": {"until": {"relative": true}, "atMost": 100}"#,
      "6:27: error: replications.until.halfWidth: this key is required; accepted: a number above 0"
    ),
    (
      #""replications": {"until": {"halfwidth": 1, "halfWidth": 1}, "atMost": 100}"#,
      #"6:28: error: replications.until.halfwidth: unknown key; accepted: "halfWidth", "relative"; did you mean "halfWidth"?"#
    ),
    (
      #""replications": {"until": {"halfWidth": 1, "relative": "yes"}, "atMost": 100}"#,
      #"6:56: error: replications.until.relative: found "yes"; accepted: true or false"#
    ),
    (
      #""replications": 10, "sweep": {"replications.atMost": [100, 200]}"#,
      #"6:31: error: sweep.replications.atMost: "replications.atMost" is one for the whole scenario and cannot be swept; accepted: paths such as environment.means, algorithms.ucb1.exploration, horizon, seed"#
    ),
  ]) func whatIsWrongHasItsPlace(line: String, expected: String) {
    #expect(problems(scenario(line)) == ["s.json:" + expected])
  }

  /// Data that fix the number of replications leave nothing to choose.
  @Test func shufflesFixTheNumber() {
    let text = """
      {"name": "g", "horizon": 20, "algorithms": ["online-ridge"],
       "environment": {"id": "groupwise-synthetic", "rows": 20, "shuffleSeeds": [1, 2, 3]},
       "replications": {"until": {"halfWidth": 1}, "atMost": 100}}
      """
    do throws(ScenarioError) {
      _ = try Scenario(source: .bytes(Array(text.utf8), name: "g.json"), catalogue: .standard)
      Issue.record("it is read")
    } catch {
      #expect(
        error.description == """
          g.json:3:18: error: replications: found an object, but groupwise-synthetic has data for 3 replications, which \
          fix their number; accepted: 3
          """)
    }
  }

  /// As if the most were played.
  @Test func estimatesAreForTheMost() throws {
    let (chosen, given) = (
      try read(scenario(Self.good)).estimate, try read(scenario(#""replications": 1000"#)).estimate
    )
    #expect(chosen.rounds == given.rounds && chosen.rows == given.rows)
    #expect(chosen.blocks == 16 && given.blocks == 1)
    #expect(
      problems(scenario(#""replications": {"until": {"halfWidth": 0.5}, "atMost": 4611686018427387904}"#)).first?
        .contains("replications: the run needs") == true)
  }

  /// A chosen number in memory, as the command has it in files.
  @Test func plansInMemoryChooseToo() throws {
    let results = try plan(Self.good, #""checkpoints": [100]"#).run(threads: 2)
    let choice = try #require(results.plan.choices.first)
    #expect(results.plan.choices.count == 1 && choice.isReached)
    for outcome in results.outcomes {
      let regret = outcome.regret(.pseudo)
      #expect(regret.count == choice.replications && regret.interval.halfWidth <= 0.5)
    }
    // A block less would not have been enough.
    let before = choice.replications - 64
    if before >= 64 {
      let fewer = try plan(Self.good, #""checkpoints": [100]"#).run(replications: before)
      #expect(fewer.plan.choices.isEmpty)
      #expect(fewer.outcomes.contains { $0.regret(.pseudo).interval.halfWidth > 0.5 })
    }
  }
}
