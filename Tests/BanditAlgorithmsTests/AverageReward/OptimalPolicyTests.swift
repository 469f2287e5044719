import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct OptimalPolicyTests {
  /// Up to the top and there for ever, down again when the law is mirrored: regret is what the ways cost.
  @Test func followsTheBestPolicyOfEachSegment() throws {
    let down = MarkovDecisionProcess(
      stateCount: 3, actionCount: 2, transitions: Processes.chain.transitions, rewards: [1, 0, 0, 0, 0, 0.05])
    let environment = ScriptedProcess([(1, Processes.chain), (11, down)])
    let learner = OptimalPolicy(
      AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 20, changeCount: 1), truth: environment.truth)
    let path = RecordedPath(learner: learner, environment: environment, steps: 20)
    #expect(path.transitions.map(\.action) == Array(repeating: 1, count: 10) + Array(repeating: 0, count: 10))
    // Two steps up and two steps down, each without the gain of 1.
    #expect(abs(path.regret - 4) < 1e-9)
  }

  /// The mean regret is the mean bias of the last state less that of the first: on RiverSwim within five standard
  /// errors of 200 runs, and never beyond the span by that much.
  @Test func regretIsADifferenceOfBiases() throws {
    let environment = ScriptedProcess([(1, Processes.riverSwim)])
    let optimum = try #require(environment.truth.segments[0].optimum)
    let learner = OptimalPolicy(
      AverageRewardProblem(stateCount: 6, actionCount: 2, horizon: 100), truth: environment.truth)
    let rests = (0..<200).map { run in
      let path = RecordedPath(
        learner: learner, environment: environment, steps: 100, key: StreamKey(seed: 7).child(index: run))
      return path.regret - optimum.bias[path.transitions.last?.nextState ?? 0] + optimum.bias[0]
    }
    let mean = rests.reduce(0, +) / 200
    let variance = rests.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199
    #expect(abs(mean) < 5 * (variance / 200).squareRoot(), "\(mean)")
  }

  @Test func conforms() { #expect(AverageRewardConformance.violations(of: OptimalPolicy.self) == []) }
}
