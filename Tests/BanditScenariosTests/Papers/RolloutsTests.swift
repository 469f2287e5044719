import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import Testing

@testable import BanditScenarios

/// The scenarios of Scenarios/papers/mopps and Scenarios/papers/knapsack-rollouts. Keys are fixed.
struct RolloutsTests {
  /// In a small pool: whoever is told everything has no regret; who selects near the target is far below who does not, has
  /// more prompts that teach, and gets on faster.
  @Test func selectionPays() throws {
    let results = try shippedPlan(
      "papers/mopps/selection",
      [
        Override(path: "replications", value: "6"), Override(path: "horizon", value: "80"),
        Override(path: "environment.prompts", value: "300"), Override(path: "environment.batch", value: "12"),
        Override(path: "checkpoints", value: "[40, 80]"), Override(path: "environment.goal", value: "0"),
      ]
    ).run(threads: 2)
    #expect(results["oracle-rollouts"].regrets(.dynamic, after: 40) == Array(repeating: 0, count: 6))
    #expect(results["oracle-rollouts"].regrets(.dynamic, after: 80) == Array(repeating: 0, count: 6))
    #expect(results["oracle-rollouts"].metrics(.posteriorError, after: 80) == Array(repeating: 0, count: 6))
    func of(_ label: String, _ metric: Metric) -> Double { results[label].metrics(metric, after: 80).mean }
    let uniform = results["uniform-rollouts"].regrets(.dynamic, after: 80).mean
    for label in ["mopps", "threshold", "discounted", "all-candidates"] {
      #expect(results[label].regrets(.dynamic, after: 80).allSatisfy { $0 > 0 && $0 < 0.95 * uniform }, "\(label)")
      #expect(of(label, .effectiveFraction) > of("uniform-rollouts", .effectiveFraction) + 0.1, "\(label)")
      #expect(of(label, .ability) > of("uniform-rollouts", .ability) + 0.2, "\(label)")
      #expect(of(label, .roundsToGoal) < of("uniform-rollouts", .roundsToGoal), "\(label)")
      let errors = results[label].metrics(.posteriorError, after: 80)
      // Who knows nothing estimates 1/2: squared errors of 1/4 at most.
      #expect(errors.allSatisfy { $0 > 0 && $0 < 0.25 }, "\(label)")
      #expect(results[label].metrics(.predictionCorrelation, after: 80).allSatisfy { (-1...1).contains($0) })
    }
    #expect(of("oracle-rollouts", .effectiveFraction) > 0.98)
  }

  /// An evaluation tells something before the first round, by how much each prompt's posterior shows.
  @Test func warmStartsKnowThePool() throws {
    let results = try shippedPlan(
      "papers/mopps/warm-start",
      [
        Override(path: "replications", value: "5"), Override(path: "horizon", value: "10"),
        Override(path: "environment.prompts", value: "200"), Override(path: "environment.batch", value: "8"),
        Override(path: "checkpoints", value: "[1, 10]"),
      ]
    ).run(threads: 2)
    for round in [1, 10] {
      let (warm, cold) = (results["warm"], results["cold"])
      #expect(warm.metrics(.posteriorError, after: round).mean < cold.metrics(.posteriorError, after: round).mean / 2)
      #expect(warm.regrets(.dynamic, after: round).mean < cold.regrets(.dynamic, after: round).mean / 2)
    }
  }

  /// The worked example: .151977 an epoch at best, .140317 for uniform budgets, which the first epoch has.
  @Test func threePrompts() throws {
    let results = try shippedPlan(
      "papers/knapsack-rollouts/three-prompts", [Override(path: "replications", value: "20")]
    ).run(threads: 2)
    for (round, epochs) in [(1, 1.0), (200, 200.0)] {
      let oracle = results["oracle-rollouts"].entries(.dynamic, after: round).compactMap { $0 }
      #expect(
        oracle.count == 20 && oracle.allSatisfy { $0.regret == 0 && abs($0.value - epochs * 0.151977) < epochs * 5e-7 })
      #expect(oracle.allSatisfy { $0.cost == 12 * epochs })
      let uniform = results["uniform-rollouts"].entries(.dynamic, after: round).compactMap { $0 }
      #expect(uniform.allSatisfy { abs($0.value - epochs * 0.140317) < epochs * 5e-7 })
      #expect(results["uniform-rollouts"].metrics(.valueOverUniform, after: round).allSatisfy { $0 == 1 })
      #expect(
        results["oracle-rollouts"].metrics(.valueOverUniform, after: round).allSatisfy {
          abs($0 - 0.151977 / 0.140317) < 1e-5
        })
    }
    let first = results["knapsack-rollouts"].entries(.dynamic, after: 1).compactMap { $0 }
    #expect(first.allSatisfy { abs($0.value - 0.140317) < 5e-7 })
  }

  /// Who is told everything is above even budgets everywhere; shares of the epoch before are only where every prompt has
  /// rollouts enough to be known, for a prompt that only failed in two rollouts gets two again.
  @Test func budgetsPayWhereSharesAreKnown() throws {
    let results = try shippedPlan(
      "papers/knapsack-rollouts/budgets",
      [
        Override(path: "replications", value: "3"), Override(path: "horizon", value: "12"),
        Override(path: "checkpoints", value: "[1, 12]"),
      ]
    ).run(threads: 2)
    for environment in ["growing", "fixed", "hard", "hard-low-8"] {
      func ratios(_ label: String) throws -> [Double] {
        try #require(results.outcome(of: label, on: environment)).metrics(.valueOverUniform, after: 12)
      }
      let (knapsack, oracle) = (try ratios("knapsack-rollouts"), try ratios("oracle-rollouts"))
      #expect(try ratios("uniform-rollouts") == [1, 1, 1] && oracle.count == 3 && oracle.allSatisfy { $0 > 1 })
      #expect(knapsack.allSatisfy { environment == "hard-low-8" ? $0 > 1 : $0 < 1 }, "\(environment): \(knapsack)")
      #expect(zip(knapsack, oracle).allSatisfy { $0 < $1 })
      let outcome = try #require(results.outcome(of: "oracle-rollouts", on: environment))
      #expect(outcome.regrets(.dynamic, after: 12) == [0, 0, 0])
    }
  }

  /// The library's way: of two prompts one at the target, the other .4 away; a random one loses .08 a round on average, as
  /// much as the standard deviation; four standard errors of 1000 rounds.
  @Test func trials() throws {
    let model = try PromptPoolModel(horizon: 50, probabilities: [0.5, 0.9], batch: 1)
    let trials = try Trials(horizon: 50, replications: 20).compare(on: model, notions: [.dynamic]) { problem in
      UniformRollouts(problem)
      try Entrant(MoPPS.self, for: problem)
    }
    let uniform = trials["uniform-rollouts"].regrets(.dynamic)
    #expect(abs(uniform.mean - 4) < 50 * 4 * 0.08 / 1000.0.squareRoot())
    #expect(trials["mopps"].regrets(.dynamic).allSatisfy { $0 < 1.6 })
  }
}
