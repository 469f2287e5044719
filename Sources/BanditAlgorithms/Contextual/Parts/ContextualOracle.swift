import BanditCards
import BanditGames
import BanditStreams

/// `oracle` in this family: plays the arm with the highest mean of each round, which it is told.
public struct ContextualOracle: ContextualLearner, Yardstick {
  /// That of `oracle`.
  public static var card: AlgorithmCard { Oracle.card }

  private let rule: any ContextualMeans
  private var means: [Double]

  public init(settings: Settings, problem: ContextualProblem, truth: ContextualTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the yardstick: `ContextualOracle(problem, truth: instance.truth)`.
  public init(_ problem: ContextualProblem, truth: ContextualTruth) {
    rule = truth.means
    means = Array(repeating: 0, count: problem.armCount)
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    rule.write(into: &means, of: view, at: round)
    var best = 0
    for (arm, mean) in means.enumerated() where mean > means[best] { best = arm }
    return best
  }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {}

  /// Nothing is drawn.
  public var propensity: Double? { 1 }
}
