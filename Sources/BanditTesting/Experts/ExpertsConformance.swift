import BanditCards
import BanditGames
import BanditStreams

/// What every policy for games of losses must do, whatever its rule.
public enum ExpertsConformance {
  /// Plays a policy through the laws of `GameConformance`, under a feedback that it accepts, and says which it breaks.
  ///
  /// Hostile worlds have losses that are equal, tiny or alternating, one action, and fewer rounds than actions; and
  /// every feedback: the policy either refuses the problem with a message or stays within what is granted.
  public static func violations<Learner: ExpertsLearner & Configurable<ExpertsProblem>>(
    of type: Learner.Type, settings: Settings = [:], feedback: LossFeedback = .full, isRandomized: Bool
  ) -> [String] {
    GameConformance<ExpertsGame<ScriptedLosses, Recorder<Learner, Int>>, Learner, Int>(
      arena(feedback), settings: settings, isRandomized: isRandomized
    ).violations()
  }

  private static func arena(_ feedback: LossFeedback) -> ScriptedArena<ScriptedLosses, ExpertsProblem> {
    let tiny = Double.leastNonzeroMagnitude
    let losses: [(name: String, rows: [[Double]])] = [
      ("only 0", [[0, 0, 0]]), ("only 1", [[1, 1, 1]]), ("tiny", [[tiny, tiny, 0]]),
      ("alternately 0 and 1", [[0, 1, 0], [1, 0, 1]]), ("1 for one action", [[1, 0, 0]]),
      ("0 for one action", [[1, 1, 0]]),
    ]
    let feedbacks: [LossFeedback] = [
      .bandit, .full, .extra(0), .extra(1), .extra(7), .extra(99), .extra(100), .budget(1), .budget(2), .budget(7),
      .budget(50), .budget(149), .budget(150),
    ]
    let shapes = [(1, 20), (10, 3), (3, 1)].map { actions, rounds in
      let rows = [[0.25, 0.75], [0.75, 0.25]].map { pair in (0..<actions).map { pair[$0 % 2] } }
      return world("\(actions) actions and \(rounds) rounds", rows, feedback, rounds: rounds)
    }
    let hostile =
      losses.map { world("losses that are \($0.name)", $0.rows, feedback, rounds: 2000, mayBeRefused: false) }
      + feedbacks.map { ordinary($0, rounds: 50, name: "the feedback \($0.text)") }
    return ScriptedArena(rounds: 200, hostile: shapes + hostile) { ordinary(feedback, rounds: $0) }
  }

  private typealias World = ScriptedWorld<ScriptedLosses, ExpertsProblem>

  private static func ordinary(_ feedback: LossFeedback, rounds: Int, name: String = "an ordinary world") -> World {
    var noise = RandomStream(key: StreamKey(seed: 0))
    var rows: [[Double]] = []
    for _ in 0..<64 { rows.append([0, 0.2, 0.4].map { $0 + 0.5 * noise.uniform() }) }
    return world(name, rows, feedback, rounds: rounds)
  }

  private static func world(
    _ name: String, _ rows: [[Double]], _ feedback: LossFeedback, rounds: Int, mayBeRefused: Bool = true
  ) -> World {
    let problem = ExpertsProblem(actionCount: rows[0].count, horizon: rounds, feedback: feedback, switchingCost: 1)
    return ScriptedWorld(
      name, ScriptedLosses(rows: rows), problem, rounds: rounds, choices: rows[0].count, mayBeRefused: mayBeRefused)
  }
}
