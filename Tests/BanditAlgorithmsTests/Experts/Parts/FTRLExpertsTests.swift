import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct FTRLExpertsTests {
  private func policy(
    _ settings: Settings, actions: Int = 2, horizon: Int = 1000, feedback: LossFeedback = .full
  ) throws -> FTRLExperts {
    try FTRLExperts(
      settings: Settings(
        defaultsOf: FTRL.card.parameters, given: Settings(settings.entries + [.init("estimator", .text("full"))])),
      problem: ExpertsProblem(actionCount: actions, horizon: horizon, feedback: feedback, switchingCost: 1))
  }

  /// The weights in the round after some rounds of losses.
  private func weights(_ policy: FTRLExperts, after rows: [[Double]]) -> [Double] {
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: rows + [rows[0].map { _ in 0 }]), learner: policy,
      problem: ExpertsProblem(actionCount: rows[0].count, horizon: 100, feedback: .full, switchingCost: 1))
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: rows[0].count)
    var learner = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rows.count + 1 {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
    }
    return game.learner.weights
  }

  /// L = (0, 1): 1/2-Tsallis at eta = 2 (.78004843, .21995157), at 1 (.66458323, .33541677); the log-barrier at 1 the
  /// golden ratio; L = (0, 1, 2) with the entropy at .5 (.50648039, .30719589, .18632372).
  @Test(arguments: [
    ("tsallis", 2.0, [[0.0, 1]], [0.78004843, 0.21995157]), ("tsallis", 1, [[0, 1]], [0.66458323, 0.33541677]),
    ("log-barrier", 1, [[0, 0.5], [0, 0.5]], [0.6180339887, 0.3819660113]),
    ("entropy", 0.5, [[0, 0.5, 1], [0, 0.5, 1]], [0.50648039, 0.30719589, 0.18632372]),
  ])
  func followsTheLeader(regularizer: String, rate: Double, rows: [[Double]], expected: [Double]) throws {
    let policy = try policy(
      ["regularizer": .text(regularizer), "schedule": .text("fixed"), "learningRate": .number(rate)],
      actions: expected.count)
    #expect(zip(weights(policy, after: rows), expected).allSatisfy { abs($0 - $1) < 6e-9 })
  }

  /// Log-barrier, w = (.5, .5), l = (1, 0), eta = .1: (.48750780, .51249220).
  @Test func descends() throws {
    let policy = try policy([
      "regularizer": .text("log-barrier"), "schedule": .text("fixed"), "learningRate": .number(0.1),
      "update": .text("omd"),
    ])
    #expect(zip(weights(policy, after: [[1, 0]]), [0.48750780, 0.51249220]).allSatisfy { abs($0 - $1) < 6e-9 })
  }

  /// sqrt(2 ln 2 / T), T = 200: after losses (1, 0) the odds are exp(eta).
  @Test func automaticRate() throws {
    let policy = try policy(["regularizer": .text("entropy"), "schedule": .text("fixed")], horizon: 200)
    let odds = weights(policy, after: [[1, 0]])
    #expect(abs(log(odds[1] / odds[0]) - (2 * log(2.0) / 200).squareRoot()) < 1e-12)
  }

  /// The framework's bound D / eta + eta V T / 2 = sqrt(2 D V T); mean of 50 runs.
  @Test(arguments: [("entropy", (2 * log(4.0) * 1000).squareRoot()), ("tsallis", (2.0 * 8 * 1000).squareRoot())])
  func regretIsBelowTheBound(regularizer: String, bound: Double) throws {
    let rows = sharedWalk(actions: 4, rounds: 1000, gap: 0.05, seed: 3)
    let policy = try policy(["regularizer": .text(regularizer), "schedule": .text("fixed")], actions: 4)
    #expect((0..<50).map { play(policy, rows, rounds: 1000, seed: $0).externalRegret }.mean < bound)
  }

  @Test func needsFullInformation() throws {
    #expect(throws: InvalidSettings.self) { try policy([:], feedback: .bandit) }
    #expect(
      throws: InvalidSettings(
        "estimator", "\"full\" needs the losses of all arms, but only that of the arm played is seen")
    ) { try make(FTRL.self, ["estimator": .text("full")]) }
    #expect(
      FTRLExperts.isMeant(by: ["estimator": .text("full")]) && !FTRLExperts.isMeant(by: ["estimator": .text("iw")]))
  }

  @Test func typedAndNamedSettingsAgree() throws {
    let rows = sharedWalk(actions: 4, rounds: 300, gap: 0.05, seed: 3)
    let problem = ExpertsProblem(actionCount: 4, horizon: 300, feedback: .full, switchingCost: 1)
    let named: Settings = [
      "regularizer": .text("hybrid"), "barrier": .number(0.2), "schedule": .text("doubling"),
      "learningRate": .number(0.3), "update": .text("omd"),
    ]
    let typed = try FTRLExperts(
      problem, regularizer: .hybrid, barrier: 0.2, schedule: .doubling, learningRate: 0.3, update: .omd)
    #expect(weights(try policy(named, actions: 4, horizon: 300), after: rows) == weights(typed, after: rows))
  }

  @Test func wrongSettingsAreErrors() {
    let problem = ExpertsProblem(actionCount: 2, horizon: 10, feedback: .full, switchingCost: 1)
    func path(_ settings: Settings) -> String? {
      do { _ = try FTRLExperts(settings: settings, problem: problem) } catch { return error.path }
      return nil
    }
    #expect(path(["estimator": .text("full")]) == nil)
    #expect(path([:]) == "estimator" && path(["estimator": .whole(1)]) == "estimator")
    #expect(path(["estimator": .text("full"), "more": .whole(1)]) == "more")
    for (name, value) in [
      ("regularizer", Setting.text("none")), ("alpha", .number(1)), ("barrier", .number(-1)), ("schedule", .whole(1)),
      ("learningRate", .number(0)), ("update", .flag(true)),
    ] {
      #expect(path(Settings([.init("estimator", .text("full")), .init(name, value)])) == name)
    }
    #expect(throws: InvalidSettings.self) { try FTRLExperts(problem, alpha: .nan) }
    #expect(!FTRLExperts.isMeant(by: [:]) && !FTRLExperts.isMeant(by: ["estimator": .whole(1)]))
  }
}
