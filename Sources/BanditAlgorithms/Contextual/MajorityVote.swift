import BanditCards
import BanditGames
import BanditStreams

/// The vote of all policies of a class that were not seen to be wrong.
public struct MajorityVote: ContextualLearner, Configurable {
  /// `policies` of scenario files.
  public static let policies = Parameter<PolicyClass>(
    AnyParameter(
      "policies", "The policies that vote: a class as in `policyClass`.", PolicyClass.kind,
      default: .value(.text("constants")), why: "the arms"),
    read: { PolicyClass($0) ?? .constants }, write: { $0.setting })

  public static let card = AlgorithmCard(
    id: "majority-vote", family: .contextual,
    summary: "Plays the arm that most policies without a known mistake advise.",
    setting: "A reward of 1 is right, anything less a mistake; some policy of the class makes none.",
    rewards: .settings("None but rewards in [0, 1] are taken."),
    rule: [
      "S_1 all policies; A_t = argmax_a of how many of S_t advise a, the lowest index on ties.",
      "After a mistake S_{t+1} = those of S_t that did not advise A_t; otherwise S_{t+1} = S_t.",
      "When none is left, all vote again.",
    ],
    parameters: [policies],
    example: ["policies": "constants"],
    swift: "try MajorityVote(problem, policies: .constants)",
    guarantee:
      """
      Where a policy of the class has reward 1 in every round, at most log2 N mistakes with two arms and N policies \
      (Slivkins 2019, theorem 5.6), and at most ln N / ln(K / (K - 1)) with K, by the same argument; in every run. \
      None otherwise.
      """,
    complexity: "O(N + K) per round and O(N) memory for N policies.", randomness: "None.",
    numerics: "Votes are whole numbers.",
    deviations:
      """
      The theorem's learner is shown the right answer, and drops after a right round those who advised another. A \
      bandit does not see that they were wrong, and the bound does not need it.
      """,
    guide:
      """
      For answers that some policy of the class gives exactly. Where none does it begins again and again: use `exp4`.
      """,
    reference:
      """
      A. Slivkins, Introduction to multi-armed bandits, Foundations and Trends in Machine Learning 12, 2019, section \
      5.2 (arXiv 1904.07272).
      """)

  private let problem: ContextualProblem
  private let policies: PolicyClass
  /// Whether each policy votes.
  private(set) var votes: [Bool]
  private var arms: [Int]
  private var counts: [Int]

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, policies: settings[Self.policies])
  }

  /// Creates the learner: `MajorityVote(problem, policies: .all)`.
  ///
  /// - Throws: `InvalidSettings` if the class does not fit the problem, or rewards are not in [0, 1].
  public init(
    _ problem: ContextualProblem, policies: PolicyClass = Self.policies.default
  ) throws(InvalidSettings) {
    try Self.policies.check(policies)
    guard let range = problem.rewardRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      throw InvalidSettings("", "needs rewards in [0, 1], which the environment does not promise")
    }
    try policies.check(in: problem, at: Self.policies.name)
    self.problem = problem
    self.policies = policies
    votes = Array(repeating: true, count: policies.count(in: problem))
    arms = Array(repeating: 0, count: votes.count)
    counts = Array(repeating: 0, count: problem.armCount)
  }

  /// Votes and advice.
  public func historyBytes(problem: ContextualProblem) -> Int { 9 * votes.count }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    policies.writeArms(into: &arms, of: view, in: problem)
    for arm in counts.indices { counts[arm] = 0 }
    for policy in votes.indices where votes[policy] { counts[arms[policy]] += 1 }
    var best = 0
    for arm in counts.indices where counts[arm] > counts[best] { best = arm }
    return best
  }

  /// Drops those who advised a mistake.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    guard reward < 1 else { return }
    var isAnyLeft = false
    for policy in votes.indices where votes[policy] {
      if arms[policy] == arm { votes[policy] = false } else { isAnyLeft = true }
    }
    if !isAnyLeft { for policy in votes.indices { votes[policy] = true } }
  }

  /// Nothing is drawn.
  public var propensity: Double? { 1 }
}
