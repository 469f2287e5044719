import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Every channel is a bandit of its own: sgd-ucb with multipliers that stay 0.
public struct ChannelUCB: ChannelsLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "channel-ucb", family: .channels,
    summary: "Upper confidence bounds for each channel alone, with the sure stop of sgd-ucb.",
    setting: "That of sgd-ucb; channels are taken not to compete for one budget.",
    rewards: .settings("Range: values lie in [0, B]; the bonus is a multiple of B, the environment's or `valueBound`."),
    rule: [
      "sgd-ucb with lambda = mu = 0: after the first K periods channel j plays the budget that maximises",
      "Q_jk + c sqrt(2 ln T / N_jk), until the stopping rule of sgd-ucb, then the safe budget.",
    ],
    parameters: [BudgetGrid.parameter, SGDUCB.bonusScale, SGDUCB.valueBound, SGDUCB.safeBudget, SGDUCB.margin],
    example: ["bonusScale": 0.1],
    swift: "try ChannelUCB(problem, bonusScale: 0.1)",
    guarantee:
      """
      Ends within the budget and above the target return surely, as sgd-ucb. No bound on the regret: without a price \
      it spends too much on every channel and has to stop early.
      """,
    complexity: "That of sgd-ucb.", randomness: "None; ties go to the smallest budget.",
    numerics: "Those of sgd-ucb.", deviations: "No paper proposes it; it is what multipliers are good for.",
    guide:
      """
      To see what the multipliers of sgd-ucb buy. Good only where M times the budget of a period would not be too much.
      """,
    reference: "An ablation of algorithm 1 of arXiv 2302.01523; the baseline is this project's.",
    isAnytime: false, metrics: SafePlay.metrics)

  private var learner: SGDUCB

  public init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, arms: settings[BudgetGrid.parameter], bonusScale: settings[SGDUCB.bonusScale],
      valueBound: settings[SGDUCB.valueBound], safeBudget: settings[SGDUCB.safeBudget],
      margin: settings[SGDUCB.margin])
  }

  /// Creates the learner: `ChannelUCB(problem, bonusScale: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or does not fit the problem.
  public init(
    _ problem: ChannelsProblem, arms: BudgetGrid = BudgetGrid.parameter.default,
    bonusScale: Double? = SGDUCB.bonusScale.default, valueBound: Double? = SGDUCB.valueBound.default,
    safeBudget: Double? = SGDUCB.safeBudget.default, margin: Double? = SGDUCB.margin.default
  ) throws(InvalidSettings) {
    learner = try SGDUCB(
      problem, arms: arms, bonusScale: bonusScale, valueBound: valueBound, safeBudget: safeBudget, margin: margin,
      step: 0)
  }

  /// The budgets of sgd-ucb without prices.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    learner.setLevers(&levers, at: round, noise: &noise)
  }

  /// Updates the means.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    learner.observe(feedback, at: round)
  }

  public func measure(_ metric: Metric) -> Double? { learner.measure(metric) }
}
