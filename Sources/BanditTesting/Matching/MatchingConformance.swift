import BanditCards
import BanditComparators
import BanditGames

/// What every learner that matches arrivals must do, whatever its rule.
public enum MatchingConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A decision is an available neighbour or nothing. Hostile worlds have one vertex, arrivals without edges, vertices
  /// that nobody can reach, probabilities of 0 and 1, weights of 0 and huge ones.
  ///
  /// - Parameter isRandomized: `nil` for a learner that draws too seldom to tell.
  public static func violations<Learner: MatchingLearner & Configurable<MatchingProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool?
  ) -> [String] {
    GameConformance<MatchingGame<ScriptedMatching, Recorder<Learner, Int>>, Learner, Int>(
      arena, settings: settings, isRandomized: isRandomized
    ).violations()
  }

  private static var arena: ScriptedArena<ScriptedMatching, MatchingProblem> {
    let row = [(0, 0.5), (1, 0.5), (2, 0.5)]
    let hostile = [
      world("one vertex", [1], [[(0, 0.5)], [(0, 0.5)], [(0, 0.5)]], lucky: [2]),
      world("one arrival", [1, 1], [[(0, 0.5), (1, 0.25)]], lucky: [1, nil]),
      world("arrivals without edges", [1, 1, 1], [[], row, [], row, [], [(2, 0.5)], []], lucky: [1, 1, 1]),
      world("vertices out of reach", [1, 1, 1, 1], [[(3, 0.5)], [(3, 0.5)]], lucky: [nil, nil, nil, nil]),
      world("sure success", [1, 2, 3], Array(repeating: [(0, 1), (1, 1), (2, 1)], count: 5), lucky: [1, 1, 1]),
      world("no success", [1, 2, 3], Array(repeating: [(0, 0), (1, 0), (2, 0)], count: 5), lucky: [nil, nil, nil]),
      world("weights of 0", [0, 0, 0], Array(repeating: row, count: 9), lucky: [2, nil, 3]),
      world("huge weights", [1e300, 1, 1e-300], Array(repeating: row, count: 9), lucky: [2, nil, 3]),
      world("nothing ever succeeds", [1, 1, 1], Array(repeating: row, count: 60), lucky: [nil, nil, nil]),
    ]
    return ScriptedArena(rounds: 24, hostile: hostile) { rounds in
      // Vertices that are alike, others that are not, and successes that leave some for the second half.
      let arrivals = (0..<rounds).map { round -> [(Int, Double)] in
        let first = [(0, 0.2), (1, 0.2), (2, 0.3), (3, 0.25)]
        return round % 4 == 3 ? [(4, 0.5), (5, 0.1)] : round % 4 == 2 ? Array(first.dropFirst()) : first
      }
      return world("an ordinary world", [1, 1, 0.9, 1.3, 1, 2], arrivals, lucky: [3, nil, 9, 4, 5, nil])
    }
  }

  private static func world(
    _ name: String, _ weights: [Double], _ arrivals: [[(Int, Double)]], lucky: [Int?]
  ) -> ScriptedWorld<ScriptedMatching, MatchingProblem> {
    let environment = ScriptedMatching(
      MatchingGraph(
        weights: weights,
        arrivals: arrivals.map { $0.map { MatchingEdge(vertex: $0.0, probability: $0.1) } }),
      lucky: lucky)
    return ScriptedWorld(
      name, environment, environment.problem, rounds: arrivals.count, choices: weights.count, mayBeRefused: false)
  }
}
