import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner for Markov decision processes must do, whatever its rule.
public enum AverageRewardConformance {
  /// Plays a learner through the laws below and says which of them it breaks.
  ///
  /// * The defaults of its card are of the kinds that the card declares.
  /// * The same key gives the same path, also from a copy.
  /// * Where the card says anytime, a run to T is the beginning of a run to 2T.
  /// * Every action is in `0..<A`: with rewards of 0, of 1 and in between, with one state, with one action, for one
  ///   step, after a change of the law.
  /// * Every value at a bound of a parameter is either refused with a message or plays on.
  ///
  /// A learner that traps ends the process: that, too, is a failed test.
  ///
  /// - Parameters:
  ///   - type: the learner.
  ///   - settings: the parameters that the card requires, and others to test besides the defaults.
  /// - Returns: a sentence for each law broken; none for a learner that conforms.
  public static func violations<Learner: AverageRewardLearner & Configurable<AverageRewardProblem>>(
    of type: Learner.Type, settings: Settings = [:]
  ) -> [String] {
    let given = Settings(defaultsOf: Learner.card.parameters, given: settings)
    var violations = Learner.card.parameters.compactMap { parameter -> String? in
      guard let value = given[parameter.name], !parameter.kind.accepts(value) else { return nil }
      return "the value of '\(parameter.name)' is not of its kind: \(value)"
    }
    do throws(InvalidSettings) {
      let process = noisy(states: 3, actions: 2)
      let learner = try make(type, given, process, horizon: 300)
      let path = actions(learner, process, steps: 300)
      if actions(learner, process, steps: 300) != path {
        violations.append("a copy takes other actions under the same key: the learner shares state with its copies")
      }
      if actions(try make(type, given, process, horizon: 300), process, steps: 300) != path {
        violations.append("the same key gives other actions")
      }
      if Learner.card.isAnytime,
        !actions(try make(type, given, process, horizon: 600), process, steps: 600).starts(with: path)
      {
        violations.append("anytime, yet a run to 300 is not the beginning of one to 600")
      }
      for (states, actionCount, horizon) in [(1, 1, 20), (1, 3, 50), (4, 1, 50), (3, 4, 1), (2, 2, 2)] {
        let process = noisy(states: states, actions: actionCount)
        let path = actions(try make(type, given, process, horizon: horizon), process, steps: horizon)
        if path.contains(where: { !(0..<actionCount).contains($0) }) {
          violations.append("strays with \(states) states and \(actionCount) actions")
        }
      }
    } catch {
      violations.append("refuses its settings: \(error.path): \(error.message)")
    }
    for parameter in Learner.card.parameters {
      for value in parameter.kind.boundaryValues(listCount: 3) {
        let process = noisy(states: 3, actions: 2)
        do throws(InvalidSettings) {
          let learner = try make(type, given.replacing(parameter.name, by: value), process, horizon: 60)
          if actions(learner, process, steps: 60).contains(where: { !(0..<2).contains($0) }) {
            violations.append("strays with '\(parameter.name)' = \(value)")
          }
        } catch {
          if error.message.isEmpty { violations.append("refuses '\(parameter.name)' = \(value) without a message") }
        }
      }
    }
    return violations
  }

  private static func make<Learner: AverageRewardLearner & Configurable<AverageRewardProblem>>(
    _ type: Learner.Type, _ settings: Settings, _ environment: ScriptedProcess, horizon: Int
  ) throws(InvalidSettings) -> Learner {
    try Learner(
      settings: settings,
      problem: AverageRewardProblem(
        stateCount: environment.stateCount, actionCount: environment.actionCount, horizon: horizon, changeCount: 1))
  }

  private static func actions<Learner: AverageRewardLearner>(
    _ learner: Learner, _ environment: ScriptedProcess, steps: Int
  ) -> [Int] {
    RecordedPath(learner: learner, environment: environment, steps: steps).transitions.map(\.action)
  }

  /// Random rows, and rewards of 0, of 1 and in between; other ones from step 31 on.
  private static func noisy(states: Int, actions: Int) -> ScriptedProcess {
    var noise = RandomStream(key: StreamKey(seed: 4))
    func process() -> MarkovDecisionProcess {
      var transitions: [Double] = []
      for _ in 0..<states * actions {
        let row = (0..<states).map { _ in noise.uniform() + 0.01 }
        let sum = row.reduce(0, +)
        transitions += row.map { $0 / sum }
      }
      return MarkovDecisionProcess(
        stateCount: states, actionCount: actions, transitions: transitions,
        rewards: (0..<states * actions).map { [0, 1, noise.uniform()][$0 % 3] })
    }
    return ScriptedProcess([(1, process()), (31, process())])
  }
}
