import BanditCards
import BanditGames
import BanditStreams

/// Pulls the same arm for ever.
public struct FixedArm: BanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "fixed-arm", family: .bandit,
    summary: "Pulls the same arm every round.",
    setting: "Any.",
    rule: "A_t = arm.",
    parameters: [
      AnyParameter("arm", "The arm, counted from 0.", .whole(from: 0), default: .value(.whole(0)))
    ],
    guarantee: "Pseudo-regret exactly t times the gap of the arm.",
    complexity: "O(1) per round.", randomness: "None.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "A yardstick, and the way to see an environment as one arm sees it.",
    reference: "Folklore.")

  private let arm: Int

  /// Creates the policy.
  ///
  /// - Throws: `InvalidSettings` if the problem has no such arm.
  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    arm = settings.whole("arm")
    guard arm < problem.armCount else {
      throw InvalidSettings("arm", "found \(arm); accepted: an arm in 0...\(problem.armCount - 1)")
    }
  }

  /// The arm.
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
