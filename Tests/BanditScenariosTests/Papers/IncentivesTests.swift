import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditAlgorithms
@testable import BanditScenarios

/// Agents who look after themselves, in scenarios. Keys are fixed.
struct IncentivesTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  /// Beta(3, 2) against Beta(2, 3): in 500 rounds arm 1 stays untried with probability .690263, exactly and in 600 runs
  /// (four standard errors); the bound (11.7) is .2.
  @Test func greedyAgentsStay() throws {
    let results = try results(
      """
      {"name": "greedy", "seed": 11, "horizon": 500, "replications": 600, "environment": {"id": "incentive",
       "priors": [{"law": "beta", "a": 3, "b": 2}, {"law": "beta", "a": 2, "b": 3}]},
       "algorithms": [{"id": "greedy-agents"}, {"id": "thompson-beta"}],
       "extras": ["untried_arms", "untried_probability", "believed", "obedience_gain"], "checkpoints": [1, 20, 500]}
      """)
    let agents = results["greedy-agents"]
    #expect(agents.metrics(.untriedProbability).allSatisfy { ($0 * 1e6).rounded() == 690_263 })
    for round in [1, 20, 500] {
      let exact = try #require(agents.metrics(.untriedProbability, after: round).first)
      let share = agents.metric(.untriedArms, after: round).mean
      #expect(abs(share - exact) <= 4 * (exact * (1 - exact) / 600).squareRoot(), "\(round): \(share), \(exact)")
      #expect(exact >= 0.2 && (exact == 1) == (round == 1))
    }
    #expect(agents.metrics(.believed).allSatisfy { $0 == 1 })
    #expect(agents.metrics(.obedienceGain).allSatisfy { $0 >= 0 })
    // A principal whom agents obey tries both, and loses less.
    #expect(results["thompson-beta"].metric(.untriedArms).mean == 0)
    #expect(results["thompson-beta"].regret(.pseudo).mean < agents.regret(.pseudo).mean)
  }

  /// Below the threshold no round's mean gain is negative, above it many are: within four standard errors. Regret is
  /// that of the base in the rounds of exploration at most, over epsilon (11.17).
  @Test func hiddenExploration() throws {
    let results = try results(
      """
      {"name": "hidden", "seed": 12, "horizon": 400, "replications": 400, "environment": {"id": "incentive",
       "priors": [{"law": "beta", "a": 1, "b": 1}, {"law": "point", "value": 0.5}]},
       "algorithms": [{"id": "repeated-hidden-exploration", "label": "hidden", "warmup": 4},
        {"id": "repeated-hidden-exploration", "label": "open", "warmup": 4, "epsilon": 0.8,
         "base": {"id": "fixed-arm", "arm": 1}},
        {"id": "greedy-agents"}],
       "extras": ["believed", "obedience_gain", "signal_gain", "explorations", "untried_arms"],
       "checkpoints": [4, 5, 20, 100, 400]}
      """)
    let hidden = results["hidden"]
    // E[G+] after four pulls of a uniform arm: means 1/6, 2/6, 3/6, 4/6, 5/6, each with probability 1/5.
    #expect(hidden.metrics(.signalGain).allSatisfy { abs($0 - 0.1) < 1e-12 })
    #expect(hidden.metrics(.believed).allSatisfy { $0 == 1 })
    // Rounds of exploration: 396 coins of probability .033.
    #expect(abs(hidden.metric(.explorations).mean - 396 * 0.033) < 4 * (396 * 0.033 / 400.0).squareRoot())
    for round in [4, 5, 20, 100, 400] {
      let gain = hidden.metric(.obedienceGain, after: round)
      #expect(gain.mean >= 0 && (gain.mean == 0) == (round == 4))
    }
    // Round 5: .2 E[G+] less the cost of exploring, 0 on average because means are alike.
    let open = results["open"].metrics(.obedienceGain, after: 5)
    let mean = open.reduce(0, +) / 400
    let error = (open.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399 / 400).squareRoot()
    #expect(abs(mean - 0.02) < 4 * error)
    #expect(results["open"].metrics(.believed).allSatisfy { $0 == 4.0 / 400 })
    // Greedy agents lose for ever what hidden exploration finds.
    #expect(hidden.metric(.untriedArms).mean < 0.1)
  }
}
