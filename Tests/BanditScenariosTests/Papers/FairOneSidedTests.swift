import BanditCards
import BanditExperiments
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// Fair learning from one-sided feedback in scenarios: a reference run, and what holds in every run. Keys are fixed.
struct FairOneSidedTests {
  private func results(_ scenario: String) throws -> TrialResults {
    try Scenario(source: .bytes(Array(scenario.utf8), name: "s.json"), catalogue: .standard).plan.run(threads: 2)
  }

  private static let learners = """
    {"id": "exp2"}, {"id": "exp2", "label": "deaf", "price": 0},
    {"id": "exp2", "label": "weighted", "rejections": "weighted", "learningRate": 0.05},
    {"id": "context-semi-bandit-ftpl", "policyDraws": 5, "epsilon": 0.2},
    {"id": "context-semi-bandit-ftpl", "label": "ftpl-weighted", "policyDraws": 5, "rejections": "weighted"},
    {"id": "hedge"}, {"id": "accept-all"}, {"id": "reject-all"}, {"id": "fixed-policy", "rules": [13, 40, 72]}
    """
  private static let labels = [
    "exp2", "deaf", "weighted", "context-semi-bandit-ftpl", "ftpl-weighted", "hedge", "accept-all", "reject-all",
    "fixed-policy",
  ]

  // MARK: The reference

  private struct Reference: Decodable {
    struct Run: Decodable {
      let algorithm: String
      let replicate: Int
      let rows: [[String: Double]]
    }
    let runs: [Run]
  }

  /// Individuals, labels, panels, learners and accounts of Tests/Reference/fair_onesided.py, which counts votes: the same
  /// whole numbers, and sums to nine digits.
  @Test func theReferenceRun() throws {
    let data = try Data(contentsOf: repository.appendingPathComponent("Tests/Reference/fair_onesided.json"))
    let tree = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let scenario = try JSONSerialization.data(withJSONObject: #require(tree["scenario"]))
    let results = try results(String(decoding: scenario, as: UTF8.self))
    let reference = try JSONDecoder().decode(Reference.self, from: data)
    #expect(reference.runs.count == 12)
    var compared = 0
    for run in reference.runs {
      for (row, round) in zip(run.rows, [20, 150]) {
        for (name, value) in row {
          let found: Double?
          switch name {
          case "misclassification", "external":
            found = results[run.algorithm].entries(Notion(name), after: round)[run.replicate]?.regret
          case "errors":
            found = results[run.algorithm].entries(.external, after: round)[run.replicate].map { -$0.value }
          default:
            found = results[run.algorithm].metrics(named: name, after: round)[run.replicate]
          }
          let isSame = found.map { abs($0 - value) < 1e-9 * max(1, abs(value)) } ?? false
          #expect(isSame, "\(run.algorithm) \(run.replicate) \(round) \(name): \(found ?? .nan), not \(value)")
          compared += 1
        }
      }
    }
    #expect(compared == 12 * 2 * 13)
  }

  // MARK: What always holds

  /// Misclassification regret is twice the regret of the reduction, exactly, in every run of every learner.
  @Test func errorsAreTwiceTheLossesOfTheReduction() throws {
    let results = try results(
      """
      {"name": "identity", "seed": 3, "horizon": 80, "replications": 4, "environment": {"id": "fair-onesided",
       "scale": [1, 12], "votes": 2}, "algorithms": [\(Self.learners)], "extras": ["semi_bandit_regret"],
       "checkpoints": [1, 7, 30, 80]}
      """)
    for label in Self.labels {
      for round in [1, 7, 30, 80] {
        let losses = results[label].metrics(.semiBanditRegret, after: round)
        let regrets = results[label].regrets(.misclassification, after: round)
        #expect(losses.count == 4)
        #expect(regrets == losses.map { 2 * $0 }, "\(label)")
      }
    }
  }

  /// The errors of accept-all are the labels 0, those of reject-all the labels 1; together, everybody. Neither is ever
  /// reported.
  @Test func constantLearners() throws {
    let results = try results(
      """
      {"name": "constants", "seed": 5, "horizon": 300, "replications": 5, "environment": {"id": "fair-onesided",
       "scale": [0, 0], "alpha": 0, "slack": 0}, "algorithms": [{"id": "accept-all"}, {"id": "reject-all"},
       {"id": "fixed-policy", "rules": [72, 73], "probabilities": [0.3, 0.7]},
       {"id": "fixed-policy", "label": "half-plane", "rules": [13]}], "extras": ["violations", "fair_rules"], "notions": ["external"],
       "checkpoints": [300]}
      """)
    func errors(_ label: String) -> [Double] {
      results[label].entries(.external, after: 300).map { -($0?.value ?? .nan) }
    }
    #expect(zip(errors("accept-all"), errors("reject-all")).allSatisfy { $0 + $1 == 1200 })
    // With distances of 0 and alpha 0 only constants are fair, mixtures of them, too.
    for label in ["accept-all", "reject-all", "fixed-policy"] {
      #expect(results[label].metric(.violations).maximum == 0)
      #expect(results[label].metric(.fairRules).maximum == 2)
    }
    #expect(results["half-plane"].metric(.violations).minimum > 200)
  }

  /// With given tables accept-all makes as many errors as there are labels 0.
  @Test func plainOneSidedLearning() throws {
    let results = try results(
      """
      {"name": "tables", "horizon": 6, "replications": 1, "environment": {"id": "fair-onesided", "contexts":
       [[0.1, 0.2], [0.8, 0.5]], "rounds": [[0, 1], [1, 0]], "labels": [[0, 1], [0, 0]]}, "algorithms": [{"id": "accept-all"}],
       "checkpoints": [6], "notions": ["external"]}
      """)
    #expect(results["accept-all"].entries(.external, after: 6)[0]?.value == -9)
  }

  /// Of a path of policies that does not depend on the panels, the violating rounds never increase with the votes nor with
  /// alpha; and those by votes of one run are those of the runs with so many votes.
  @Test func theFrontierOfAFixedPath() throws {
    let paths = """
      {"id": "fixed-policy", "rules": [13, 40, 72]}, {"id": "exp2", "price": 0},
      {"id": "context-semi-bandit-ftpl", "policyDraws": 5, "price": 0}
      """
    var byAlpha: [String: [[Double]]] = [:]
    for alpha in [0.02, 0.05, 0.1, 0.3] {
      let results = try results(
        """
        {"name": "frontier", "seed": 8, "horizon": 120, "replications": 3, "environment": {"id": "fair-onesided",
         "alpha": \(alpha), "scale": [0.2, 1]}, "algorithms": [\(paths)],
         "extras": ["violations", "violations_by_votes"], "checkpoints": [120],
         "sweep": {"environment.votes": [1, 2, 3, 4, 5]}}
        """)
      for label in ["fixed-policy", "exp2", "context-semi-bandit-ftpl"] {
        func outcome(_ votes: Int) throws -> Outcome {
          try #require(results.outcome(of: label, on: "fair-onesided", at: "environment.votes=\(votes)"))
        }
        let counts = try (1...5).map { try outcome($0).metrics(.violations) }
        for votes in 1...5 {
          #expect(try outcome(5).metrics(named: "violations_by_votes.\(votes)") == counts[votes - 1])
          if votes > 1 { #expect(zip(counts[votes - 2], counts[votes - 1]).allSatisfy { $0 >= $1 }) }
        }
        #expect(counts[0] != counts[4])
        byAlpha[label, default: []].append(counts[2])
      }
    }
    for counts in byAlpha.values {
      for (narrow, wide) in zip(counts, counts.dropFirst()) {
        #expect(zip(narrow, wide).allSatisfy { $0 >= $1 })
      }
    }
  }

  /// Twice the same panels: what a learner that hears them pays shows in fewer violations. Means over 20 replications.
  @Test func pricesBuyFairness() throws {
    let results = try results(
      """
      {"name": "price", "seed": 2, "horizon": 500, "replications": 20, "environment": {"id": "fair-onesided"}, "algorithms": [
       {"id": "exp2", "price": 0, "learningRate": 0.02}, {"id": "exp2", "label": "priced", "price": 2,
       "learningRate": 0.02}], "extras": ["violations"], "checkpoints": [500]}
      """)
    let violations = results["exp2"].metric(.violations).mean
    #expect(results["priced"].metric(.violations).mean < violations / 2)
  }
}
