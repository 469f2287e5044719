import BanditCards
import BanditGames
import BanditStreams

/// Takes every action of a state with the same probability.
public struct RandomPolicy: AverageRewardLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "random-policy", family: .averageReward,
    summary: "Takes every action of a state with the same probability.",
    setting: "Any.",
    rule: ["A_t uniform on the actions of S_t."],
    swift: "RandomPolicy(problem)",
    guarantee: "None: regret grows linearly where not every policy is optimal.",
    complexity: "O(1) per step.", randomness: "One integer per step.", numerics: "Nothing is computed.",
    deviations: "None.", guide: "A control: what a process pays without any choice.", reference: "Folklore.",
    isAnytime: true)

  private let problem: AverageRewardProblem

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the policy: `RandomPolicy(problem)`.
  public init(_ problem: AverageRewardProblem) { self.problem = problem }

  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    noise.integer(below: problem.actionCount(in: state))
  }

  /// Nothing is learned.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}
}
