import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Means of rewards and consumptions with their confidence bounds, and the linear programmes over them.
struct KnapsackStatistics: Sendable {
  private let problem: KnapsackProblem
  /// 2 ln T times the square of the factor of the radii.
  private let squaredWidth: Double
  /// How often each arm was pulled.
  private(set) var pulls: [Int]
  private var rewards: [CompensatedSum]
  /// Resource by resource.
  private var consumptions: [CompensatedSum]
  private var programme: PackingProgramme
  /// The objective, and the coefficients, whose last row is 1.
  private var objective: [Double]
  private var coefficients: [Double]
  private var target: [Double]
  private let bounds: [Double]

  /// Opens the statistics.
  ///
  /// - Parameters:
  ///   - exploration: the factor of the radii sqrt(2 ln T / n).
  ///   - slack: epsilon: the rate of consumption aimed at is (1 - epsilon) B / T.
  init(_ problem: KnapsackProblem, exploration: Double, slack: Double) {
    self.problem = problem
    squaredWidth = 2 * .log(Double(problem.horizon)) * exploration * exploration
    pulls = Array(repeating: 0, count: problem.armCount)
    rewards = Array(repeating: CompensatedSum(), count: problem.armCount)
    consumptions = Array(repeating: CompensatedSum(), count: problem.armCount * problem.resourceCount)
    programme = PackingProgramme(variableCount: problem.armCount, rowCount: problem.resourceCount + 1)
    objective = Array(repeating: 0, count: problem.armCount)
    target = objective
    coefficients =
      Array(repeating: 0, count: problem.armCount * problem.resourceCount)
      + Array(repeating: 1, count: problem.armCount)
    bounds = Array(repeating: problem.rate * (1 - slack), count: problem.resourceCount) + [1]
  }

  /// What the tableau of a programme takes.
  static func tableauBytes(_ problem: KnapsackProblem) -> Int {
    8 * (problem.resourceCount + 2) * (problem.armCount + problem.resourceCount + 3)
  }

  /// The first arm that was never pulled.
  var unpulled: Int? { pulls.firstIndex(of: 0) }

  mutating func record(_ outcome: KnapsackOutcome, of arm: Int) {
    guard arm < problem.armCount else { return }
    pulls[arm] += 1
    rewards[arm].add(outcome.reward)
    for resource in 0..<problem.resourceCount {
      consumptions[resource * problem.armCount + arm].add(outcome.consumption[resource])
    }
  }

  /// The radius of an arm that was pulled.
  func radius(_ arm: Int) -> Double { (squaredWidth / Double(pulls[arm])).squareRoot() }

  /// Rewards at their upper bounds and consumptions at their lower ones, or the other way round.
  private mutating func place(atBest: Bool) {
    let sign = atBest ? 1.0 : -1.0
    for arm in 0..<problem.armCount {
      let (count, radius) = (Double(pulls[arm]), radius(arm))
      objective[arm] = min(1, max(0, rewards[arm].value / count + sign * radius))
      for resource in 0..<problem.resourceCount {
        let place = resource * problem.armCount + arm
        coefficients[place] = min(1, max(0, consumptions[place].value / count - sign * radius))
      }
    }
  }

  /// An optimal distribution if all that is uncertain is at its best; what is missing to 1 is the null arm's.
  ///
  /// - Precondition: every arm was pulled.
  mutating func solveAtBest() -> Bool {
    place(atBest: true)
    return programme.solve(maximizing: objective, coefficients: coefficients, bounds: bounds)
  }

  /// The distribution with the largest weight on an arm among those that may be optimal: at best they earn no less than the
  /// optimum at worst, and consume no more than allowed.
  ///
  /// - Precondition: every arm was pulled.
  mutating func solve(favouring arm: Int) -> Bool {
    place(atBest: false)
    guard programme.solve(maximizing: objective, coefficients: coefficients, bounds: bounds) else { return false }
    let least = programme.value
    place(atBest: true)
    for other in target.indices { target[other] = other == arm ? 1 : 0 }
    return programme.solve(
      maximizing: target, coefficients: coefficients, bounds: bounds, floor: objective, least: least)
  }

  /// The weights of the arms in the programme last solved.
  var mixture: [Double] { programme.variables }

  /// Draws an arm from the mixture; what is missing to 1 is the null arm's, or, without one, goes to all in proportion.
  ///
  /// - Parameter otherwise: the arm where the mixture is empty and there is no null arm.
  func draw(at uniform: Double, otherwise: Int) -> Int {
    var total = 0.0
    for weight in programme.variables { total += weight }
    if problem.hasNullArm {
      // Within rounding of 1 nothing is missing.
      let scale = total > 1 - 1e-9 ? total : 1
      return uniform * scale < total
        ? WeightedDraw.item(at: uniform * scale, of: programme.variables) : problem.armCount
    }
    return total > 0 ? WeightedDraw.item(at: uniform * total, of: programme.variables) : otherwise
  }
}

/// Parameters that learners with confidence bounds share.
enum KnapsackParameters {
  /// `exploration` of scenario files.
  static let exploration = Parameter.number(
    "exploration", "The factor of all radii, exploration sqrt(2 ln T / n).", .closed(0...1000), default: 1,
    why: "the radii of the book")
  /// `slack` of scenario files.
  static let slack = Parameter.number(
    "slack", "epsilon: the share of the budget that is kept back: rates aimed at are (1 - epsilon) B / T.",
    NumberRange(lower: .included(0), upper: .excluded(1)), default: 0,
    why: "nothing: a run that ends a little early loses little")
}
