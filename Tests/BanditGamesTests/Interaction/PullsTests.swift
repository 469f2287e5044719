import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The extra `pulls`, counted by hand from scripts.
struct PullsTests {
  private func shares<G: Game>(_ game: G, rounds: Int, addresses: Int, actions: Int) -> [Double?] {
    var game = game
    let metrics = (0..<actions).map { Metric.pulls.at($0) }
    var account = game.openAccount(for: [], metrics: metrics)
    var noise = RandomStream(key: StreamKey(seed: 4), itemCount: addresses)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return metrics.map { game.measure($0, after: rounds, account: account) }
  }

  private struct Script: ExpertsLearner, AverageRewardLearner, SemiBanditLearner {
    let actions: [Int]
    mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int { actions[round - 1] }
    mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {}
    mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int { actions[round - 1] }
    mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}
    /// An action stands for the set of its bits.
    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      for arm in 0..<3 where actions[round - 1] >> arm & 1 == 1 { selection.add(arm) }
    }
  }

  private struct Losses: ExpertsEnvironment {
    let actionCount = 3
    mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise) {
      losses = [0, 0.5, 1]
    }
  }

  private struct Coins: SemiBanditEnvironment {
    let truth = SemiBanditTruth(armCount: 3, capacity: 2, comparator: StationaryItems(means: [0, 0, 0], capacity: 2))
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> PullOutcome {
      PullOutcome(reward: 0, mean: 0)
    }
  }

  /// Two states that take turns, whatever is done.
  private struct Turns: AverageRewardEnvironment {
    let truth: AverageRewardTruth
    let stateCount = 2
    let actionCount = 2
    var state = 0

    init() {
      let process = MarkovDecisionProcess(
        stateCount: 2, actionCount: 2, transitions: [0, 1, 0, 1, 1, 0, 1, 0], rewards: [0, 0, 0, 0])
      truth = AverageRewardTruth(segments: [.init(firstRound: 1, process: process)])
    }

    mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome {
      state = 1 - state
      return StepOutcome(reward: 0, nextState: state, mean: 0, optimalGain: 0)
    }
  }

  @Test func ofLosses() {
    let problem = ExpertsProblem(actionCount: 3, horizon: 8, feedback: .bandit, switchingCost: 1)
    let game = ExpertsGame(environment: Losses(), learner: Script(actions: [0, 2, 2, 2, 0, 0, 2, 2]), problem: problem)
    #expect(shares(game, rounds: 8, addresses: 3, actions: 3) == [3.0 / 8, 0, 5.0 / 8])
  }

  @Test func ofSets() {
    let problem = SemiBanditProblem(armCount: 3, capacity: 2, horizon: 4)
    let game = SemiBanditGame(environment: Coins(), learner: Script(actions: [0b11, 0b110, 0, 0b10]), problem: problem)
    // Arm 1 in three of four periods; the sum is the number of arms per period, 5/4.
    #expect(shares(game, rounds: 4, addresses: 3, actions: 3) == [0.25, 0.75, 0.25])
  }

  /// Actions, not pairs of state and action.
  @Test func ofProcesses() throws {
    let problem = AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 5)
    #expect(problem.actions == [0, 1] && problem.items.count == 4)
    let game = AverageRewardGame(
      environment: Turns(), learner: Script(actions: [1, 1, 0, 1, 1]), problem: problem)
    #expect(shares(game, rounds: 5, addresses: 4, actions: 2) == [0.2, 0.8])
  }

  @Test func eachActionHasAName() {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 5)
    #expect(Metric.pulls.each { problem.events(of: $0) }.map(\.id) == ["pulls.0", "pulls.1"])
  }
}
