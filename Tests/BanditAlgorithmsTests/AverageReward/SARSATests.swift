import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SARSATests {
  /// Against exact fractions: Tests/Reference/action_values.py.
  @Test func greedyStepsByHand() throws {
    let problem = AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 9)
    let environment = ScriptedProcess([(1, Processes.chosenStates)])
    let average = RecordedPath(
      learner: try SARSA(problem, stepSize: .power(1), gainStepSize: 4, epsilon: .constant(0), initial: 2),
      environment: environment, steps: 9)
    #expect(average.transitions.map(\.action) == [0, 0, 0, 1, 0, 0, 0, 1, 0])
    for (value, exact) in zip(average.learner.values, [1.0 / 12, 31.0 / 12, 16.0 / 3, 2]) {
      #expect(abs(value - exact) < 1e-12, "\(value)")
    }
    #expect(abs(try #require(average.learner.measure(.gainEstimate)) - 8) < 1e-12)
    let discounted = RecordedPath(
      learner: try SARSA(
        problem, form: .discounted, discount: 0.5, stepSize: .constant(0.5), epsilon: .constant(0), initial: 2),
      environment: environment, steps: 9)
    #expect(discounted.transitions.map(\.action) == [0, 0, 1, 0, 0, 0, 1, 1, 1])
    #expect(discounted.learner.values == [1.390625, 1.4375, 1.40625, 2])
  }

  /// With uniform steps it learns what uniform steps earn, not what the best would: by iteration.
  @Test func valuesAreThoseOfThePolicyFollowed() throws {
    let (process, discount) = (Processes.chain, 0.7)
    var values = Array(repeating: 0.0, count: 6)
    for _ in 0..<200 {
      var means: [Double] = []
      for state in 0..<3 { means.append((values[2 * state] + values[2 * state + 1]) / 2) }
      for pair in values.indices {
        let row = Array(process.row(pair))
        var following = 0.0
        for next in 0..<3 { following += row[next] * means[next] }
        values[pair] = process.rewards[pair] + discount * following
      }
    }
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 40_000)
    let discounted = RecordedPath(
      learner: try SARSA(
        problem, form: .discounted, discount: discount, stepSize: .power(0.8), epsilon: .constant(1)),
      environment: ScriptedProcess([(1, process)]), steps: 40_000)
    for (learned, value) in zip(discounted.learner.values, values) {
      #expect(abs(learned - value) < 0.03, "\(learned), \(value)")
    }
    // A third of the time in each state, half of that at each end: (.05 + 1) / 6.
    let average = RecordedPath(
      learner: try SARSA(problem, stepSize: .power(0.8), gainStepSize: 0.5, epsilon: .constant(1)),
      environment: ScriptedProcess([(1, process)]), steps: 40_000)
    #expect(abs(try #require(average.learner.measure(.gainEstimate)) - 0.175) < 0.02)
  }

  @Test func conforms() {
    #expect(AverageRewardConformance.violations(of: SARSA.self, isRandomized: true) == [])
    #expect(
      AverageRewardConformance.violations(
        of: SARSA.self,
        settings: ["form": "discounted", "epsilon": ["power": 0.5], "stepSize": ["power": 1], "ties": "random"],
        isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)
    let typed = try SARSA(
      problem, form: .discounted, discount: 0.5, stepSize: .power(0.7), gainStepSize: 2, epsilon: .power(0.5),
      initial: 3, ties: .random)
    let settings: Settings = [
      "form": "discounted", "discount": 0.5, "stepSize": ["power": 0.7], "gainStepSize": 2, "epsilon": ["power": 0.5],
      "initial": 3, "ties": "random",
    ]
    #expect(haveSameContents(typed, try SARSA(settings: settings, problem: problem)))
    #expect(haveSameContents(try SARSA(problem), try SARSA(settings: [:], problem: problem)))
    #expect(throws: InvalidSettings.self) { try SARSA(problem, stepSize: .constant(1.5)) }
  }
}
