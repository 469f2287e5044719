import BanditAlgorithms
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct OptimalSequenceTests {
  @Test func typedCallsAgreeWithSettings() {
    let environment = TallyingForTests(losses: [[0, 1], [0, 1]])
    let problem = BanditProblem(armCount: 2, horizon: 9)
    let policy = OptimalSequence(problem, truth: environment.truth)
    let game = RecordedGame(learner: policy, environment: environment, rounds: 9, key: StreamKey(seed: 0))
    #expect(game == play(environment, 9))
  }

  private func play(_ environment: some BanditEnvironment, _ rounds: Int) -> RecordedGame {
    let policy = OptimalSequence(
      settings: [:], problem: BanditProblem(armCount: environment.armCount, horizon: rounds, rewardRange: nil),
      truth: environment.truth)
    return RecordedGame(learner: policy, environment: environment, rounds: rounds, key: StreamKey(seed: 0))
  }

  @Test func playsTheSequence() {
    let game = play(TallyingForTests(losses: [[0, 1], [0, 1]]), 9)
    #expect(game.arms == [0, 1, 0, 1, 0, 1, 0, 1, 0])
    #expect(game.rewards == Array(repeating: 1, count: 9))
  }

  @Test func withoutASequenceItStaysWithTheBestArm() {
    struct Unsolved: BanditEnvironment {
      let armCount = 2
      var truth: BanditTruth {
        let sequences = SequenceComparator(
          optimum: nil, ceiling: nil, repeated: [ConstantPath(means: [0.5]), ConstantPath(means: [0.75])])
        return BanditTruth(means: [0.5, 0.75], sequences: sequences, dependsOnHistory: true, rewardOffset: 0)
      }
      mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
        ArmOutcome(reward: 0, mean: 0, bestMean: .nan)
      }
    }
    #expect(play(Unsolved(), 3).arms == [1, 1, 1])
    #expect(play(ScriptedBandit(constants: [0.1, 0.9, 0.5]), 3).arms == [1, 1, 1])
  }

  @Test func conforms() { #expect(BanditConformance.violations(of: OptimalSequence.self, isRandomized: false) == []) }
}
