import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct QLearningTests {
  /// Against exact fractions: Tests/Reference/action_values.py.
  @Test func greedyStepsByHand() throws {
    let problem = AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 9)
    let environment = ScriptedProcess([(1, Processes.chosenStates)])
    let average = RecordedPath(
      learner: try QLearning(
        problem, stepSize: .power(1), gainStepSize: 4, epsilon: .constant(0), initial: 2),
      environment: environment, steps: 9)
    #expect(average.transitions.map(\.action) == [0, 0, 1, 0, 1, 1, 0, 1, 0])
    for (value, exact) in zip(average.learner.values, [7.0 / 4, -4.0 / 3, 283.0 / 36, -2]) {
      #expect(abs(value - exact) < 1e-12, "\(value)")
    }
    #expect(abs(try #require(average.learner.measure(.gainEstimate)) + 62.0 / 9) < 1e-12)
    let discounted = RecordedPath(
      learner: try QLearning(
        problem, form: .discounted, discount: 0.5, stepSize: .constant(0.5), epsilon: .constant(0), initial: 2),
      environment: environment, steps: 9)
    #expect(discounted.transitions.map(\.action) == [0, 1, 0, 0, 1, 1, 1, 1, 1])
    #expect(discounted.learner.values == [1.5625, 1.4375, 1.4375, 2])
    #expect(discounted.learner.measure(.gainEstimate) == nil)
  }

  /// Values of the best discounted policy, though steps are uniform: by value iteration.
  @Test func discountedValuesAreThoseOfTheBestPolicy() throws {
    let (states, actions, discount) = (3, 2, 0.7)
    let process = Processes.chain
    var best = Array(repeating: 0.0, count: states)
    var values = Array(repeating: 0.0, count: states * actions)
    for _ in 0..<200 {
      for pair in values.indices {
        let row = Array(process.row(pair))
        var following = 0.0
        for next in 0..<states { following += row[next] * best[next] }
        values[pair] = process.rewards[pair] + discount * following
      }
      for state in 0..<states { best[state] = max(values[2 * state], values[2 * state + 1]) }
    }
    let learner = try QLearning(
      AverageRewardProblem(stateCount: states, actionCount: actions, horizon: 20_000), form: .discounted,
      discount: discount, stepSize: .power(0.6), epsilon: .constant(1))
    let path = RecordedPath(learner: learner, environment: ScriptedProcess([(1, process)]), steps: 20_000)
    for (learned, value) in zip(path.learner.values, values) {
      #expect(abs(learned - value) < 0.01, "\(learned), \(value)")
    }
  }

  /// Though steps are uniform, which earns .19, the estimated gain is the optimal one, 1/3. Forty other keys in another
  /// implementation came within .02.
  @Test func theGainIsTheOptimalOne() throws {
    let process = MarkovDecisionProcess(
      stateCount: 2, actionCount: 2, transitions: [0.7, 0.3, 1, 0, 0.6, 0.4, 0.6, 0.4], rewards: [0, 0.1, 1, 0.5])
    let learner = try QLearning(
      AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 40_000), stepSize: .power(0.7), gainStepSize: 0.2,
      epsilon: .constant(1))
    let path = RecordedPath(learner: learner, environment: ScriptedProcess([(1, process)]), steps: 40_000)
    let gain = try #require(path.learner.measure(.gainEstimate))
    #expect(abs(gain - 1.0 / 3) < 0.04, "\(gain)")
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: QLearning.self, isRandomized: true) == [])
    #expect(
      AverageRewardConformance.violations(
        of: QLearning.self,
        settings: ["form": "discounted", "epsilon": ["power": 0.5], "stepSize": ["power": 1], "ties": "random"],
        isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try QLearning(
      problem, form: .discounted, discount: 0.5, stepSize: .power(0.7), gainStepSize: 2, epsilon: .power(0.5),
      initial: 3, ties: .random)
    let settings: Settings = [
      "form": "discounted", "discount": 0.5, "stepSize": ["power": 0.7], "gainStepSize": 2, "epsilon": ["power": 0.5],
      "initial": 3, "ties": "random",
    ]
    #expect(haveSameContents(typed, try QLearning(settings: settings, problem: problem)))
    #expect(haveSameContents(try QLearning(problem), try QLearning(settings: [:], problem: problem)))
    for settings: Settings in [
      ["discount": 1], ["stepSize": 0], ["stepSize": ["power": 1.5]], ["epsilon": -0.1], ["gainStepSize": 0],
      ["initial": 1e10], ["form": "total"],
    ] {
      #expect(throws: InvalidSettings.self) { try QLearning(settings: settings, problem: problem) }
    }
    #expect(throws: InvalidSettings.self) { try QLearning(problem, epsilon: .constant(2)) }
  }
}
