import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import Testing

@testable import BanditScenarios

/// The scenarios of Scenarios/papers/slate-bandit. Keys are fixed.
struct SlateBanditTests {
  /// The reference run of another implementation, 300 replications: 16.6 after 500 rounds, 21.2 after 1000, 26.2 after 2000,
  /// each within 1.5, which is five standard errors at 500 and 2.5 at 2000.
  @Test func theReferenceRun() throws {
    let results = try shippedPlan(
      "papers/slate-bandit/mnl-reference", [Override(path: "algorithms", value: #"[{"id": "mnl-thompson"}]"#)]
    ).run(threads: 2)
    for (round, expected) in [(500, 16.6), (1000, 21.2), (2000, 26.2)] {
      let regrets = results["mnl-thompson"].regrets(.pseudo, after: round)
      #expect(regrets.count == 300)
      #expect(abs(regrets.mean - expected) < 1.5, "\(regrets.mean) after \(round) rounds")
    }
  }

  /// Whoever learns is far below a random slate, and the one that is biased by its neighbours is still above the one
  /// that is not told wrong: 40 replications, 800 rounds; a random slate loses .13 a round.
  @Test func everyLearnerLearns() throws {
    let results = try shippedPlan(
      "papers/slate-bandit/mnl-reference",
      [
        Override(path: "replications", value: "40"), Override(path: "horizon", value: "800"),
        Override(path: "checkpoints", value: "[400, 800]"),
      ]
    ).run(threads: 2)
    let random = results["slate-random"].regrets(.pseudo, after: 800)
    // f of a random slate by enumeration of the 56 sets: see `slatesOnAverage`.
    let mean = 800 * (0.6 - slatesOnAverage([0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05]))
    // The standard deviation of f is at most .15: four standard errors of 32000 rounds.
    #expect(abs(random.mean - mean) < 800 * 4 * 0.15 / 32000.0.squareRoot())
    for label in ["mnl-thompson", "mnl-in-slate", "slate-beta", "slate-laplace"] {
      let first = results[label].regrets(.pseudo, after: 400).mean
      let both = results[label].regrets(.pseudo, after: 800).mean
      #expect(both < random.mean / 3, "\(label)")
      #expect(both - first < first, "\(label)")
    }
  }

  /// The mean of f over all sets of three; f of the best is 1.5 / 2.5.
  private func slatesOnAverage(_ v: [Double]) -> Double {
    var values: [Double] = []
    for first in v.indices {
      for second in v.indices where second > first {
        for third in v.indices where third > second {
          let sum = v[first] + v[second] + v[third]
          values.append(sum / (1 + sum))
        }
      }
    }
    return values.mean
  }

  /// Where a user changes or users differ, only `dynamic` is known, and it is never negative.
  @Test func onlyDynamicRegretOfUsersWhoChange() throws {
    let results = try shippedPlan(
      "papers/slate-bandit/strategies",
      [
        Override(path: "replications", value: "3"), Override(path: "horizon", value: "150"),
        Override(path: "notions", value: #"["dynamic", "pseudo"]"#),
      ]
    ).run(threads: 2)
    for environment in ["static", "linear", "markov", "many-users"] {
      for label in ["thompson", "in-slate", "greedy", "mnl-thompson", "slate-beta", "slate-random"] {
        let outcome = try #require(results.outcome(of: label, on: environment))
        let dynamic = outcome.regrets(.dynamic, after: 150)
        #expect(dynamic.count == 3 && dynamic.allSatisfy { $0 > 0 })
        let pseudo = outcome.entries(.pseudo, after: 150).map { $0?.regret ?? .nan }
        #expect(environment == "static" ? pseudo == dynamic : pseudo.allSatisfy(\.isNaN))
      }
    }
  }

  /// The library's way: with slates of one item of attraction 1 or 3, a random one loses 1/8 a round on average, an eighth
  /// is also the standard deviation; four standard errors of 2000 rounds.
  @Test func trials() throws {
    let model = try SlateModel(horizon: 50, size: 1, attractions: [1, 3])
    let trials = try Trials(horizon: 50, replications: 40).compare(on: model, notions: [.pseudo]) { problem in
      SlateRandom(problem)
      try Entrant(SlateLaplace.self, ["strategy": "greedy"], for: problem)
    }
    let random = trials["slate-random"].regrets(.pseudo)
    #expect(abs(random.mean - 6.25) < 50 * 4 * 0.125 / 2000.0.squareRoot())
    #expect(trials["slate-laplace"].regrets(.pseudo).mean < 4)
  }
}
