import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The same budget for every channel.
public struct UniformBudgets: ChannelsLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "uniform-budgets", family: .channels,
    summary: "Splits the budget evenly between the channels, in every period.",
    setting: "None; it learns nothing.",
    rule: ["a_j = budget / M."],
    swift: "UniformBudgets(problem)",
    guarantee:
      """
      Keeps within the budget. The return may miss its target, and the regret grows linearly unless the even split is \
      a best one.
      """,
    complexity: "O(M) per period.", randomness: "None.", numerics: "Nothing to note.", deviations: "None.",
    guide:
      """
      The line above which nothing has been learned. With channels that are alike it is hard to beat; sgd-ucb is the \
      learner to compare with.
      """,
    reference: "The usual baseline of budget allocation; no paper of its own.")

  private let share: Double

  public init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `UniformBudgets(problem)`.
  public init(_ problem: ChannelsProblem) {
    share = problem.budget / Double(problem.channelCount)
  }

  /// The even split.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    for channel in levers.indices { levers[channel] = ChannelLever(budget: share) }
  }

  /// Nothing is learned.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
}
