import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over rules that is told all labels: what one-sided feedback costs, seen from above.
public struct OneSidedHedge: OneSidedLearner, Configurable, RegretBounding {
  /// `price` of scenario files.
  public static let price = OneSidedSettings.price
  /// `learningRate` of scenario files.
  public static let learningRate = Parameter.auto(
    "learningRate", "The step eta; `auto`: sqrt(8 ln N / T) / (k / 2 + 2 C) for N rules and k individuals a round.",
    NumberRange(lower: .excluded(0), upper: .included(1e6)), why: "the step of the bound")

  public static let card = AlgorithmCard(
    id: "hedge", family: .oneSided,
    summary: "A reference: exponential weights over rules, told the labels of all individuals.",
    setting: "Any individuals, labels and panels that were fixed in advance; told the labels of the rejected, too.",
    rule: [
      "p_h proportional to w_h; pi(x^i) = sum_h p_h h(x^i); h_t drawn from p.",
      "z(i, accept) = 1 - y^i, z(i, reject) = 1/2; the panel reports (a, b): z(a, accept) += C, z(b, reject) += C.",
      "log w_h <- log w_h - eta sum_i z(i, what h does with i).",
    ],
    parameters: [price, learningRate],
    example: ["price": 1],
    swift: "try OneSidedHedge(problem, price: 1)",
    guarantee:
      """
      Expected misclassification regret after t rounds at most 2 (ln N / eta + eta (k / 2 + 2 C)^2 t / 8), which is \
      (k + 4 C) sqrt(T ln N / 2) at T with learningRate auto, if what is shown, labels and panels do not depend on what \
      is played: the bound of Hoeffding's lemma, for losses of a round that lie in an interval of length k / 2 + 2 C. \
      Reported as `bound`.
      """,
    complexity: "O(N k) per round with N exponentials.", randomness: "One uniform number per round.",
    numerics: "Logarithms of weights, the largest 0.", deviations: "The losses are those of the reduction, as of exp2.",
    guide: "An upper reference, not a learner of one-sided feedback: exp2 less hedge is what unseen labels cost.",
    reference: """
      Y. Freund and R. E. Schapire, A decision-theoretic generalization of on-line learning and an application to \
      boosting, Journal of Computer and System Sciences 55, 1997.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let price: Double
  private let rate: Double
  private let entropy: Double
  private var rounds = 0
  private(set) var weights: RuleWeights
  private var losses: CoordinateLosses

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, price: settings[Self.price], learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `OneSidedHedge(problem, price: 1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: OneSidedProblem, price: Double = Self.price.default,
    learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try Self.price.check(price)
    try Self.learningRate.check(learningRate)
    self.price = price
    entropy = .log(Double(problem.rules.count))
    losses = CoordinateLosses(individualCount: problem.individualCount)
    rate =
      learningRate ?? (8 * entropy / Double(problem.horizon)).squareRoot()
      / (Double(problem.individualCount) / 2 + 2 * price)
    weights = RuleWeights(problem)
  }

  /// Weights, their logarithms, what rules say.
  public func historyBytes(problem: OneSidedProblem) -> Int { 24 * problem.rules.count }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    weights.fix(view)
    return weights.draw(noise: &noise)
  }

  public var acceptance: [Double] { weights.acceptance }

  /// Moves the weights by the losses of all coordinates.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {
    rounds = round
    for (individual, label) in feedback.labels.enumerated() {
      losses.accepting[individual] = label.map(CoordinateLosses.ofAccepting) ?? 0
      losses.rejecting[individual] = CoordinateLosses.ofRejecting
    }
    losses.charge(feedback.report, price: price)
    weights.move(by: losses, in: view, rate: rate)
  }

  /// Yes.
  public var seesAllLabels: Bool { true }

  /// 2 (ln N / eta + eta (k / 2 + 2 C)^2 t / 8).
  public var regretBound: RegretBound? {
    guard entropy > 0 else { return RegretBound(.misclassification, 0) }
    let range = Double(losses.accepting.count) / 2 + 2 * price
    return RegretBound(.misclassification, 2 * (entropy / rate + rate * range * range * Double(rounds) / 8))
  }
}
