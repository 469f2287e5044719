import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// One target return for all channels, paced so that the budget is spent evenly over time.
public struct AdaptivePacing: ChannelsLearner, Configurable, Reporting {
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate", "The step eps; `auto`: B / (rho^2 sqrt(T)), B a bound on the value of a channel.", .positive,
    unit: "reward per squared money", why: "a deviation of rho in spend moves the target by 1/sqrt(T) of its scale")

  public static let card = AlgorithmCard(
    id: "adaptive-pacing", family: .channels,
    summary: "Raises one target return for all channels after periods that spent too much, and lowers it after others.",
    setting: "Any channels; needs the horizon, `budget` rho and `targetReturn` gamma, and no safe budget.",
    rule: [
      "In period t every channel gets the target theta_t and the budget min(rho, B_t / M),",
      "B_t what is left of rho T.",
      "theta_1 = gamma,",
      "theta_{t+1} = max(gamma, theta_t + eps (sum_j s_j - rho)) for charges s_j.",
    ],
    parameters: [learningRate],
    example: ["learningRate": 0.01],
    swift: "try AdaptivePacing(problem, learningRate: 0.01)",
    guarantee:
      """
      Within the budget surely, by what each channel may spend; above the target return surely while theta > 0, \
      because every channel returns theta >= gamma on what it spends. No bound on the regret: the best common target \
      may be far from the best budgets.
      """,
    complexity: "O(M) per period, and memory O(1).", randomness: "None.",
    numerics: "What is left of the budget is clamped at 0, the target at 1e100.",
    deviations:
      """
      In the spirit of adaptive pacing, which shades the bids of one advertiser by a multiplier; here bids are out of \
      reach, and the lever that is paced is the channels' target return.
      """,
    guide:
      """
      The rival that steers by returns: quick, without a grid to learn. Good where channels have many small auctions \
      of similar quality; bad where a channel's best auctions are all or nothing (see roi-only), and then sgd-ucb is \
      better.
      """,
    reference:
      """
      S. R. Balseiro and Y. Gur, Learning in repeated auctions with budgets: regret minimization and equilibrium, \
      Management Science 65, 2019, for the pacing of bids.
      """,
    isAnytime: false, metrics: [pacedTarget])

  private static let pacedTarget = Metric(
    "target", "The target return of the next period, for all channels.", unit: "reward per money", isCumulative: true)

  /// Above it no channel buys anything, whatever the units; huge steps end here and not at infinity.
  private static let largestTarget = 1e100

  private let problem: ChannelsProblem
  private let step: Double
  private var target: Double
  private var left: Double

  public init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `AdaptivePacing(problem, learningRate: 0.01)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: ChannelsProblem, learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    self.problem = problem
    step =
      learningRate
      ?? problem.valueBound / (problem.budget * problem.budget * Double(problem.horizon).squareRoot())
    target = problem.targetReturn
    left = problem.totalBudget
  }

  /// One target for all channels.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    let budget = min(problem.budget, left / Double(problem.channelCount))
    for channel in levers.indices { levers[channel] = ChannelLever(budget: budget, targetReturn: target) }
  }

  /// Moves the target against the deviation of the spend.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    var spend = 0.0
    for report in feedback { spend += report.spend }
    left = max(0, left - spend)
    target = min(max(problem.targetReturn, target + step * (spend - problem.budget)), AdaptivePacing.largestTarget)
  }

  public func measure(_ metric: Metric) -> Double? { metric == AdaptivePacing.pacedTarget ? target : nil }
}
