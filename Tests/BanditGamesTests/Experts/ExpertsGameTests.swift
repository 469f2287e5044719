import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Plays one action and asks for some losses in every round.
private struct Asker: ExpertsLearner, RegretBounding {
  var action = 0
  var wanted: [Int] = []
  var bound: Double?
  var seen: [[Double?]] = []

  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int { action }

  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    seen.append(wanted.map { losses.loss(of: $0) })
  }

  var regretBound: RegretBound? { bound.map { RegretBound(.external, $0) } }
}

/// Losses with means.
private struct Means: ExpertsEnvironment {
  var means: [Double]
  var round = 0
  var actionCount: Int { means.count }

  mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise) {
    self.round = round
    for action in means.indices { losses[action] = 1 }
  }

  func meanLoss(of action: Int) -> Double? { means[action] / Double(round) }
}

struct ExpertsGameTests {
  private func problem(_ feedback: LossFeedback, actions: Int = 2, horizon: Int = 3, cost: Double = 1) -> ExpertsProblem
  {
    ExpertsProblem(actionCount: actions, horizon: horizon, feedback: feedback, switchingCost: cost)
  }

  @Test func aLearnerSeesTheRoundJustPlayed() {
    let problem = problem(.full)
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), learner: Asker(wanted: [1, 0]),
      problem: problem)
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...3 { game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account) }
    #expect(game.learner.seen == [[0.2, 0.1], [0.4, 0.3], [0.6, 0.5]])
    #expect(game.measure(.observations, after: 3, account: account) == 6)
    #expect(game.measure(.budgetLeft, after: 3, account: account) == nil)
  }

  /// With two entries a round and a budget of 5, round 3 fails, and no round after it counts.
  @Test func aRequestOverTheBudgetEndsTheGame() {
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: [[0.1, 0.2]]), learner: Asker(wanted: [0, 1]), problem: problem(.budget(5)))
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...9 {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
      #expect((game.failure == nil) == (round < 3))
    }
    #expect(game.failure == "round 3: more than 5 observations were asked for")
    #expect(game.learner.seen == [[0.1, 0.2], [0.1, 0.2], [0.1, nil]])
    #expect(game.measure(.observations, after: 9, account: account) == 5)
    #expect(game.measure(.budgetLeft, after: 9, account: account) == 0)
  }

  /// Action 0 always loses 1 more than action 1: after three rounds the external regret is 3.
  @Test(arguments: [(3.0, 1.0), (2.9, 0)]) func saysWhetherABoundHolds(bound: Double, holds: Double) {
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: [[1, 0]]), learner: Asker(bound: bound), problem: problem(.bandit))
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...3 { game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account) }
    #expect(game.measure(.bound, after: 3, account: account) == bound)
    #expect(game.measure(.boundHolds, after: 3, account: account) == holds)
  }

  @Test func withoutABoundNothingIsSaid() {
    let game = ExpertsGame(
      environment: ScriptedLosses(rows: [[1, 0]]), learner: Asker(), problem: problem(.bandit))
    #expect(game.measure(.boundHolds, after: 1, account: game.openAccount(for: [], metrics: [])) == nil)
  }

  /// Means (.4, .1), (.2, .05), (.4/3, .1/3) and action 0: pseudo-regret .3 (1 + 1/2 + 1/3).
  @Test func pseudoRegretIsOfTheMeansOfEachRound() {
    let run = RecordedLosses(learner: Asker(), environment: Means(means: [0.4, 0.1]), problem: problem(.bandit))
    let entry = run.account.entry(for: .pseudo, group: "", after: 3)
    #expect(abs(entry.regret - 0.3 * (1 + 1.0 / 2 + 1.0 / 3)) < 1e-15)
    #expect(abs(entry.value + 0.4 * (1 + 1.0 / 2 + 1.0 / 3)) < 1e-15)
  }

  @Test func withoutMeansThereIsNoPseudoRegret() {
    let run = RecordedLosses(learner: Asker(), environment: ScriptedLosses(rows: [[1, 0]]), problem: problem(.bandit))
    #expect(run.account.entry(for: .pseudo, group: "", after: 3).regret.isNaN)
  }
}
