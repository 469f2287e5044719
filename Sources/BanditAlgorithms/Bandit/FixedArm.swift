import BanditCards
import BanditGames
import BanditStreams

/// Pulls the same arm forever.
public struct FixedArm: BanditLearner, Configurable, ProbabilityTelling {
  /// `arm` of scenario files.
  public static let arm = Parameter.whole("arm", "The arm, counted from 0.", from: 0, default: 0)

  public static let card = AlgorithmCard(
    id: "fixed-arm", family: .bandit,
    summary: "Pulls the same arm every round.",
    setting: "Any.",
    rewards: .free,
    rule: ["A_t = arm."],
    parameters: [arm],
    example: ["arm": 1],
    swift: "try FixedArm(problem, arm: 1)",
    guarantee: "Pseudo-regret exactly t times the gap of the arm.",
    complexity: "O(1) per round.", randomness: "None.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "A yardstick, and the way to see an environment as one arm sees it.",
    reference: "Folklore.", acceptsDelays: true)

  private let arm: Int
  private let armCount: Int

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, arm: settings[Self.arm])
  }

  /// Creates the policy: `FixedArm(problem, arm: 1)`.
  ///
  /// - Throws: `InvalidSettings` if the problem has no such arm.
  public init(_ problem: BanditProblem, arm: Int = Self.arm.default) throws(InvalidSettings) {
    try Self.arm.check(arm)
    guard arm < problem.armCount else {
      throw InvalidSettings("arm", "found \(arm); accepted: an arm in 0...\(problem.armCount - 1)")
    }
    self.arm = arm
    armCount = problem.armCount
  }

  /// The arm.
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {}

  public var probabilities: [Double] { (0..<armCount).map { $0 == arm ? 1 : 0 } }
}
