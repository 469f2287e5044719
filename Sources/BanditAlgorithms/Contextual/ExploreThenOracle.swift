import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Uniform arms for a while, then the policy of a class that would have done best.
public struct ExploreThenOracle: ContextualLearner, Configurable, ProbabilityTelling {
  /// `policies` of scenario files.
  public static let policies = Parameter<PolicyClass>(
    AnyParameter(
      "policies", "The policies: a class as in `policyClass`.", PolicyClass.kind, default: .value(.text("constants")),
      why: "the arms"),
    read: { PolicyClass($0) ?? .constants }, write: { $0.setting })
  /// `exploration` of scenario files.
  public static let exploration = Parameter.auto(
    "exploration",
    "The rounds N of uniform arms; `auto`: ceil(T^(2/3) (K ln(T |Pi|))^(1/3)), at most T, for |Pi| policies.",
    1...1_000_000_000_000, unit: "rounds", why: "balances both parts of the regret")

  public static let card = AlgorithmCard(
    id: "explore-then-oracle", family: .contextual,
    summary: "Explores uniformly, then commits to the policy of a class that did best.",
    setting: "Rewards in [0, 1] and contexts that are drawn from one law in all rounds.",
    rewards: .settings("None but rewards in [0, 1] are taken."),
    rule: [
      "Rounds 1..N: A_t uniform on the arms.",
      "Then the policy with the largest sum of K r_s over rounds s <= N with pi(view_s) = A_s, the first one on ties.",
    ],
    parameters: [policies, exploration],
    example: ["policies": "constants", "exploration": 100],
    swift: "try ExploreThenOracle(problem, policies: .constants, exploration: 100)",
    guarantee:
      """
      With `auto`, expected regret against its own class of the order T^(2/3) (K ln(T |Pi|))^(1/3) (following Slivkins \
      2019, section 8.4).
      """,
    complexity: "O(|Pi|) per round and in memory.", randomness: "One uniform integer per round while exploring.",
    numerics: "Scores are plain sums; all are multiples of the rewards by K.",
    deviations: "The constant of `auto` is a choice of this project.",
    guide: "To see what exploring once costs: exp4 and per-context learn all the time.",
    reference: "A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 8.4.",
    isAnytime: false)

  private let problem: ContextualProblem
  private let policies: PolicyClass
  /// How many rounds are uniform.
  let exploration: Int
  /// K times the rewards of rounds in which a policy agreed.
  private(set) var scores: [Double]
  private var arms: [Int]
  private var choice: Int?
  private var probability = 1.0

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, policies: settings[Self.policies], exploration: settings[Self.exploration])
  }

  /// Creates the learner: `ExploreThenOracle(problem, policies: .all)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or does not fit the problem.
  public init(
    _ problem: ContextualProblem, policies: PolicyClass = .constants, exploration: Int? = nil
  ) throws(InvalidSettings) {
    try Self.policies.check(policies)
    try Self.exploration.check(exploration)
    try policies.check(in: problem, at: Self.policies.name)
    guard let range = problem.rewardRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      throw InvalidSettings("", "needs rewards in [0, 1], which the environment does not promise")
    }
    let count = policies.count(in: problem)
    self.problem = problem
    self.policies = policies
    self.exploration = exploration ?? Self.tuned(horizon: problem.horizon, arms: problem.armCount, policies: count)
    scores = Array(repeating: 0, count: count)
    arms = Array(repeating: 0, count: count)
  }

  /// `auto`.
  static func tuned(horizon: Int, arms: Int, policies: Int) -> Int {
    let rounds = Double(horizon)
    let logarithm = Double.log(Double(policies) * rounds)
    let count = (Double.pow(rounds, 2.0 / 3) * .cbrt(Double(arms) * logarithm)).rounded(.up)
    return count < rounds ? max(1, Int(count)) : horizon
  }

  /// Scores.
  public func historyBytes(problem: ContextualProblem) -> Int { 16 * scores.count }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    policies.writeArms(into: &arms, of: view, in: problem)
    if round <= exploration {
      probability = 1 / Double(problem.armCount)
      return noise.integer(below: problem.armCount)
    }
    probability = 1
    let best = choice ?? bestPolicy
    choice = best
    return arms[best]
  }

  private var bestPolicy: Int {
    var best = 0
    for (policy, score) in scores.enumerated() where score > scores[best] { best = policy }
    return best
  }

  /// Scores the policies that agreed, while exploring.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    guard round <= exploration else { return }
    for policy in arms.indices where arms[policy] == arm { scores[policy] += Double(problem.armCount) * reward }
  }

  public var propensity: Double? { probability }

  public var probabilities: [Double] {
    (0..<problem.armCount).map { arm in
      choice.map { arms[$0] == arm ? 1 : 0 } ?? 1 / Double(problem.armCount)
    }
  }
}
