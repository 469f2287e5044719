import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import BanditTesting
import Testing

/// The scenarios below Scenarios/papers/weighted-tallying against an independent simulation, and what must hold of any
/// run.
struct WeightedTallyingTests {
  /// Mean and standard deviation of policy-lower regret after 20000 rounds, from 1000 runs of an independent simulation
  /// in NumPy.
  struct Reference: Sendable {
    let scenario: String
    let rows: [String: (mean: Double, sd: Double)]
  }

  static let references = [
    Reference(
      scenario: "memory-5",
      rows: [
        "se-1": (849, 164), "se-m": (853, 165), "se-2m": (890, 164), "se-4m": (964, 174), "ucb1": (550, 360),
        "exp3": (3131, 26), "batch-exp3": (1956, 184), "etc": (493.8, 0), "oracle": (1.4, 0), "uniform": (4879, 12),
      ]),
    Reference(
      scenario: "memory-20",
      rows: [
        "se-1": (1015, 179), "se-m": (997, 169), "se-2m": (1163, 176), "se-4m": (1471, 182), "ucb1": (2827, 906),
        "exp3": (3075, 24), "batch-exp3": (3732, 133), "etc": (516.3, 0), "oracle": (6.6, 0), "uniform": (5120, 14),
      ]),
  ]

  /// Within 4 standard errors of the difference and half a printed digit. Every bound is kept: with probability 0.9 or
  /// more each, fewer than 10 of 20 runs would be a chance of 1e-6.
  @Test(arguments: references) func agreesWithTheIndependentSimulation(reference: Reference) throws {
    let replications = 20
    let results = try shippedPlan("papers/weighted-tallying/\(reference.scenario)").run(replications: replications)
    #expect(results.outcomes.count == reference.rows.count)
    for outcome in results.outcomes {
      let algorithm = outcome.key.algorithm
      let expected = try #require(reference.rows[algorithm])
      let mean = outcome.regrets(.policyLower).mean
      let error = expected.sd * (1 / Double(replications) + 1 / 1000).squareRoot()
      let digit = expected.mean == expected.mean.rounded() ? 1.0 : 0.1
      #expect(abs(mean - expected.mean) <= 4 * error + digit / 2 + 1e-9, "\(algorithm): \(mean)")
      if algorithm.hasPrefix("se-") && algorithm != "se-1" {
        #expect(outcome.metrics(.boundHolds).count { $0 == 1 } >= 10)
      }
    }
  }

  /// With memory 1 every algorithm plays as on coins and has the same regret.
  @Test func memoryOneIsABernoulliBandit() throws {
    func plan(_ environment: String) throws -> Plan {
      let given = ["fixed-arm": #""arm": 1"#, "wtb-successive-elimination": #""memoryBound": 1"#]
      let algorithms = Catalogue.standard.algorithms.filter { entry in
        // Of any number of arms, without a kernel.
        entry.families.contains(.bandit) && entry.card.id != "mixture-sprt"
          && !entry.card.parameters.contains { $0.name == "kernel" }
          && (given[entry.card.id] != nil
            || !entry.card.parameters.contains { $0.defaultValue == .required })
      }.map { #"{"id": "\#($0.card.id)"\#(given[$0.card.id].map { ", " + $0 } ?? "")}"# }
      let text = """
        {
          "name": "one", "seed": 4, "horizon": 400, "replications": 2, "environment": \(environment),
          "algorithms": [\(algorithms.joined(separator: ", "))], "notions": ["pseudo", "realized", "dynamic", "simple"]
        }
        """
      return try Scenario(source: .bytes(Array(text.utf8), name: "one.json"), catalogue: .standard).plan
    }
    let coins = try plan(#"{"id": "bernoulli", "label": "same", "means": [0.3, 0.6, 0.45]}"#)
    let tallying = try plan(
      """
      {"id": "weighted-tallying", "label": "same", "memory": 1, "arms": [{"loss": {"affine": [0.1, 0.7]}},
       {"loss": {"table": [0.4]}}, {"weights": [3], "loss": {"step": [1, 0, 0.55]}}]}
      """)
    #expect(coins.cells.count > 15)
    for (one, other) in zip(coins.run().outcomes, tallying.run().outcomes) {
      #expect(one.key == other.key)
      for notion in [Notion.pseudo, .realized, .dynamic, .simple] {
        for round in one.checkpoints {
          let expected = one.entries(notion, after: round).compactMap { $0 }
          let found = other.entries(notion, after: round).compactMap { $0 }
          #expect(expected.count == 2 && found.count == 2)
          for (a, b) in zip(expected, found) {
            #expect(abs(a.regret - b.regret) <= 1e-9 || a.regret.isNaN && b.regret.isNaN, "\(one.key.algorithm)")
            #expect(a.switches == b.switches)
            #expect(a.lowerBound == b.lowerBound || a.lowerBound.isNaN && b.lowerBound.isNaN)
            #expect(abs(a.reward - a.rounds - b.reward) <= 1e-9)
          }
        }
      }
    }
  }

  /// Malik, Li and Singh (2022), appendix C.2: on the needle every learner has a mean policy regret of at least
  /// m K / 64 - (m - 1); here 31.
  @Test func theNeedleIsHard() throws {
    let text = """
      {
        "name": "needle", "horizon": 1000, "replications": 10,
        "environment": {"id": "weighted-tallying", "memory": 2, "preset": {"kind": "needle", "arms": 1024}},
        "algorithms": [{"id": "ucb1"}, {"id": "exp3"}, {"id": "wtb-successive-elimination", "memoryBound": 2},
          {"id": "uniform"}]
      }
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "needle.json"), catalogue: .standard).plan
    for outcome in plan.run().outcomes {
      // OPT = m - 1 = 1 above the line.
      #expect(outcome.regrets(.policyLower).mean - 1 >= 2 * 1024 / 64 - 1)
    }
  }
}
