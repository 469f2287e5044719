import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Optimism in a linear model whose parameter drifts: only the last rewards count.
public struct SWLinUCB: ContextualLearner, Configurable, ContextualFailing {
  /// `window` of scenario files.
  public static let window = Parameter.auto(
    "window", "How many rounds count; `auto`: floor((d T / B)^(2/3)), within [1, T].", 1...1_000_000_000_000,
    unit: "rounds", why: "as in the public code of d-lin-ucb's paper")
  /// `alpha` of scenario files.
  public static let alpha = DLinUCB.alpha
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `noise` of scenario files.
  public static let noise = LinearKnowledge.noise
  /// `norm` of scenario files.
  public static let norm = LinearKnowledge.norm
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta

  public static let card = AlgorithmCard(
    id: "sw-lin-ucb", family: .contextual,
    summary: "Lin-ucb on the rewards of the last rounds, for parameters that change.",
    setting:
      "Mean rewards linear in the features of an arm, with a parameter that changes. Told its total variation B.",
    rewards: .settings("Scaled by R, the environment's scatter of rewards or `noise`."),
    rule: [
      "V = lambda I + sum x x^T, b = sum r x over the last w rounds, w = `window`;",
      "A_t = argmax_a x_a . V^-1 b + alpha beta sqrt(x_a . V^-1 x_a), the lowest index on ties,",
      "beta = sqrt(lambda) S + R sqrt(d ln((1 + w L^2 / lambda) / delta)).",
    ],
    parameters: [window, alpha, lambda, noise, norm, delta],
    example: ["window": 100],
    swift: "try SWLinUCB(problem, window: 100)",
    guarantee: "No rate is stated: the printed ones rest on a lemma that was later found wrong.",
    complexity: "O(d^3 + K d^2) per round; memory O(w d).", randomness: "None.",
    numerics:
      """
      V is added up anew from the window every w rounds, so that what was taken out leaves no digits behind; its \
      inverse is made in every round by a Cholesky factorisation.
      """,
    deviations: "Follows the public code that accompanies d-lin-ucb.",
    guide: "For parameters that jump; d-lin-ucb forgets gradually. No order between the two holds in general.",
    reference:
      """
      W. C. Cheung, D. Simchi-Levi and R. Zhu, Learning to optimize under non-stationarity, AISTATS 2019.
      """,
    isAnytime: false)

  private let problem: ContextualProblem
  private let window: Int
  private let alpha: Double
  private let lambda: Double
  /// beta, the same in all rounds.
  let radius: Double
  /// The rows of the window, in a ring.
  private var features: [Double] = []
  private var rewards: [Double] = []
  private var count = 0
  private var gram: [Double]
  private var moments: [Double]
  private var inverse: [Double]
  /// The estimate.
  public private(set) var estimate: [Double]
  private var isSound = true

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, window: settings[Self.window], alpha: settings[Self.alpha], lambda: settings[Self.lambda],
      noise: settings[Self.noise], norm: settings[Self.norm], delta: settings[Self.delta])
  }

  /// Creates the learner: `SWLinUCB(problem, window: 100)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or is needed and missing.
  public init(
    _ problem: ContextualProblem, window: Int? = nil, alpha: Double = Self.alpha.default,
    lambda: Double = Self.lambda.default, noise: Double? = nil, norm: Double? = nil, delta: Double = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.window.check(window)
    try Self.alpha.check(alpha)
    try Self.lambda.check(lambda)
    try Self.delta.check(delta)
    let knowledge = try LinearKnowledge(problem, noise: noise, norm: norm)
    try DriftingModel.check(problem)
    let (size, horizon) = (Double(problem.dimension), Double(problem.horizon))
    if let window {
      self.window = window
    } else {
      guard let variation = problem.variation else {
        throw InvalidSettings("window", "the environment tells no total variation for `auto`; give a number")
      }
      let tuned = Double.pow(size * horizon / variation, 2.0 / 3).rounded(.down)
      self.window = tuned < horizon ? max(1, Int(tuned)) : problem.horizon
    }
    self.problem = problem
    self.alpha = alpha
    self.lambda = lambda
    let length = knowledge.featureNorm * knowledge.featureNorm
    let logarithm = Double.log((1 + Double(self.window) * length / lambda) / delta)
    radius = lambda.squareRoot() * knowledge.norm + knowledge.noise * (size * logarithm).squareRoot()
    let dimension = problem.dimension
    gram = Array(repeating: 0, count: dimension * dimension)
    for place in 0..<dimension { gram[place * (dimension + 1)] = lambda }
    moments = Array(repeating: 0, count: dimension)
    estimate = moments
    inverse = gram
    for place in 0..<dimension { inverse[place * (dimension + 1)] = 1 / lambda }
  }

  /// The window.
  public func historyBytes(problem: ContextualProblem) -> Int {
    8 * min(window, problem.horizon) * (problem.dimension + 1) + 32 * problem.dimension * problem.dimension
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<problem.armCount {
      let index =
        view.product(of: arm, with: estimate) + alpha * radius * DriftingModel.width(of: arm, in: view, under: inverse)
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Takes the oldest reward out and the new one in.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    let dimension = problem.dimension
    let start = view.start(of: arm)
    if rewards.count < window {
      features.append(contentsOf: view.features[start..<start + dimension])
      rewards.append(reward)
      add(row: rewards.count - 1, factor: 1)
    } else {
      let row = count % window
      add(row: row, factor: -1)
      for place in 0..<dimension { features[row * dimension + place] = view.features[start + place] }
      rewards[row] = reward
      add(row: row, factor: 1)
    }
    count += 1
    if count % window == 0 { addAnew() }
    refresh()
  }

  private mutating func add(row: Int, factor: Double) {
    let dimension = problem.dimension
    let start = row * dimension
    for line in 0..<dimension {
      let scaled = factor * features[start + line]
      for column in 0..<dimension { gram[line * dimension + column] += scaled * features[start + column] }
      moments[line] += scaled * rewards[row]
    }
  }

  private mutating func addAnew() {
    for place in gram.indices { gram[place] = 0 }
    for place in moments.indices {
      gram[place * (problem.dimension + 1)] = lambda
      moments[place] = 0
    }
    for row in rewards.indices { add(row: row, factor: 1) }
  }

  private mutating func refresh() {
    guard let fit = DriftingModel.fit(gram, moments) else {
      isSound = false
      return
    }
    (inverse, estimate) = fit
    isSound = estimate.allSatisfy(\.isFinite)
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }

  public var failure: String? { isSound ? nil : "the matrix of the regression left the finite numbers" }
}
