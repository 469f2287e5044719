import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Games of two players in scenarios: the worked examples, and what holds in every run. Keys are fixed.
struct TextbookGamesTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  private static let worked = #""matrix": [[1, 0], [0.3333333333333333, 0.6666666666666666]]"#

  /// The worked examples through a scenario, with the digits shown.
  @Test func workedExamples() throws {
    func check(_ id: String, _ rounds: Int, _ expected: [(String, Double, Double)]) throws {
      let results = try results(
        """
        {"name": "worked", "horizon": \(rounds), "replications": 1, "environment": {"id": "matrix-game", \(Self.worked)},
         "algorithms": [{"id": "\(id)"}], "notions": ["external", "column-external"],
         "extras": ["exploitability", "exploitability_error", "row_play", "column_play", "bound_holds"]}
        """)
      for (name, value, tolerance) in expected {
        let found = results[id].metrics(named: name, after: rounds)[0]
        #expect(abs(found - value) < tolerance, "\(id) \(name): \(found)")
      }
      let sum =
        results[id].regrets(.external, after: rounds)[0] + results[id].regrets(.columnExternal, after: rounds)[0]
      let exploitability = results[id].metrics(.exploitability, after: rounds)[0]
      #expect(abs(exploitability - sum / Double(rounds)) < 1e-9)
      #expect(results[id].metrics(.exploitabilityError, after: rounds)[0] < 1e-9)
      #expect(results[id].metrics(.boundHolds, after: rounds)[0] == 1)
    }
    try check(
      "hedge", 1000,
      [
        ("row_play.0", 0.20802, 5e-6), ("row_play.1", 0.79198, 5e-6), ("column_play.0", 0.53891, 5e-6),
        ("column_play.1", 0.46109, 5e-6), ("exploitability", 0.0409556, 5e-8),
      ])
    try check(
      "regret-matching", 100,
      [
        ("row_play.0", 0.232153, 5e-7), ("row_play.1", 0.767847, 5e-7), ("column_play.0", 0.469653, 5e-7),
        ("column_play.1", 0.530347, 5e-7), ("exploitability", 0.0422455, 5e-8),
      ])
  }

  /// In every run, whatever is fed back: exploitability is the sum of the regrets over t, and the average cost is within
  /// the regrets of the value; the gaps of both average plays add up to exploitability.
  @Test(arguments: ["expected", "sampled"]) func identities(_ feedback: String) throws {
    let rounds = [1, 8, 90]
    let results = try results(
      """
      {"name": "identities", "seed": 4, "horizon": 90, "replications": 4, "environment": {"id": "matrix-game",
       "matrix": [[2, -1, 0], [0, 3, 1]], "feedback": "\(feedback)"}, "algorithms": [{"id": "hedge"},
       {"id": "regret-matching", "column": {"id": "loss-learner", "base": {"id": "tsallis-inf"}}},
       {"id": "regret-matching-plus", "column": {"id": "best-response"}}, {"id": "best-response", "against": "past"},
       {"id": "fixed-strategy", "column": {"id": "hedge", "epsilon": 0.3}},
       {"id": "loss-learner", "base": {"id": "exp3-p"}, "column": {"id": "loss-learner", "base": {"id": "shrinking-dartboard"}}}],
       "notions": ["external", "column-external"], "checkpoints": [1, 8, 90],
       "extras": ["exploitability", "exploitability_error", "value_gap", "row_gap", "column_gap"]}
      """)
    let ids = ["hedge", "regret-matching", "regret-matching-plus", "best-response", "fixed-strategy", "loss-learner"]
    var counted = 0
    for id in ids {
      for round in rounds {
        for run in 0..<4 {
          let row = results[id].regrets(.external, after: round)[run] / Double(round)
          let column = results[id].regrets(.columnExternal, after: round)[run] / Double(round)
          let exploitability = results[id].metrics(.exploitability, after: round)[run]
          #expect(abs(exploitability - (row + column)) < 1e-9)
          #expect(results[id].metrics(.exploitabilityError, after: round)[run] < 1e-9)
          let gap = results[id].metrics(.valueGap, after: round)[run]
          #expect(-column - 1e-9 <= gap && gap <= row + 1e-9)
          let gaps =
            results[id].metrics(.rowGap, after: round)[run] + results[id].metrics(.columnGap, after: round)[run]
          #expect(abs(gaps - exploitability) < 1e-9)
          counted += 1
        }
      }
    }
    #expect(counted == 6 * 3 * 4)
  }

  /// Twice the same player against other opponents: the draws are coupled, so that where the row player's strategy never
  /// changes its actions are the same.
  @Test func opponentsDoNotShiftDraws() throws {
    let results = try results(
      """
      {"name": "coupled", "seed": 6, "horizon": 200, "replications": 3, "environment": {"id": "matrix-game", \(Self.worked),
       "feedback": "sampled"}, "algorithms": [{"id": "fixed-strategy", "column": {"id": "regret-matching"}},
       {"id": "fixed-strategy", "label": "other", "column": {"id": "loss-learner"}}],
       "extras": ["row_play", "column_play"], "checkpoints": [200]}
      """)
    #expect(results["fixed-strategy"].metrics(named: "row_play.0") == results["other"].metrics(named: "row_play.0"))
    #expect(
      results["fixed-strategy"].metrics(named: "column_play.0") != results["other"].metrics(named: "column_play.0"))
  }

  /// Both players of a prisoner's dilemma defect: regrets over t vanish, and the play is a coarse correlated equilibrium.
  @Test func prisonersDefect() throws {
    let results = try results(
      """
      {"name": "prisoners", "horizon": 500, "replications": 2, "environment": {"id": "matrix-game", "matrix": [[1, 5], [0, 3]],
       "columnMatrix": [[1, 0], [5, 3]]}, "algorithms": [{"id": "regret-matching"}, {"id": "hedge", "epsilon": 0.3}],
       "extras": ["correlated_gap", "row_play", "column_play", "exploitability", "value_gap"], "checkpoints": [500]}
      """)
    for id in ["regret-matching", "hedge"] {
      #expect(results[id].metric(.correlatedGap).maximum < 0.1)
      #expect(results[id].metrics(named: "row_play.1")[0] > 0.9 && results[id].metrics(named: "column_play.1")[0] > 0.9)
      #expect(results[id].metrics(.valueGap).allSatisfy { $0.isNaN } || results[id].metrics(.valueGap).isEmpty)
    }
  }
}
