import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Greedy on one of several ridge regressions, each with its own resample of the rewards.
public struct BaggedGreedy: ContextualLearner, Configurable, ProbabilityTelling, ContextualFailing {
  /// `models` of scenario files.
  public static let models = Parameter.whole(
    "models", "The number of regressions.", 1...1000, default: 10, why: "a usual number")
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `initial` of scenario files.
  public static let initial = ArmRegressions.initial

  public static let card = AlgorithmCard(
    id: "bagged-greedy", family: .contextual,
    summary: "Plays the best predicted arm of a ridge regression drawn among several with resampled rewards.",
    setting: "Mean rewards that are linear in the features of an arm.",
    rewards: .settings("Free with `initial` 0; else all rewards and `initial` times a positive number."),
    rule: [
      "In each round a model j is drawn uniformly; A_t = argmax_a initial + x_a . theta_j, the lowest index on ties.",
      "Each reward enters each model with a weight drawn from the Poisson law of mean 1, 0 included.",
    ],
    parameters: [ArmModel.parameter, models, lambda, initial],
    example: ["initial": 1],
    swift: "try BaggedGreedy(problem, initial: 1)",
    guarantee: "None is stated.",
    complexity: "O(K d) per round and model to tell probabilities, and O(d^2) per model to learn.",
    randomness: "One uniform integer per round, and a Poisson number for each model.",
    numerics: "As lin-ucb: updates of rank one, made anew every 1000.",
    deviations: "The public code splits ties evenly; here the lowest index wins.",
    guide:
      """
      A cheap stand-in for Thompson sampling. With `initial` 0, rewards that are not negative and separate parameters \
      by arm all models predict 0 for arms never played, so that nothing is ever explored: set `initial` to the top of \
      the range.
      """,
    reference:
      """
      A. Bietti, A. Agarwal and J. Langford, A contextual bandit bake-off, JMLR 22, 2021 (arXiv 1802.04064), algorithm \
      bag.
      """)

  private let armCount: Int
  private var regressions: [ArmRegressions]
  private var weights: [Double]
  private var votes: [Int]
  private var probability = 1.0
  private static let resampling = try! Poisson(mean: 1)

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], models: settings[Self.models], lambda: settings[Self.lambda],
      initial: settings[Self.initial])
  }

  /// Creates the learner: `BaggedGreedy(problem, initial: 1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, models: Int = Self.models.default,
    lambda: Double = Self.lambda.default, initial: Double = Self.initial.default
  ) throws(InvalidSettings) {
    try Self.models.check(models)
    try Self.lambda.check(lambda)
    try Self.initial.check(initial)
    armCount = problem.armCount
    regressions = Array(
      repeating: try ArmRegressions(problem, model: model, lambda: lambda, initial: initial), count: models)
    weights = Array(repeating: 0, count: models)
    votes = Array(repeating: 0, count: models)
  }

  /// Matrices of all models.
  public func historyBytes(problem: ContextualProblem) -> Int { regressions.count * ArmRegressions.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let drawn = noise.integer(below: regressions.count)
    for model in weights.indices { weights[model] = Self.resampling.sample(from: &noise) }
    for model in votes.indices { votes[model] = regressions[model].greedyArm(in: view, armCount: armCount) }
    let arm = votes[drawn]
    probability = share(of: arm)
    return arm
  }

  /// Updates the regressions by the weights drawn with the arm.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    for model in weights.indices where weights[model] > 0 {
      regressions[model].add(reward: reward, of: arm, in: view, weight: weights[model])
    }
  }

  /// The share of the models that vote for the arm.
  public var propensity: Double? { probability }

  private func share(of arm: Int) -> Double { Double(votes.count { $0 == arm }) / Double(votes.count) }

  public var probabilities: [Double] { (0..<armCount).map(share) }

  public var failure: String? { regressions.lazy.compactMap(\.failure).first }
}
