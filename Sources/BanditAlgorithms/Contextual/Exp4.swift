import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over policies.
public struct Exp4: ContextualLearner, Configurable, ProbabilityTelling, ContextualBounding {
  /// What the policies advise.
  public enum Policies: Hashable, Sendable {
    /// The policies of a class.
    case policyClass(PolicyClass)
    /// For each policy a distribution over arms, whatever is shown.
    case advice([[Double]])
  }

  /// How what was not played is estimated.
  public enum Estimator: String, Sendable, CaseIterable {
    /// (1 - r) / q.
    case loss
    /// r / q.
    case gain
  }

  /// `policies` of scenario files.
  public static let policies = Parameter<Policies>(
    AnyParameter(
      "policies",
      """
      The policies: a class as in `policyClass`, or `{"advice": [...]}`: for each a distribution over arms that does \
      not depend on what is shown.
      """,
      .either([
        PolicyClass.kind,
        .oneKey([
          AnyParameter(
            "advice", "For each policy the probabilities of the arms.",
            .list(of: .list(of: .number(.unit)), count: 1...PolicyClass.maximumCount), default: .required)
        ]),
      ]), default: .value(.text("constants")), why: "the arms"),
    read: {
      if case .object(let object)? = $0, object.has("advice") {
        return .advice(object.list("advice").map { $0.asNumbers ?? [] })
      }
      return .policyClass(PolicyClass($0) ?? .constants)
    },
    write: {
      switch $0 {
      case .policyClass(let policies): policies.setting
      case .advice(let rows): .object(["advice": .list(rows.map { .list($0.map { .number($0) }) })])
      }
    })
  /// `learningRate` of scenario files.
  public static let learningRate = Parameter.auto(
    "learningRate", "The step eta; `auto`: sqrt(2 ln N / (T K)) for N policies.",
    NumberRange(lower: .excluded(0), upper: .included(1e6)), why: "the step of the bound")
  /// `mixing` of scenario files.
  public static let mixing = Parameter.number(
    "mixing", "The share of a uniform arm.", .unit, default: 0, why: "the bound needs none")
  /// `estimator` of scenario files.
  public static let estimator = Parameter.choice(
    "estimator", "`loss`: estimates losses by (1 - r) / q; `gain`: rewards by r / q.", default: Estimator.loss)

  public static let card = AlgorithmCard(
    id: "exp4", family: .contextual,
    summary: "Exponential weights over policies, drawing the arm that they advise.",
    setting: "Rewards in [0, 1], chosen in advance by anybody; contexts, too.",
    rewards: .settings("None but rewards in [0, 1] are taken."),
    rule: [
      "p_e proportional to exp(w_e); E_e the advice of policy e, for a policy of a class its arm;",
      "q = (1 - mixing) sum_e p_e E_e + mixing / K; A_t drawn from q.",
      "loss: w_e <- w_e - eta E_e(A_t) (1 - r) / q(A_t); gain: w_e <- w_e + eta E_e(A_t) r / q(A_t).",
    ],
    parameters: [policies, learningRate, mixing, estimator],
    example: ["policies": "constants", "learningRate": 0.05],
    swift: "try Exp4(problem, policies: .policyClass(.constants), learningRate: 0.05)",
    guarantee:
      """
      With learningRate auto, mixing 0 and losses, expected policy-class regret against its own policies at most \
      sqrt(2 T K ln N), for contexts and rewards fixed in advance (following Lattimore and Szepesvari 2020, chapter \
      18). Reported as `bound` where the environment's `policyClass` is the same.
      """,
    complexity: "O(N + K) per round and O(N) memory for N policies.", randomness: "One uniform number per round.",
    numerics: "Logarithms of weights are kept, their maximum taken out before they are exponentiated.",
    deviations: "The original mixes uniform exploration in and estimates gains; both are settings.",
    guide:
      """
      For classes of a few thousand policies, and for contexts and rewards that obey no law. With a law, per-context \
      or linear learners are far better.
      """,
    reference:
      """
      P. Auer, N. Cesa-Bianchi, Y. Freund and R. E. Schapire, The nonstochastic multiarmed bandit problem, SIAM \
      Journal on Computing 32, 2002, section 7.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let problem: ContextualProblem
  private let policies: Policies
  private let learningRate: Double
  private let mixing: Double
  private let estimator: Estimator
  private let hasBound: Bool
  private var weights: [Double]
  private var shares: [Double]
  private var arms: [Int] = []
  /// The probabilities of the arms in the latest round.
  public private(set) var probabilities: [Double]
  private var probability = 1.0

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, policies: settings[Self.policies], learningRate: settings[Self.learningRate],
      mixing: settings[Self.mixing], estimator: settings[Self.estimator])
  }

  /// Creates the learner: `Exp4(problem, policies: .policyClass(.all))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or does not fit the problem.
  public init(
    _ problem: ContextualProblem, policies: Policies = Self.policies.default, learningRate: Double? = nil,
    mixing: Double = Self.mixing.default, estimator: Estimator = Self.estimator.default
  ) throws(InvalidSettings) {
    try Self.policies.check(policies)
    try Self.learningRate.check(learningRate)
    try Self.mixing.check(mixing)
    guard let range = problem.rewardRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      throw InvalidSettings("", "needs rewards in [0, 1], which the environment does not promise")
    }
    let count: Int
    switch policies {
    case .policyClass(let policies):
      try policies.check(in: problem, at: Self.policies.name)
      count = policies.count(in: problem)
      arms = Array(repeating: 0, count: count)
    case .advice(let rows):
      for (place, row) in rows.enumerated()
      where row.count != problem.armCount || abs(row.reduce(0, +) - 1) > 1e-9 {
        throw InvalidSettings(
          "policies.advice[\(place)]", "accepted: a probability for each of the \(problem.armCount) arms, with sum 1")
      }
      count = rows.count
    }
    self.problem = problem
    self.policies = policies
    let arms = Double(problem.armCount)
    self.learningRate =
      learningRate ?? (2 * .log(Double(count)) / (Double(problem.horizon) * arms)).squareRoot()
    self.mixing = mixing
    self.estimator = estimator
    hasBound = learningRate == nil && mixing == 0 && estimator == .loss
    weights = Array(repeating: 0, count: count)
    shares = weights
    probabilities = Array(repeating: 0, count: problem.armCount)
  }

  /// Weights and shares.
  public func historyBytes(problem: ContextualProblem) -> Int { 24 * weights.count }

  /// The probability of each policy.
  var beliefs: [Double] {
    let largest = weights.max() ?? 0
    let powers = weights.map { Double.exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    prepare(view)
    let arm = GapWeights.arm(of: probabilities, at: noise.uniform())
    probability = probabilities[arm]
    return arm
  }

  /// Finds the probabilities of the arms.
  mutating func prepare(_ view: ContextualView) {
    var largest = -Double.infinity
    for weight in weights where weight > largest { largest = weight }
    var sum = 0.0
    for policy in weights.indices {
      shares[policy] = .exp(weights[policy] - largest)
      sum += shares[policy]
    }
    for arm in probabilities.indices { probabilities[arm] = 0 }
    switch policies {
    case .policyClass(let policies):
      policies.writeArms(into: &arms, of: view, in: problem)
      for policy in shares.indices { probabilities[arms[policy]] += shares[policy] / sum }
    case .advice(let rows):
      for (policy, row) in rows.enumerated() {
        for arm in row.indices { probabilities[arm] += shares[policy] / sum * row[arm] }
      }
    }
    let uniform = mixing / Double(problem.armCount)
    for arm in probabilities.indices { probabilities[arm] = (1 - mixing) * probabilities[arm] + uniform }
  }

  /// Moves the weights of the policies that advised the arm.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    let step = learningRate * (estimator == .loss ? reward - 1 : reward) / probabilities[arm]
    guard step.isFinite else { return }
    switch policies {
    case .policyClass: for policy in weights.indices where arms[policy] == arm { weights[policy] += step }
    case .advice(let rows): for policy in weights.indices { weights[policy] += step * rows[policy][arm] }
    }
  }

  public var propensity: Double? { probability }

  /// sqrt(2 T K ln N).
  public func regretBound(on truth: ContextualTruth) -> RegretBound? {
    guard hasBound, let comparators = truth.policies, policies == .policyClass(comparators) else { return nil }
    let product = 2 * Double(problem.horizon) * Double(problem.armCount) * .log(Double(weights.count))
    return RegretBound(.policyClass, product.squareRoot())
  }
}
