import BanditCards
import BanditGames
import BanditStreams

/// Follows the policy with the optimal gain of the law in force, which it is told.
public struct OptimalPolicy: AverageRewardLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "optimal-policy", family: .averageReward,
    summary: "Follows the policy with the optimal gain of the process in force.",
    setting: "Told the tables of its instance and when they change; a yardstick, not a learner.",
    rule: ["In segment l of the truth, A_t is the action of S_t in a policy with the optimal gain of l."],
    swift: "OptimalPolicy(problem, truth: truth)",
    guarantee: """
      Within a segment the mean of `gain` is the mean bias of the state reached less the bias of the start: at most the \
      span of the bias, in absolute terms, after any number of steps.
      """,
    complexity: "O(1) per step.", randomness: "None.",
    numerics: "The policy is optimal to 1e-9 (`OptimalGain`).",
    deviations: "None.",
    guide: "A control: what is left between it and regret 0 is the luck of a run, and what the start is worth.",
    reference: "M. L. Puterman, Markov Decision Processes, Wiley 1994, chapter 8.",
    isAnytime: true)

  private let firstRounds: [Int]
  private let policies: [[Int]]
  private var segment = 0

  public init(settings: Settings, problem: AverageRewardProblem, truth: AverageRewardTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the policy: `OptimalPolicy(problem, truth: truth)`.
  public init(_ problem: AverageRewardProblem, truth: AverageRewardTruth) {
    firstRounds = truth.segments.map(\.firstRound)
    // Where a process has no optimal gain, the replication says so and does not count.
    policies = truth.segments.map { $0.optimum?.policy ?? Array(repeating: 0, count: problem.stateCount) }
  }

  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    while segment + 1 < firstRounds.count && round >= firstRounds[segment + 1] { segment += 1 }
    return policies[segment][state]
  }

  /// Nothing is learned.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}
}
