import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner for Markov decision processes must do, whatever its rule.
public enum AverageRewardConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Hostile worlds have one state, one action and very few steps; rewards are 0, 1 and in between, and everywhere the
  /// law changes. Learners that may draw but need not, for ties, are not asked about keys: `isRandomized` is `nil`.
  public static func violations<Learner: AverageRewardLearner & Configurable<AverageRewardProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool? = false
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized).violations()
  }

  /// The same for a learner that is told the truth.
  public static func violations<Learner: AverageRewardLearner & Yardstick<AverageRewardProblem, AverageRewardTruth>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool? = false
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized).violations()
  }

  private typealias Suite<Learner: AverageRewardLearner> = GameConformance<
    AverageRewardGame<ScriptedProcess, Recorder<Learner, Transition>>, Learner, Transition
  >

  private static var arena: ScriptedArena<ScriptedProcess, AverageRewardProblem> {
    let shapes = [(1, 1, 20), (1, 3, 50), (4, 1, 50), (3, 4, 1), (2, 2, 2)]
    return ScriptedArena(rounds: 300, hostile: shapes.map { world(states: $0, actions: $1, steps: $2) }) {
      world(states: 3, actions: 2, steps: $0)
    }
  }

  /// Random rows, and rewards of 0, of 1 and in between; other ones from step 31 on.
  private static func world(
    states: Int, actions: Int, steps: Int
  ) -> ScriptedWorld<ScriptedProcess, AverageRewardProblem> {
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
    return ScriptedWorld(
      "\(states) states and \(actions) actions", ScriptedProcess([(1, process()), (31, process())]),
      AverageRewardProblem(stateCount: states, actionCount: actions, horizon: steps, changeCount: 1), rounds: steps,
      choices: actions, places: states, mayBeRefused: false)
  }
}
