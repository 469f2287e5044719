import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting

/// The worlds of the worked examples, whose numbers are from an independent implementation in Python.
enum WorkedWorlds {
  static let golden = 0.6180339887498949

  static func fraction(_ number: Double) -> Double { number - number.rounded(.down) }

  /// A linear world without noise.
  static func linear(
    _ views: [[Double]], theta: [Double], rounds: Int, noise: Double = 0.1, isFixed: Bool = false,
    norm: Double? = nil, featureNorm: Double = 1
  ) -> ScriptedContexts {
    let problem = ContextualProblem(
      armCount: views[0].count / theta.count, dimension: theta.count, isShared: false, horizon: rounds,
      meanRange: -1...1, noiseScale: noise, parameterNorm: norm ?? 1, featureNorm: featureNorm,
      hasFixedActions: isFixed)
    return ScriptedContexts(problem, views: views, parameter: theta) { _, features, _ in
      zip(features, theta).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// The classes of a table of 600 rows: the largest of frac(i phi), frac(i sqrt 2), frac(i sqrt 3), but every tenth
  /// row says the next one.
  static let classes: [Int] = (1...600).map { row in
    let x = coordinates(of: row)
    let largest = (0..<3).max { x[$0] < x[$1] } ?? 0
    return row % 10 == 0 ? (largest + 1) % 3 : largest
  }

  private static func coordinates(of row: Int) -> [Double] {
    [golden, 0.4142135623730951, 0.7320508075688772].map { fraction(Double(row) * $0) }
  }

  /// The table as a world: features 1 and the coordinates, scaled to [0, 1] over all rows; the arm of the class pays 1.
  static func table() -> ScriptedContexts {
    let rows = (1...600).map(coordinates)
    let ranges = (0..<3).map { column in
      let values = rows.map { $0[column] }
      return (least: values.min() ?? 0, length: (values.max() ?? 1) - (values.min() ?? 0))
    }
    let problem = ContextualProblem(
      armCount: 3, dimension: 4, isShared: true, horizon: 600, rewardRange: 0...1, noiseScale: 0, isBinary: true)
    let views = rows.map { row in [1] + (0..<3).map { (row[$0] - ranges[$0].least) / ranges[$0].length } }
    return ScriptedContexts(problem, views: views) { arm, _, round in classes[round - 1] == arm ? 1 : 0 }
  }

  /// Three actions that never change.
  static func fixed(isSaid: Bool = true, rounds: Int = 20) -> ScriptedContexts {
    linear([[1, 0, 0, 1, 0.6, 0.7]], theta: [0.5, 0.3], rounds: rounds, isFixed: isSaid)
  }

  /// Arm a in round t is (1 - a/10)(cos u, sin u), u = 2 pi frac((3t + a) phi), times a factor.
  static func freshViews(rounds: Int, factor: Double = 1) -> [[Double]] {
    (1...rounds).map { round in
      (0..<3).flatMap { arm in
        let angle = 2 * Double.pi * fraction(Double(3 * round + arm) * golden)
        let length = factor * (1 - Double(arm) / 10)
        return [length * .cos(angle), length * .sin(angle)]
      }
    }
  }

  static let thetas: [[Double]] = [[0.2, 0.5], [0.5, -0.2], [0.35, 0.1]]

  /// Three arms with parameters of their own in shared contexts (1, frac(t phi)).
  static func disjoint(rounds: Int = 24) -> ScriptedContexts {
    let problem = ContextualProblem(
      armCount: 3, dimension: 2, isShared: true, horizon: rounds, noiseScale: 0.2, parameterNorm: 1,
      featureNorm: 2.0.squareRoot())
    return ScriptedContexts(
      problem, views: (1...rounds).map { [1, fraction(Double($0) * golden)] }, parameter: thetas.flatMap { $0 }
    ) { arm, features, _ in zip(features, thetas[arm]).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The same, its joint features written down.
  static func joint(rounds: Int = 24) -> ScriptedContexts {
    let problem = ContextualProblem(
      armCount: 3, dimension: 6, isShared: false, horizon: rounds, noiseScale: 0.2, parameterNorm: 1,
      featureNorm: 2.0.squareRoot())
    let theta = thetas.flatMap { $0 }
    let views = (1...rounds).map { round in
      (0..<3).flatMap { arm -> [Double] in
        var features = Array(repeating: 0.0, count: 6)
        features[2 * arm] = 1
        features[2 * arm + 1] = fraction(Double(round) * golden)
        return features
      }
    }
    return ScriptedContexts(problem, views: views, parameter: theta) { _, features, _ in
      zip(features, theta).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}

extension [Int] {
  /// One digit for each.
  var digits: String { map(String.init).joined() }
}

/// Whether numbers agree to a distance.
func agree(_ found: [Double], _ expected: [Double], within distance: Double = 1e-8) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= distance }
}

/// Plays a game whose learner is not recorded, so that what is measured is asked of the learner itself.
func play<Learner: ContextualLearner>(
  _ learner: Learner, _ world: ScriptedContexts, metrics: [Metric],
  inspect: (ContextualGame<ScriptedContexts, Learner>, ContextualLedger, Int) -> Void = { _, _, _ in }
) -> (game: ContextualGame<ScriptedContexts, Learner>, account: ContextualLedger) {
  let problem = world.truth.problem
  var game = ContextualGame(environment: world, learner: learner, problem: problem)
  var account = game.openAccount(for: [.pseudo], metrics: metrics)
  var environmentNoise = RandomStream(key: StreamKey(seed: 0), itemCount: problem.addressCount)
  var learnerNoise = RandomStream(key: StreamKey(seed: 1))
  for round in 1...problem.horizon {
    game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    inspect(game, account, round)
  }
  return (game, account)
}
