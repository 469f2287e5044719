import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimism in a linear model whose parameter drifts: old rewards count less and less.
public struct DLinUCB: ContextualLearner, Configurable, ContextualFailing {
  /// What the width is made of.
  public enum Covariance: String, Sendable, CaseIterable {
    /// V^-1 W V^-1, W weighted by squared weights.
    case double
    /// V^-1, which is never narrower.
    case single
  }

  /// `discount` of scenario files.
  public static let discount = Parameter.auto(
    "discount",
    "The factor g of a reward's weight in each round; `auto`: 1 - (B / (d T))^(2/3), within [1/2, 1 - 1/T].",
    .openUnit, why: "as in the public code of the paper")
  /// `covariance` of scenario files.
  public static let covariance = Parameter.choice(
    "covariance", "What widths are made of: `double`: V^-1 W V^-1; `single`: V^-1, which takes one matrix.",
    default: Covariance.double)
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The factor of the radius beta.", .closed(0...1e100), default: 1, why: "the radius of the proof")
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `noise` of scenario files.
  public static let noise = LinearKnowledge.noise
  /// `norm` of scenario files.
  public static let norm = LinearKnowledge.norm
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta

  public static let card = AlgorithmCard(
    id: "d-lin-ucb", family: .contextual,
    summary: "Lin-ucb with discounted rewards, for parameters that drift.",
    setting:
      "Mean rewards linear in the features of an arm, with a parameter that changes. Told its total variation B.",
    rewards: .settings("Scaled by R, the environment's scatter of rewards or `noise`."),
    rule: [
      "V = W = lambda I, b = 0 before the first round; n rewards so far;",
      "A_t = argmax_a x_a . V^-1 b + alpha beta sqrt(x_a . V^-1 W V^-1 x_a), the lowest index on ties,",
      "beta = sqrt(lambda) S + R sqrt(2 ln(1/delta) + d ln(1 + L^2 (1 - g^(2n)) / (lambda d (1 - g^2)))).",
      "Then V = g V + x x^T + (1 - g) lambda I, W = g^2 W + x x^T + (1 - g^2) lambda I, b = g b + r x.",
      "covariance single: sqrt(x_a . V^-1 x_a).",
    ],
    parameters: [discount, covariance, alpha, lambda, noise, norm, delta],
    example: ["discount": 0.99],
    swift: "try DLinUCB(problem, discount: 0.99)",
    guarantee:
      """
      While the parameter stands still, the ellipsoid holds it in all rounds with probability 1 - delta (Russac, \
      Vernade and Cappe 2019). No rate is stated under drift: the printed ones rest on a lemma that was later found \
      wrong.
      """,
    complexity: "O(d^3 + K d^2) per round.", randomness: "None.",
    numerics: "The inverse of V is made anew in every round by a Cholesky factorisation.",
    deviations:
      """
      The public code makes the new W from the new V; here it is made from the old W, as in the paper. `single` is in \
      the spirit of J. Wang, P. Zhao and Z.-H. Zhou 2023, with the same beta: valid, as W <= V (own analysis).
      """,
    guide: "For parameters that drift slowly; sw-lin-ucb forgets at once. Without drift lin-ucb is better.",
    reference:
      """
      Y. Russac, C. Vernade and O. Cappe, Weighted linear bandits for non-stationary environments, NeurIPS 2019, \
      algorithm 1.
      """,
    isAnytime: false)

  private let problem: ContextualProblem
  private let discount: Double
  private let covariance: Covariance
  private let alpha: Double
  private let lambda: Double
  private let delta: Double
  private let knowledge: LinearKnowledge
  private var gram: [Double]
  private var squares: [Double]
  private var moments: [Double]
  private var count = 0
  private var inverse: [Double]
  /// What widths are made of.
  private var spread: [Double]
  /// The estimate.
  public private(set) var estimate: [Double]
  private var isSound = true

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, discount: settings[Self.discount], covariance: settings[Self.covariance], alpha: settings[Self.alpha],
      lambda: settings[Self.lambda], noise: settings[Self.noise], norm: settings[Self.norm],
      delta: settings[Self.delta])
  }

  /// Creates the learner: `DLinUCB(problem, discount: 0.99)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or is needed and missing.
  public init(
    _ problem: ContextualProblem, discount: Double? = nil, covariance: Covariance = Self.covariance.default,
    alpha: Double = Self.alpha.default, lambda: Double = Self.lambda.default, noise: Double? = nil,
    norm: Double? = nil, delta: Double = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.discount.check(discount)
    try Self.alpha.check(alpha)
    try Self.lambda.check(lambda)
    try Self.delta.check(delta)
    knowledge = try LinearKnowledge(problem, noise: noise, norm: norm)
    try DriftingModel.check(problem)
    let (size, horizon) = (Double(problem.dimension), Double(problem.horizon))
    if let discount {
      self.discount = discount
    } else {
      guard let variation = problem.variation else {
        throw InvalidSettings("discount", "the environment tells no total variation for `auto`; give a number")
      }
      let tuned = 1 - .pow(variation / (size * horizon), 2.0 / 3)
      self.discount = max(0.5, min(tuned, 1 - 1 / horizon))
    }
    self.problem = problem
    self.covariance = covariance
    self.alpha = alpha
    self.lambda = lambda
    self.delta = delta
    let dimension = problem.dimension
    gram = Array(repeating: 0, count: dimension * dimension)
    for place in 0..<dimension { gram[place * (dimension + 1)] = lambda }
    squares = gram
    moments = Array(repeating: 0, count: dimension)
    estimate = moments
    inverse = gram
    spread = gram
    refresh()
  }

  /// Matrices.
  public func historyBytes(problem: ContextualProblem) -> Int { 32 * problem.dimension * problem.dimension }

  /// beta after the rewards so far.
  var radius: Double {
    let size = Double(problem.dimension)
    let square = discount * discount
    let memory = (1 - .pow(square, Double(count))) / (1 - square)
    let length = knowledge.featureNorm * knowledge.featureNorm
    return lambda.squareRoot() * knowledge.norm
      + knowledge.noise
      * (2 * .log(1 / delta) + size * .log(onePlus: length * memory / (lambda * size))).squareRoot()
  }

  /// The index of an arm.
  func index(of arm: Int, in view: ContextualView, radius: Double) -> Double {
    view.product(of: arm, with: estimate)
      + alpha * radius * DriftingModel.width(of: arm, in: view, under: spread)
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    let radius = radius
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<problem.armCount {
      let index = index(of: arm, in: view, radius: radius)
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Discounts, and adds the reward.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    let dimension = problem.dimension
    let start = view.start(of: arm)
    let square = discount * discount
    for row in 0..<dimension {
      for column in 0..<dimension {
        let place = row * dimension + column
        let product = view.features[start + row] * view.features[start + column]
        gram[place] = discount * gram[place] + product + (row == column ? (1 - discount) * lambda : 0)
        squares[place] = square * squares[place] + product + (row == column ? (1 - square) * lambda : 0)
      }
      moments[row] = discount * moments[row] + reward * view.features[start + row]
    }
    count += 1
    refresh()
  }

  private mutating func refresh() {
    let dimension = problem.dimension
    guard let fit = DriftingModel.fit(gram, moments) else {
      isSound = false
      return
    }
    (inverse, estimate) = fit
    spread =
      covariance == .single
      ? inverse
      : DriftingModel.product(DriftingModel.product(inverse, squares, dimension), inverse, dimension)
    isSound = estimate.allSatisfy(\.isFinite)
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }

  public var failure: String? { isSound ? nil : "the matrix of the regression left the finite numbers" }
}
