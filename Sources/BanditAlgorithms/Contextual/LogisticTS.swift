import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Thompson sampling in a logistic model, from the normal law around its estimate.
public struct LogisticTS: ContextualLearner, Configurable, ContextualFailing {
  /// `v` of scenario files.
  public static let v = Parameter.number(
    "v", "The scale of the samples.", .closed(0...1e100), default: 1, why: "the Laplace approximation of the posterior")
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda

  public static let card = AlgorithmCard(
    id: "logistic-ts", family: .contextual,
    summary: "Plays the best arm of a parameter drawn around the estimate of a logistic regression.",
    setting: "Rewards 0 or 1 whose probability is logistic in a product of features with a parameter.",
    rewards: .settings("None but 0 and 1 are taken."),
    rule: [
      "theta and H as for logistic-ucb, H = C C^T;",
      "sample = theta + v C^-T z, z standard normal; A_t = argmax_a x_a . sample, the lowest index on ties.",
    ],
    parameters: [v, lambda, LogisticModel.estimator, LogisticModel.refit],
    example: ["v": 0.5],
    swift: "try LogisticTS(problem, v: 0.5)",
    guarantee: "None is stated.",
    complexity: "O(d^3 + K d) per round; mle O(n d^2) for each refit, and the memory of all rows.",
    randomness: "d normal numbers per round; K times the size of a context that all arms share.",
    numerics: "As logistic-ucb; the factor is made anew in every round.",
    deviations: "The posterior is not normal; the estimate and H are those of logistic-ucb.",
    guide: "Explores less than logistic-ucb at the same scale, and rarely gets stuck.",
    reference:
      """
      O. Chapelle and L. Li, An empirical evaluation of Thompson sampling, NIPS 2011, algorithm 3.
      """)

  private let armCount: Int
  private let v: Double
  private var model: LogisticModel
  private var samples: [[Double]]
  private var isSound = true
  private static let normal = try! Gaussian()

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, v: settings[Self.v], lambda: settings[Self.lambda], estimator: settings[LogisticModel.estimator],
      refit: settings[LogisticModel.refit])
  }

  /// Creates the learner: `LogisticTS(problem, v: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or rewards are not 0 or 1.
  public init(
    _ problem: ContextualProblem, v: Double = Self.v.default, lambda: Double = Self.lambda.default,
    estimator: LogisticModel.Estimator = LogisticModel.estimator.default, refit: Int = LogisticModel.refit.default
  ) throws(InvalidSettings) {
    try Self.v.check(v)
    armCount = problem.armCount
    self.v = v
    model = try LogisticModel(problem, lambda: lambda, estimator: estimator, refit: refit)
    samples = model.blocks.map(\.estimate)
  }

  /// Matrices, and all rows with mle.
  public func historyBytes(problem: ContextualProblem) -> Int { model.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    for (block, regression) in model.blocks.enumerated() {
      for place in samples[block].indices { samples[block][place] = Self.normal.sample(from: &noise) }
      if let factor = LowerTriangle(of: regression.matrix, dimension: view.dimension) {
        factor.solveTransposed(&samples[block])
      } else {
        isSound = false
      }
      for place in samples[block].indices {
        samples[block][place] = regression.estimate[place] + v * samples[block][place]
      }
    }
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<armCount {
      let index = view.product(of: arm, with: samples[model.block(of: arm)])
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Updates the regression.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    model.add(reward: reward, of: arm, in: view)
  }

  /// Not in closed form.
  public var propensity: Double? { nil }

  /// The estimate, block by block.
  public var estimate: [Double] { model.estimate }

  public var failure: String? { isSound ? model.failure : "the matrix of the regression left the finite numbers" }
}
