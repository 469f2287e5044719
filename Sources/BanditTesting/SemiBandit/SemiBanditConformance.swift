import BanditCards
import BanditGames

/// What every policy for semi-bandits must do, whatever its rule.
public enum SemiBanditConformance {
  /// Plays a policy through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Hostile worlds have means that are equal, negative or huge, huge rewards, one arm, more capacity than arms, fewer
  /// periods than arms, and either start; the policy may refuse them.
  public static func violations<Learner: SemiBanditLearner & Configurable<SemiBanditProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized).violations()
  }

  /// The same for a policy that is told the truth.
  public static func violations<Learner: SemiBanditLearner & Yardstick<SemiBanditProblem, SemiBanditTruth>>(
    ofOracle type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized).violations()
  }

  private typealias Suite<Learner: SemiBanditLearner> = GameConformance<
    SemiBanditGame<NoiselessCurves, Recorder<Learner, [Int]>>, Learner, [Int]
  >

  private static var arena: ScriptedArena<NoiselessCurves, SemiBanditProblem> {
    let curves = [[0.1, 0.45, 0.5], [0.3], [0.05, 0.1, 0.2, 0.95], [0.2, 0.6]]
    let ordinary = NoiselessCurves(curves, capacity: 2)
    let worlds = [
      ("one arm", NoiselessCurves([[0.5]])), ("more capacity than arms", NoiselessCurves([[0.2, 0.7]], capacity: 3)),
      ("capacity for all", NoiselessCurves(curves, capacity: 4)),
      ("rested arms", NoiselessCurves(curves, capacity: 9, start: .recovered)),
      ("means of 0", NoiselessCurves([[0], [0, 0]])),
      ("means of 1", NoiselessCurves([[1, 1], [1]], start: .recovered)),
      ("negative means", NoiselessCurves([[-1, 2], [-3]])),
      ("huge means", NoiselessCurves([[-1e6, 1e6, 0], [1e6], [0, -1e6]], capacity: 2)),
      ("huge rewards", NoiselessCurves(truth: ordinary.truth, scale: 1e300)),
      ("hugely negative rewards", NoiselessCurves(truth: ordinary.truth, scale: -1e300)),
    ]
    let hostile = worlds.flatMap { name, curves in
      [1, 3, 60].map { world("\(name), \($0) periods", curves, rounds: $0) }
    }
    return ScriptedArena(rounds: 100, hostile: hostile) { world("an ordinary world", ordinary, rounds: $0) }
  }

  private static func world(
    _ name: String, _ curves: NoiselessCurves, rounds: Int
  ) -> ScriptedWorld<NoiselessCurves, SemiBanditProblem> {
    ScriptedWorld(name, curves, curves.problem(horizon: rounds), rounds: rounds, choices: curves.truth.armCount)
  }
}
