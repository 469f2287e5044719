import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimism in a logistic model.
public struct LogisticUCB: ContextualLearner, Configurable, ContextualFailing {
  /// How wide confidence intervals are.
  public enum Alpha: Hashable, Sendable {
    /// This factor of sqrt(x . H^-1 x).
    case number(Double)
    /// The radius for generalised linear models, on the scale of probabilities.
    case glm
  }

  /// `alpha` of scenario files.
  public static let alpha = Parameter<Alpha>(
    AnyParameter(
      "alpha",
      """
      The factor of the width; or `glm`: the radius for generalised linear models, on the scale of probabilities.
      """,
      .either([.choice(["glm"]), .number(.closed(0...1e100))]), default: .value(.number(1))),
    read: { $0?.asText == nil ? .number($0?.asNumber ?? .nan) : .glm },
    write: { if case .number(let alpha) = $0 { .number(alpha) } else { .text("glm") } })
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `norm` of scenario files.
  public static let norm = LinearKnowledge.norm
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta

  public static let card = AlgorithmCard(
    id: "logistic-ucb", family: .contextual,
    summary: "Plays the arm with the largest upper confidence bound of a logistic regression.",
    setting: "Rewards 0 or 1 whose probability is logistic in a product of features with a parameter.",
    rewards: .settings("None but 0 and 1 are taken."),
    rule: [
      "online: H = lambda I, theta = 0; for a reward y of x: g = H^-1 x, u = x . theta + (x . g) (y - sigma(u)),",
      "theta <- theta + g (y - sigma(u)), H <- H + sigma(u) (1 - sigma(u)) x x^T.",
      "mle: theta minimises the log loss plus lambda |theta|^2 / 2, H is its Hessian.",
      "A_t = argmax_a x_a . theta + alpha sqrt(x_a . H^-1 x_a), the lowest index on ties.",
      "alpha glm: argmax_a sigma(x_a . theta) + rho sqrt(x_a . V^-1 x_a), V = lambda I + sum x x^T,",
      "rho = sqrt(lambda) S + (kappa / 4) sqrt(2 ln(1/delta) + D), kappa = 1 / sigma'(S L),",
      "D = ln det V - d ln lambda.",
    ],
    parameters: [alpha, lambda, LogisticModel.estimator, LogisticModel.refit, norm, delta],
    example: ["alpha": 0.5],
    swift: "try LogisticUCB(problem, alpha: .number(0.5))",
    guarantee: "None is stated for a number alpha. glm follows Filippi et al. 2010, whose constants are larger.",
    complexity: "O(K d^2) per round; mle O(n d^2) for each refit, and the memory of all rows.",
    randomness: "None.",
    numerics:
      """
      The equation of `online` has one root, found by Newton steps kept in a bracket; theta then minimises \
      |theta - old|^2_H / 2 plus the log loss. mle: Newton from the last estimate, to steps below 1e-12, at most 50.
      """,
    deviations:
      """
      `online` is in the spirit of one-pass estimators such as that of L. Faury et al., Jointly efficient and optimal \
      algorithms for logistic bandits, AISTATS 2022, not one of them. glm as in the public code of logistic bandits.
      """,
    guide: "For coins with features. A linear learner is misspecified there, and gets stuck where means are steep.",
    reference:
      """
      S. Filippi, O. Cappe, A. Garivier and C. Szepesvari, Parametric bandits: the generalized linear case, NIPS 2010; \
      L. Faury, M. Abeille, C. Calauzenes and O. Fercoq, Improved optimistic algorithms for logistic bandits, ICML 2020.
      """)

  private let armCount: Int
  private let alpha: Alpha
  private let lambda: Double
  private let delta: Double
  private let norm: Double
  private let slope: Double
  private var model: LogisticModel
  private var plain: ArmRegressions?

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, alpha: settings[Self.alpha], lambda: settings[Self.lambda],
      estimator: settings[LogisticModel.estimator], refit: settings[LogisticModel.refit], norm: settings[Self.norm],
      delta: settings[Self.delta])
  }

  /// Creates the learner: `LogisticUCB(problem, alpha: .glm)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, rewards are not 0 or 1, or
  ///   glm needs what neither arguments nor the problem say.
  public init(
    _ problem: ContextualProblem, alpha: Alpha = Self.alpha.default, lambda: Double = Self.lambda.default,
    estimator: LogisticModel.Estimator = LogisticModel.estimator.default, refit: Int = LogisticModel.refit.default,
    norm: Double? = nil, delta: Double = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.alpha.check(alpha)
    try Self.norm.check(norm)
    try Self.delta.check(delta)
    armCount = problem.armCount
    self.alpha = alpha
    self.lambda = lambda
    self.delta = delta
    model = try LogisticModel(problem, lambda: lambda, estimator: estimator, refit: refit)
    if alpha == .glm {
      let knowledge = try LinearKnowledge(problem, noise: 0.5, norm: norm)
      self.norm = knowledge.norm
      let sigma = LogisticModel.sigma(knowledge.norm * knowledge.featureNorm)
      slope = sigma * (1 - sigma)
      plain = try ArmRegressions(problem, model: .shared, lambda: lambda)
      guard slope > 0 else {
        throw InvalidSettings("norm", "features and parameter are so long that the logistic function is flat")
      }
    } else {
      self.norm = 0
      slope = 1
    }
  }

  /// Matrices, and all rows with mle.
  public func historyBytes(problem: ContextualProblem) -> Int { model.bytes(problem) + ArmRegressions.bytes(problem) }

  /// rho of glm.
  var radius: Double {
    guard let plain else { return .nan }
    return lambda.squareRoot() * norm + (2 * .log(1 / delta) + plain.logDeterminant).squareRoot() / (4 * slope)
  }

  /// The index of an arm.
  func index(of arm: Int, in view: ContextualView, radius: Double) -> Double {
    let product = model.product(of: arm, in: view)
    switch alpha {
    case .number(let alpha): return product + alpha * model.squaredWidth(of: arm, in: view).squareRoot()
    case .glm:
      return LogisticModel.sigma(product) + radius * (plain?.squaredWidth(of: arm, in: view) ?? 0).squareRoot()
    }
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let radius = alpha == .glm ? radius : 0
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<armCount {
      let index = index(of: arm, in: view, radius: radius)
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Updates the regression.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    model.add(reward: reward, of: arm, in: view)
    plain?.add(reward: reward, of: arm, in: view)
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }

  /// The estimate, block by block.
  public var estimate: [Double] { model.estimate }

  public var failure: String? { model.failure }
}
