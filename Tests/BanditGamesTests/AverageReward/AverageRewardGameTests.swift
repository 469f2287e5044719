import BanditCards
import BanditComparators
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

/// Two states in turn; the law changes in step 4.
private struct Clockwork: AverageRewardEnvironment {
  let stateCount = 2
  let actionCount = 3
  var state = 0
  var draws: [Double] = []
  let truth: AverageRewardTruth = {
    let transitions = [0.0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0]
    return AverageRewardTruth(segments: [
      .init(
        firstRound: 1,
        process: .init(stateCount: 2, actionCount: 3, transitions: transitions, rewards: [0, 0, 0, 1, 1, 1])),
      .init(
        firstRound: 4,
        process: .init(
          stateCount: 2, actionCount: 3, transitions: transitions, rewards: [0.5, 0.5, 0.5, 1, 1, 1])),
    ])
  }()

  mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome {
    draws.append(noise.uniform())
    let segment = truth.segment(at: round)
    let mean = segment.process.rewards[state * 3 + action]
    state = 1 - state
    return StepOutcome(
      reward: mean / 2, nextState: state, mean: mean, optimalGain: segment.optimum!.gain)
  }
}

/// Takes the actions 0, 0, 1, 1, 2, 2, ... and begins an episode every second step.
private struct Scripted: AverageRewardLearner, Restarting {
  var seen: [Transition] = []
  var draws: [Double] = []
  var episodes = 0
  var restarts: [Restart] = []

  mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    draws.append(noise.uniform())
    if round % 2 == 1 { episodes += 1 }
    return (round - 1) / 2 % 3
  }

  mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    seen.append(transition)
    draws.append(noise.uniform())
  }

  func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { process.rewards[0] == 0 }
}

struct AverageRewardGameTests {
  private func play(
    _ coupling: Coupling = .pulls, metrics: [Metric] = [.confidenceFailures], steps: Int = 6
  ) -> (game: AverageRewardGame<Clockwork, Scripted>, account: AverageRewardLedger) {
    var game = AverageRewardGame(
      environment: Clockwork(), learner: Scripted(),
      problem: AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 10), coupling: coupling)
    var account = game.openAccount(for: [.gain], metrics: metrics)
    var environmentNoise = RandomStream(key: StreamKey(seed: 1), itemCount: 6)
    var learnerNoise = RandomStream(key: StreamKey(seed: 2))
    for round in 1...steps {
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
    return (game, account)
  }

  @Test func theLearnerSeesItsTransitions() {
    let (game, _) = play()
    #expect(game.learner.seen.map(\.state) == [0, 1, 0, 1, 0, 1])
    #expect(game.learner.seen.map(\.action) == [0, 0, 1, 1, 2, 2])
    #expect(game.learner.seen.map(\.nextState) == [1, 0, 1, 0, 1, 0])
    #expect(game.learner.seen.map(\.reward) == [0, 0.5, 0, 0.5, 0.25, 0.5])
    // It draws at the address of the step, first when it chooses and then when it observes.
    var noise = RandomStream(key: StreamKey(seed: 2))
    let expected = (1...6).flatMap { round in
      noise.move(to: 0, occurrence: round)
      return [noise.uniform(), noise.uniform()]
    }
    #expect(game.learner.draws == expected)
  }

  /// Gains: 1/2 for three steps, 3/4 for three more; means 0, 1, 0, 1, 1/2, 1.
  @Test func regretIsAgainstTheGainOfTheSegment() {
    let (_, account) = play()
    let gain = account.entry(for: .gain, group: "", after: 6)
    #expect(gain.rounds == 6)
    #expect(abs(gain.benchmark - 3.75) < 1e-9 && gain.value == 3.5)
    #expect(gain.reward == 1.75 && gain.switches == 2)
    let realized = account.entry(for: .gainRealized, group: "", after: 6)
    #expect(realized.benchmark == gain.benchmark && realized.value == 1.75)
    #expect(account.measure(.rewardPerStep, after: 6) == 1.75 / 6)
  }

  @Test(arguments: [Coupling.pulls, .rounds])
  func noiseIsAddressedByPairAndVisitOrStep(coupling: Coupling) {
    let (game, _) = play(coupling, steps: 12)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 6)
    // Pairs (0, 0), (1, 0), (0, 1), ...: six of them, each for a second time after six steps.
    let expected = (1...12).map { round in
      let pair = round % 2 == 1 ? (round - 1) / 2 % 3 : 3 + (round - 1) / 2 % 3
      noise.move(to: pair, occurrence: coupling == .rounds ? round : round > 6 ? 1 : 0)
      return noise.uniform()
    }
    #expect(game.environment.draws == expected)
  }

  /// Episodes begin in steps 1, 3 and 5; the confidence set holds the law of the first segment only.
  @Test func confidenceIsAuditedAtTheStartOfEpisodes() {
    #expect(play().account.measure(.confidenceFailures, after: 6) == 1)
    #expect(play(metrics: []).account.measure(.confidenceFailures, after: 6) == nil)
    #expect(play(steps: 2).account.measure(.confidenceFailures, after: 2) == 0)
  }

  @Test func restartsAreReviewed() {
    var (game, account) = play()
    #expect(game.measure(.falseAlarms, after: 6, account: account) == 0)
    game.learner.restarts = [Restart(round: 2), Restart(round: 6, item: 0)]
    #expect(game.measure(.delay.at(4), after: 6, account: account) == 3)
    #expect(game.measure(.falseAlarms, after: 6, account: account) == 1)
    #expect(game.measure(.restarts, after: 5, account: account) == 1)
    // Only the rewards of state 0 change.
    #expect(game.environment.truth.changes == [LawChange(round: 4, items: [0, 1, 2])])
    game.learner.restarts[1] = Restart(round: 6, item: 3)
    #expect(game.measure(.delay.at(4), after: 6, account: account) == nil)
    #expect(game.measure(.rewardPerStep, after: 6, account: account) == 1.75 / 6)
    account = game.openAccount(for: [], metrics: [])
    #expect(game.failure == nil)
  }

  /// State 0 has two actions; in step 5 the learner takes a third one there, which is no step, and the run counts no more.
  @Test func anActionThatItsStateLacksFails() {
    var game = AverageRewardGame(
      environment: Clockwork(), learner: Scripted(),
      problem: AverageRewardProblem(stateCount: 2, actionCount: 3, horizon: 10, actionCounts: [2, 3]))
    var account = game.openAccount(for: [.gain], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 6)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...4 { game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account) }
    #expect(game.failure == nil && game.environment.draws.count == 4)
    for round in 5...6 { game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account) }
    #expect(game.failure == "the learner took action 2 in state 0, which has 2 actions")
    #expect(game.environment.draws.count == 4)
  }

  @Test func anInstanceWithoutAGainFails() {
    let oneWay = MarkovDecisionProcess(stateCount: 2, actionCount: 1, transitions: [0, 1, 0, 1], rewards: [0, 1])
    let truth = AverageRewardTruth(segments: [
      .init(firstRound: 1, process: SmallProcesses.twoCycle), .init(firstRound: 9, process: oneWay),
    ])
    #expect(truth.failure?.contains("step 9") == true)
    #expect(AverageRewardTruth(segments: [.init(firstRound: 1, process: SmallProcesses.twoCycle)]).failure == nil)
    #expect(truth.changePoints == [9])
    #expect(truth.segment(at: 8).firstRound == 1 && truth.segment(at: 9).firstRound == 9)
  }
}
