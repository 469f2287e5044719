import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct HedgeTests {
  /// L = (0, 1, 2), eta = .5: (.50648039, .30719589, .18632372).
  @Test func probabilitiesAreExponential() throws {
    let policy = try make(Hedge.self, ["learningRate": .number(0.5)], actions: 3)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var learner = RandomStream(key: StreamKey(seed: 2))
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: [[0, 0.5, 1], [0, 0.5, 1], [0, 0, 0]]), learner: policy,
      problem: ExpertsProblem(actionCount: 3, horizon: 3, feedback: .full, switchingCost: 1))
    var account = game.openAccount(for: [.external], metrics: [])
    for round in 1...3 { game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account) }
    #expect(zip(game.learner.probabilities, [0.50648039, 0.30719589, 0.18632372]).allSatisfy { abs($0 - $1) < 5e-9 })
  }

  /// fixed: sqrt(8 ln 5 / 10000); anytime: 2 sqrt(ln 5 / t). Bounds at K = 5, T = 10000: 89.7 and 127.
  @Test(arguments: [("fixed", 89.7), ("anytime", 127)]) func bounds(schedule: String, expected: Double) throws {
    var policy = try make(Hedge.self, ["schedule": .text(schedule)], actions: 5, horizon: 10_000)
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = policy.selectAction(at: 10_000, noise: &noise)
    let bound = try #require(policy.regretBound?.value)
    #expect(abs(bound - expected) < 0.5)
    #expect(abs(bound - (log(5) * 10_000 / (schedule == "fixed" ? 2 : 1)).squareRoot()) < 1e-9)
    #expect(try make(Hedge.self, ["learningRate": .number(1)]).regretBound == nil)
  }

  /// After losses (0, 1) in every round the probability of action 1 in round t is 1 / (1 + exp(eta_t (t - 1))).
  @Test func rates() throws {
    for (schedule, rate) in [
      ("fixed", { (_: Int) in (8 * log(2.0) / 50).squareRoot() }),
      ("anytime", { (round: Int) in 2 * (log(2.0) / Double(round)).squareRoot() }),
    ] {
      var game = ExpertsGame(
        environment: ScriptedLosses(rows: [[0, 1]]),
        learner: try make(Hedge.self, ["schedule": .text(schedule)], horizon: 50),
        problem: ExpertsProblem(actionCount: 2, horizon: 50, feedback: .full, switchingCost: 1))
      var account = game.openAccount(for: [.external], metrics: [])
      var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
      var learner = RandomStream(key: StreamKey(seed: 2))
      for round in 1...50 {
        game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
        let expected = 1 / (1 + exp(rate(round) * Double(round - 1)))
        #expect(abs(game.learner.probabilities[1] - expected) < 1e-14, "\(schedule), round \(round)")
      }
    }
  }

  /// The expected regret on given rows of weights (1 - epsilon)^cost, which are those of the rate -ln(1 - epsilon).
  private func expectedRegret(_ rows: [[Double]], epsilon: Double, rounds: Int) throws -> Double {
    let count = rows[0].count
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: rows),
      learner: try make(Hedge.self, ["learningRate": .number(-log1p(-epsilon))], actions: count, horizon: rounds),
      problem: ExpertsProblem(actionCount: count, horizon: rounds, feedback: .full, switchingCost: 0))
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: count)
    var learner = RandomStream(key: StreamKey(seed: 2))
    var (cost, totals) = (0.0, Array(repeating: 0.0, count: count))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
      let row = rows[(round - 1) % rows.count]
      // The probabilities of the round just played.
      for action in row.indices {
        cost += game.learner.probabilities[action] * row[action]
        totals[action] += row[action]
      }
    }
    return cost - totals.min()!
  }

  /// Slivkins (2019), theorems 5.14 and 5.16, with costs that rotate among five actions over 500 rounds: expected
  /// regrets of 2.349703 and 1.336569 with the two rates. On rotating, alternating and random costs both are far below
  /// 2 sqrt(T ln K) and 2 sqrt(3) sqrt(T ln K), in every run, as nothing of an expected regret is random.
  @Test func ratesOfTheBook() throws {
    let rotating = (0..<5).map { turn in (0..<5).map { $0 == turn ? 1.0 : 0 } }
    let first = (Double.log(5) / 500).squareRoot()
    let second = (Double.log(5) / 1500).squareRoot()
    #expect(try abs(expectedRegret(rotating, epsilon: first, rounds: 500) - 2.349703) < 5e-7)
    #expect(try abs(expectedRegret(rotating, epsilon: second, rounds: 500) - 1.336569) < 5e-7)
    for rows in [[[1.0, 0], [0, 1]], [[0.5, 0]] + sharedWalk(actions: 2, rounds: 400, gap: 0.05, seed: 3)] {
      for factor in [1.0, 3] {
        let epsilon = (Double.log(2) / (factor * 400)).squareRoot()
        let limit = 2 * (factor * 400 * Double.log(2)).squareRoot()
        #expect(try expectedRegret(rows, epsilon: epsilon, rounds: 400) < limit)
      }
    }
  }

  /// The bound is on the mean; here the mean of 100 runs, whose regret in every run is far below uniform play's.
  @Test(arguments: ["fixed", "anytime"]) func regretIsBelowTheBound(schedule: String) throws {
    let rows = sharedWalk(actions: 5, rounds: 1000, gap: 0.05, seed: 3)
    let policy = try make(Hedge.self, ["schedule": .text(schedule)], actions: 5)
    let regrets = (0..<100).map { play(policy, rows, rounds: 1000, seed: $0).externalRegret }
    #expect(regrets.mean < (log(5) * 1000 / (schedule == "fixed" ? 2 : 1)).squareRoot())
  }

  @Test func refusesLessThanFullInformation() {
    #expect(
      throws: InvalidSettings(
        "",
        "hedge sees the losses of all actions in every round, but the feedback is \"bandit\"; accepted: \"full\"")
    ) { try make(Hedge.self, feedback: .bandit) }
    #expect(throws: InvalidSettings.self) { try make(Hedge.self, horizon: 10, feedback: .extra(9)) }
    #expect(throws: Never.self) { try make(Hedge.self, horizon: 10, feedback: .extra(10)) }
  }

  @Test(arguments: ["fixed", "anytime"]) func conforms(schedule: String) {
    #expect(
      ExpertsConformance.violations(of: Hedge.self, settings: ["schedule": .text(schedule)], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try Hedge(problem, schedule: .anytime)
    #expect(haveSameContents(typed, try Hedge(settings: ["schedule": .text("anytime")], problem: problem)))
    #expect(haveSameContents(try Hedge(problem), try Hedge(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try Hedge(problem)))
  }
}
