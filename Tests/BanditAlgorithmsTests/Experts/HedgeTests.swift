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
