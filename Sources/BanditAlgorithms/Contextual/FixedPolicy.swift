import BanditCards
import BanditGames
import BanditStreams

/// Draws arms from a policy that never changes.
public struct FixedPolicy: ContextualLearner, Configurable, ProbabilityTelling {
  /// `policy` of scenario files.
  public static let policy = Parameter<ArmPolicy>(
    AnyParameter(
      "policy",
      """
      `{"table": [...]}`: the arm of each context; `{"constant": a}`; `{"uniform": true}`; `{"linear": [...]}`: a row of \
      weights for each arm, the largest product with the own features wins; `{"probabilities": [[...], ...]}`: of each \
      arm in each context; `{"epsilon": e, "policy": {...}}`: a uniform arm with probability e, else one of these.
      """, ArmPolicy.kind, default: .required),
    read: { setting throws(InvalidSettings) in try ArmPolicy(setting ?? .object([:])) }, write: { $0.setting })

  public static let card = AlgorithmCard(
    id: "fixed-policy", family: .contextual,
    summary: "Draws arms from a policy that never changes.",
    setting: "Any.",
    rewards: .free,
    rule: ["A_t drawn from pi(. | x_t)."],
    parameters: [policy],
    example: ["policy": ["epsilon": 0.3, "policy": ["constant": 1]]],
    swift: "try FixedPolicy(problem, policy: .epsilon(0.3, .constant(1)))",
    guarantee: "Pseudo-regret of t times the mean gap of the policy, in expectation, where contexts obey one law.",
    complexity: "O(K) per round; O(K d) with weights.", randomness: "One uniform number per round.",
    numerics: "A draw that rounding leaves over goes to the last arm that has a probability.",
    deviations: "None.",
    guide:
      """
      To write logs whose probabilities are known (`simulate log`), and to see what a policy earns that off-policy \
      evaluation has judged.
      """,
    reference: "Folklore.")

  private let policy: ArmPolicy
  /// Of the arms in the latest round.
  public private(set) var probabilities: [Double]
  private var probability = 1.0

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, policy: settings[Self.policy])
  }

  /// Creates the learner: `FixedPolicy(problem, policy: .uniform)`.
  ///
  /// - Throws: `InvalidSettings` if the policy does not fit the problem.
  public init(_ problem: ContextualProblem, policy: ArmPolicy) throws(InvalidSettings) {
    try Self.policy.check(policy)
    try policy.check(in: problem, at: Self.policy.name)
    self.policy = policy
    probabilities = Array(repeating: 0, count: problem.armCount)
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    policy.write(into: &probabilities, of: view)
    let arm = GapWeights.arm(of: probabilities, at: noise.uniform())
    probability = probabilities[arm]
    return arm
  }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {}

  public var propensity: Double? { probability }
}
