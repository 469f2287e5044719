import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimism in a linear model: the arm with the largest prediction plus a multiple of its width.
///
/// Where the set of actions never changes, the product of the inverse with every action is kept, so that a round costs
/// O(K d) instead of O(K d^2); the arms are the same.
public struct LinUCB: ContextualLearner, Configurable, ParameterEstimating, ContextualBounding, ContextualFailing {
  /// How wide confidence intervals are, in units of the width.
  public enum Alpha: Hashable, Sendable {
    /// This factor, in all rounds.
    case number(Double)
    /// The radius of OFUL, from the determinant.
    case oful
    /// The same, from a bound on the determinant.
    case ofulBound
  }

  /// `alpha` of scenario files.
  public static let alpha = Parameter<Alpha>(
    AnyParameter(
      "alpha",
      """
      The factor w of the width: a number, the same in all rounds; `oful`: the radius of the confidence ellipsoid from \
      the determinant of V; `oful-bound`: with a bound on it.
      """,
      .either([.choice(["oful", "oful-bound"]), .number(.closed(0...1e100))]), default: .value(.number(1))),
    read: {
      switch $0 {
      case .text("oful")?: .oful
      case .text("oful-bound")?: .ofulBound
      default: .number($0?.asNumber ?? .nan)
      }
    },
    write: {
      switch $0 {
      case .number(let alpha): .number(alpha)
      case .oful: .text("oful")
      case .ofulBound: .text("oful-bound")
      }
    })
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `noise` of scenario files.
  public static let noise = LinearKnowledge.noise
  /// `norm` of scenario files.
  public static let norm = LinearKnowledge.norm
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta
  /// `refactor` of scenario files.
  public static let refactor = ArmRegressions.refactor

  public static let card = AlgorithmCard(
    id: "lin-ucb", family: .contextual,
    summary: "Plays the arm with the largest prediction of a ridge regression plus a multiple of its width.",
    setting: "Mean rewards that are linear in the features of an arm.",
    rewards: .settings("Scaled by the settings: a number alpha is in units of rewards, `oful` takes their scatter R."),
    rule: [
      "V = lambda I + sum_{s<t} x_s x_s^T, theta = V^-1 sum_{s<t} r_s x_s, D = ln det V - d ln lambda;",
      "A_t = argmax_a x_a . theta + w sqrt(x_a . V^-1 x_a), the lowest index on ties.",
      "alpha a number: w = alpha.",
      "alpha oful: w = R sqrt(2 ln(1/delta) + D) + sqrt(lambda) S.",
      "alpha oful-bound: D replaced by d ln(1 + n L^2 / (d lambda)), n the rewards so far.",
      "model disjoint: V, theta, D and n of each arm.",
    ],
    parameters: [ArmModel.parameter, alpha, lambda, noise, norm, delta, refactor],
    example: ["alpha": 0.5],
    swift: "try LinUCB(problem, alpha: .number(0.5))",
    guarantee:
      """
      alpha oful: with probability 1 - delta the true parameter is in the ellipsoid of radius w around theta in all \
      rounds (Abbasi-Yadkori, Pal and Szepesvari 2011, theorem 2), for R-subgaussian noise and a parameter of norm at \
      most S. Then pseudo-regret is at most 2 w sqrt(2 t D) for all t, if |mean| <= 1 and w >= 1 (own analysis: \
      r_t <= 2 min(1, w sqrt(q)), Cauchy and Schwarz, sum min(1, q) <= 2 D). Reported as `bound` where the model is \
      shared and these conditions hold. A number alpha has none.
      """,
    complexity:
      """
      O(K d^2) per round; O(K d) with a fixed set of actions under the shared model. Memory O(d^2), or that for each \
      arm.
      """,
    randomness: "None.",
    numerics:
      """
      The inverse changes by matrices of rank one and is made anew every `refactor` updates by a Cholesky \
      factorisation; widths are clamped at 0. Features that are 0 cost nothing.
      """,
    deviations: "The papers run one of the two radii; both are offered. The hybrid and layered variants are not.",
    guide:
      """
      The standard learner for linear rewards. A fixed alpha does not grow with t: in some runs it gives up the best \
      arm for good, so look at the largest regrets, not only the mean. lin-ts has no such tuning.
      """,
    reference:
      """
      L. Li, W. Chu, J. Langford and R. E. Schapire, A contextual-bandit approach to personalized news article \
      recommendation, WWW 2010, algorithm 1; Y. Abbasi-Yadkori, D. Pal and C. Szepesvari, Improved algorithms for \
      linear stochastic bandits, NeurIPS 2011.
      """,
    metrics: [.bound, .boundHolds, .confidenceFailures, .parameterError])

  private let armCount: Int
  private let alpha: Alpha
  private let lambda: Double
  private let delta: Double
  private let knowledge: LinearKnowledge?
  private var regressions: ArmRegressions
  private var predictions: [Double]
  /// The squared widths of the arms.
  private var squares: [Double]
  /// The products of the inverse with all actions, if these are fixed; empty before the first round.
  private var products: [Double]?

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], alpha: settings[Self.alpha], lambda: settings[Self.lambda],
      noise: settings[Self.noise], norm: settings[Self.norm], delta: settings[Self.delta],
      refactor: settings[Self.refactor])
  }

  /// Creates the learner: `LinUCB(problem, alpha: .oful)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or a radius needs what
  ///   neither arguments nor the problem say.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, alpha: Alpha = Self.alpha.default,
    lambda: Double = Self.lambda.default, noise: Double? = nil, norm: Double? = nil,
    delta: Double = Self.delta.default, refactor: Int = Self.refactor.default
  ) throws(InvalidSettings) {
    try self.init(
      problem, model: model, alpha: alpha, lambda: lambda, noise: noise, norm: norm, delta: delta, refactor: refactor,
      keepsProducts: true)
  }

  /// Creates the learner; without kept products for tests that compare.
  init(
    _ problem: ContextualProblem, model: ArmModel, alpha: Alpha, lambda: Double, noise: Double?, norm: Double?,
    delta: Double, refactor: Int, keepsProducts: Bool
  ) throws(InvalidSettings) {
    try Self.alpha.check(alpha)
    try Self.lambda.check(lambda)
    try Self.noise.check(noise)
    try Self.norm.check(norm)
    try Self.delta.check(delta)
    try Self.refactor.check(refactor)
    armCount = problem.armCount
    self.alpha = alpha
    self.lambda = lambda
    self.delta = delta
    if case .number = alpha {
      knowledge = nil
    } else {
      knowledge = try LinearKnowledge(problem, noise: noise, norm: norm, needsFeatures: alpha == .ofulBound)
    }
    regressions = try ArmRegressions(problem, model: model, lambda: lambda, refactor: refactor)
    let isKept = keepsProducts && problem.hasFixedActions && regressions.ridges.count == 1
    products = isKept ? [] : nil
    predictions = Array(repeating: 0, count: problem.armCount)
    squares = predictions
  }

  /// Matrices.
  public func historyBytes(problem: ContextualProblem) -> Int { ArmRegressions.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let joint = regressions.isJoint ? radius : 0
    regressions.writePredictions(into: &predictions, of: view)
    if products == nil {
      regressions.writeSquaredWidths(into: &squares, of: view)
    } else if products == [] {
      keepAnew(view)
    }
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<armCount {
      let factor = regressions.isJoint ? joint : radius(of: regressions.ridges[arm], dimension: view.dimension)
      let index = predictions[arm] + factor * squares[arm].squareRoot()
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Updates the regression.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    regressions.add(reward: reward, of: arm, in: view)
    if products != nil { keep(view) }
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }

  // MARK: Radii

  /// w of the joint model.
  var radius: Double {
    radius(
      logDeterminant: alpha == .oful ? regressions.logDeterminant : 0,
      count: alpha == .ofulBound ? regressions.count : 0,
      dimension: regressions.dimension)
  }

  private func radius(of ridge: RidgeInverse, dimension: Int) -> Double {
    radius(logDeterminant: ridge.logDeterminant, count: ridge.count, dimension: dimension)
  }

  private func radius(logDeterminant: Double, count: Int, dimension: Int) -> Double {
    if case .number(let alpha) = alpha { return alpha }
    guard let knowledge else { return .nan }
    let determinant =
      alpha == .oful ? logDeterminant : boundOnDeterminant(count: count, dimension: dimension, knowledge: knowledge)
    return knowledge.noise * (2 * .log(1 / delta) + determinant).squareRoot() + lambda.squareRoot() * knowledge.norm
  }

  private func boundOnDeterminant(count: Int, dimension: Int, knowledge: LinearKnowledge) -> Double {
    let size = Double(dimension)
    return size * .log(onePlus: Double(count) * knowledge.featureNorm * knowledge.featureNorm / (size * lambda))
  }

  // MARK: Actions that do not change

  private mutating func keepAnew(_ view: ContextualView) {
    let dimension = view.dimension
    var products = Array(repeating: 0.0, count: armCount * dimension)
    for arm in 0..<armCount {
      regressions.ridges[0].writeProduct(
        with: view.features, from: arm * dimension, into: &products, at: arm * dimension)
    }
    for arm in 0..<armCount { squares[arm] = max(0, view.product(of: arm, with: products, from: arm * dimension)) }
    self.products = products
  }

  private mutating func keep(_ view: ContextualView) {
    if regressions.ridges[0].isFresh { return keepAnew(view) }
    let dimension = view.dimension
    // Taken out, so that it is changed in place.
    guard var products else { return }
    self.products = []
    let step = regressions.ridges[0].step
    for arm in 0..<armCount {
      let change = view.product(of: arm, with: step)
      for place in 0..<dimension { products[arm * dimension + place] -= change * step[place] }
      squares[arm] = max(0, squares[arm] - change * change)
    }
    self.products = products
  }

  // MARK: What is known of it

  public var failure: String? { regressions.failure }

  /// The estimate on joint features (arm by arm, where all share a context); of the disjoint model, arm by arm.
  public var estimate: [Double] { regressions.estimate }

  public func error(of parameter: [Double]) -> Double { regressions.error(of: parameter) }

  /// Of the joint model with a radius of OFUL.
  public func excludes(_ parameter: [Double]) -> Bool? {
    guard knowledge != nil, regressions.isJoint else { return nil }
    let radius = radius
    return regressions.squaredDistance(to: parameter) > radius * radius
  }

  /// 2 w sqrt(2 t D).
  public func regretBound(on truth: ContextualTruth) -> RegretBound? {
    guard let knowledge, regressions.isJoint, knowledge.holds(of: truth), radius >= 1,
      knowledge.norm * (truth.problem.featureNorm ?? .infinity) <= 1
    else { return nil }
    let determinant =
      alpha == .oful
      ? regressions.logDeterminant
      : boundOnDeterminant(count: regressions.count, dimension: regressions.dimension, knowledge: knowledge)
    return RegretBound(.pseudo, 2 * radius * (2 * Double(regressions.count) * determinant).squareRoot())
  }
}
