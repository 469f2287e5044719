import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The best fixed budgets, known in advance.
public struct OptimalBudgets: ChannelsLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "optimal-budgets", family: .channels,
    summary: "Plays the best fixed budgets, which it is told.",
    setting: "Told every channel's expected value as a function of its budget; a yardstick, not a learner.",
    rule: [
      "a_j = r_j in every period, r a maximiser of sum_j V_j(r_j) subject to",
      "sum_j r_j <= budget and sum_j V_j(r_j) >= targetReturn sum_j r_j.",
    ],
    swift: "OptimalBudgets(problem, truth: truth)",
    guarantee:
      """
      Pseudo-regret 0. The return is on target in expectation only: where auctions change and the target binds, about \
      half of the runs end below it.
      """,
    complexity: "O(M) per period; the optimum once, O(N log N) for N auctions at all support points.",
    randomness: "None.",
    numerics: "Where slopes tie between channels the optimum is one of many; the lowest channel is filled first.",
    deviations: "None.",
    guide: "The benchmark of pseudo as a line in the table. For the best target returns see roi-only.",
    reference:
      """
      Y. Deng, N. Golrezaei, P. Jaillet, J. C. N. Liang and V. Mirrokni, Multi-channel autobidding with budget and \
      ROI constraints, ICML 2023: budgets alone reach the global optimum. The computation is this project's.
      """)

  private let levers: [ChannelLever]

  public init(settings: Settings, problem: ChannelsProblem, truth: ChannelsTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the learner: `OptimalBudgets(problem, truth: truth)`.
  public init(_ problem: ChannelsProblem, truth: ChannelsTruth) {
    levers = truth.optimum.budgets.map { ChannelLever(budget: $0) }
  }

  /// The best budgets.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    for channel in levers.indices { levers[channel] = self.levers[channel] }
  }

  /// Nothing is learned.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
}
