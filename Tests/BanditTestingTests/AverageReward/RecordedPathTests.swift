import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecordedPathTests {
  private struct Alternating: AverageRewardLearner {
    var stray = Int.max
    var episodes = 0

    mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
      if round == 1 || round == 4 { episodes += 1 }
      return round == stray ? 2 : round % 2
    }

    mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}

    func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { process.rewards[0] == 0 }
  }

  private let environment = ScriptedProcess([
    (1, .init(stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 0, 1, 1, 0], rewards: [0, 0.5, 1, 0.25])),
    (4, .init(stateCount: 2, actionCount: 2, transitions: [0, 1, 1, 0, 1, 0, 0, 1], rewards: [0.75, 0, 0, 0.5])),
  ])

  /// By hand: actions 1, 0, 1, 0, 1; the law changes before the fourth step.
  @Test func recordsThePath() {
    let path = RecordedPath(learner: Alternating(), environment: environment, steps: 5)
    #expect(path.transitions.map(\.state) == [0, 1, 1, 0, 1])
    #expect(path.transitions.map(\.action) == [1, 0, 1, 0, 1])
    #expect(path.transitions.map(\.nextState) == [1, 1, 0, 1, 1])
    #expect(path.reward == 0.5 + 1 + 0.25 + 0.75 + 0.5)
    // Gains: 1 (stay in state 1), then 1/2 (stay there).
    #expect(abs(path.regret - (3 - 1.75 + 1 - 1.25)) < 1e-9)
    #expect(path.episodeStarts == [1, 4] && path.confidence == [true, false])
  }

  @Test func strayActionsEndTheRun() {
    let path = RecordedPath(learner: Alternating(stray: 3), environment: environment, steps: 5)
    #expect(path.transitions.map(\.action) == [1, 0, 2])
    #expect(RecordedPath(learner: Alternating(), environment: environment, steps: 0).transitions.isEmpty)
  }

  @Test func coinsAreTossedWithTheMean() {
    let one = MarkovDecisionProcess(stateCount: 1, actionCount: 2, transitions: [1, 1], rewards: [0.3, 0.3])
    let path = RecordedPath(
      learner: Alternating(), environment: ScriptedProcess([(1, one)], tossesCoins: true), steps: 2000)
    #expect(Set(path.transitions.map(\.reward)) == [0, 1])
    // Five standard deviations.
    #expect(abs(path.reward - 600) < 5 * (2000 * 0.21).squareRoot())
  }
}
