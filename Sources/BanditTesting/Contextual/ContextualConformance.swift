import BanditCards
import BanditGames
import BanditStreams

/// What every learner for contextual bandits must do, whatever its rule.
public enum ContextualConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// An arm is one of 0..<K, and has the probability above 0 that the learner may tell. Hostile worlds have one arm,
  /// one feature, one round, features that are 0, tiny, large or always the same, and huge rewards. A learner may
  /// refuse a world that lacks what it needs.
  ///
  /// - Parameter needs: what the ordinary world must have.
  public static func violations<Learner: ContextualLearner & Configurable<ContextualProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false, in needs: Needs = .actions
  ) -> [String] {
    GameConformance<ContextualGame<ScriptedContexts, Recorder<Learner, ContextualRound>>, Learner, ContextualRound>(
      arena(needs), settings: settings, isRandomized: isRandomized
    ).violations()
  }

  /// What the ordinary world has.
  public enum Needs: Sendable {
    /// A set of actions in each round.
    case actions
    /// The same set in all rounds.
    case fixedActions
    /// Contexts that are finite in number.
    case contexts
    /// A set of actions in each round, and rewards 0 or 1.
    case coins
    /// Contexts x in a cube, shown as the features (1, x), and a Lipschitz constant.
    case cube
  }

  private static func arena(_ needs: Needs) -> ScriptedArena<ScriptedContexts, ContextualProblem> {
    let hostile = [
      world("one arm", needs, arms: 1), world("one round", needs, rounds: 1), world("one feature", needs, features: 1),
      world("features of 0", needs) { _ in 0 }, world("features that are alike", needs) { _ in 0.5 },
      world("tiny features", needs) { $0 * .leastNonzeroMagnitude },
      world("large features", needs) { 1e6 * ($0 - 0.5) },
      world("rewards of 0", needs, reward: { _ in 0 }), world("huge rewards", needs, reward: { 1e50 * $0 }),
      world("negative rewards", needs, reward: { -1 - $0 }), world("one shared context", .actions, isShared: true),
    ]
    return ScriptedArena(rounds: 60, hostile: hostile) { world("an ordinary world", needs, rounds: $0) }
  }

  private static func world(
    _ name: String, _ needs: Needs, arms: Int = 3, rounds: Int = 60, features: Int = 2, isShared: Bool = false,
    feature change: (Double) -> Double = { $0 }, reward: @escaping @Sendable (Double) -> Double = { $0 }
  ) -> ScriptedWorld<ScriptedContexts, ContextualProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    var views: [[Double]] = []
    var contexts: [Int?] = []
    let isFinite = needs == .contexts
    let hasOneVector = isShared || isFinite || needs == .cube
    for round in 0..<(needs == .fixedActions ? 1 : 50) {
      if isFinite {
        contexts.append(round * 7 % 5 % features)
        views.append((0..<features).map { $0 == round * 7 % 5 % features ? 1 : 0 })
      } else {
        contexts.append(nil)
        views.append((0..<features * (hasOneVector ? 1 : arms)).map { _ in change(noise.uniform()) })
        if needs == .cube { views[round][0] = 1 }
      }
    }
    let problem = ContextualProblem(
      armCount: arms, dimension: features, isShared: hasOneVector, horizon: rounds,
      contextCount: isFinite ? features : nil, rewardRange: 0...1, meanRange: 0...1, noiseScale: 0.5, parameterNorm: 1,
      featureNorm: Double(features).squareRoot(), lipschitz: needs == .cube ? 1 : nil, variation: 1,
      hasFixedActions: needs == .fixedActions,
      fixedActions: needs == .fixedActions
        ? (0..<arms).map { Array(views[0][$0 * features..<($0 + 1) * features]) } : nil,
      isBinary: needs == .coins)
    let world = ScriptedContexts(problem, views: views, contexts: contexts) { arm, features, _ in
      var mean = 0.3 + 0.2 * Double(arm % 3)
      for (place, feature) in features.enumerated() {
        mean += (place % 2 == 0 ? 0.3 : -0.2) * feature * (arm % 2 == 0 ? 1 : 0.5)
      }
      return needs == .coins ? (mean > 0.5 ? 1 : 0) : reward(mean)
    }
    // What is shown has an address of its own beside those of the arms.
    return ScriptedWorld(name, world, problem, rounds: rounds, choices: arms, places: 2)
  }
}
