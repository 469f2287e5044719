import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over rules, with semi-bandit estimates of what accepting costs.
public struct Exp2: OneSidedLearner, Configurable, RegretBounding {
  /// `price` of scenario files.
  public static let price = OneSidedSettings.price
  /// `rejections` of scenario files.
  public static let rejections = OneSidedSettings.rejections
  /// `learningRate` of scenario files.
  public static let learningRate = Parameter.auto(
    "learningRate", "The step eta; `auto`: sqrt(ln N / (k^2 T)) / (1 + C) for N rules and k individuals a round.",
    NumberRange(lower: .excluded(0), upper: .included(1e6)), why: "the step of the bound")

  public static let card = AlgorithmCard(
    id: "exp2", family: .oneSided,
    summary: "Exponential weights over rules, with semi-bandit losses estimated from the labels of the accepted.",
    setting: "Any individuals, labels and panels that were fixed in advance; a class of some thousand rules at most.",
    rule: [
      "p_h proportional to w_h; pi(x^i) = sum_h p_h h(x^i); h_t drawn from p.",
      "z(i, accept) = (1 - y^i) / pi(x^i) if h_t accepts i, else 0; z(i, reject) = 1/2, whatever h_t does.",
      "The panel reports (a, b): z(a, accept) += C, z(b, reject) += C.",
      "log w_h <- log w_h - eta sum_i z(i, what h does with i).",
      "rejections weighted: z(i, reject) = (1/2) / (1 - pi(x^i)) if h_t rejects i, else 0.",
    ],
    parameters: [price, rejections, learningRate],
    example: ["price": 1],
    swift: "try Exp2(problem, price: 1)",
    guarantee:
      """
      Expected misclassification regret after t rounds at most 2 (ln N / eta + eta k^2 (1 + C)^2 t), which is 4 (1 + C) \
      k sqrt(T ln N) at T with learningRate auto, if what is shown, labels and panels do not depend on what is played: \
      the second-order bound of exponential weights, and |a.z|^2 <= k sum_c z(c)^2 for the k coordinates of a rule. A \
      reported pair costs the learner at least as much as a fair rule, so that prices only help. Reported as `bound`. \
      Nothing is said of violations.
      """,
    complexity: "O(N k) per round with N exponentials.", randomness: "One uniform number per round.",
    numerics: "Logarithms of weights, the largest 0; pi and 1 - pi are sums of their own.",
    deviations:
      """
      Bubeck et al. estimate whole loss vectors by a covariance matrix and mix exploration in; with the labels of the \
      accepted, coordinates are estimated one by one, and nothing is mixed in. The fairness price is this package's own \
      reading of the setting of Bechavod and Roth (arXiv 2206.04475), not their algorithm.
      """,
    guide:
      """
      The first choice for classes that can be listed. With price 0 it is plain one-sided learning. A larger price buys \
      fewer violations with errors; sweep `algorithms.exp2.price`.
      """,
    reference:
      """
      S. Bubeck, N. Cesa-Bianchi and S. M. Kakade, Towards minimax policies for online linear optimization with bandit \
      feedback, COLT 2012, figure 1.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let price: Double
  private let rejections: RejectionLosses
  private let rate: Double
  private let entropy: Double
  private var rounds = 0
  private(set) var weights: RuleWeights
  private(set) var losses: CoordinateLosses

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, price: settings[Self.price], rejections: settings[Self.rejections],
      learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `Exp2(problem, price: 1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: OneSidedProblem, price: Double = Self.price.default,
    rejections: RejectionLosses = Self.rejections.default, learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try Self.price.check(price)
    try Self.learningRate.check(learningRate)
    self.price = price
    self.rejections = rejections
    entropy = .log(Double(problem.rules.count))
    let individuals = Double(problem.individualCount)
    rate = learningRate ?? (entropy / Double(problem.horizon)).squareRoot() / individuals / (1 + price)
    weights = RuleWeights(problem)
    losses = CoordinateLosses(individualCount: problem.individualCount)
  }

  /// Weights, their logarithms, what rules say.
  public func historyBytes(problem: OneSidedProblem) -> Int { 24 * problem.rules.count }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    weights.fix(view)
    return weights.draw(noise: &noise)
  }

  public var acceptance: [Double] { weights.acceptance }

  /// Moves the weights by the estimates.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {
    rounds = round
    estimate(feedback)
    weights.move(by: losses, in: view, rate: rate)
  }

  /// Estimates the loss of each coordinate.
  mutating func estimate(_ feedback: OneSidedFeedback) {
    let known = CoordinateLosses.ofRejecting
    for (individual, label) in feedback.labels.enumerated() {
      if let label {
        losses.accepting[individual] = CoordinateLosses.ofAccepting(label) / weights.acceptance[individual]
        losses.rejecting[individual] = rejections == .exact ? known : 0
      } else {
        losses.accepting[individual] = 0
        losses.rejecting[individual] = rejections == .exact ? known : known / weights.rejection[individual]
      }
    }
    losses.charge(feedback.report, price: price)
  }

  /// 2 (ln N / eta + eta k^2 (1 + C)^2 t).
  public var regretBound: RegretBound? {
    guard entropy > 0 else { return RegretBound(.misclassification, 0) }
    let scale = Double(losses.accepting.count) * (1 + price)
    return RegretBound(.misclassification, 2 * (entropy / rate + rate * scale * scale * Double(rounds)))
  }
}
