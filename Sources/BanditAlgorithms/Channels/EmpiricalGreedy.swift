import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Budgets raised where the empirical means promise most for the money.
public struct EmpiricalGreedy: ChannelsLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "empirical-greedy", family: .channels,
    summary: "Merges the empirical means of all channels greedily, with the sure stop of sgd-ucb.",
    setting: "That of sgd-ucb.",
    rule: [
      "Round k of the first K plays budget a_k on every channel.",
      "Then, in every period, all channels start at a_1 and the one with the largest",
      "(Q_j,k+1 - Q_jk) / (a_{k+1} - a_k) > 0 is raised by one budget, again and again,",
      "while the total stays within rho.",
      "The stopping rule and the safe budget are those of sgd-ucb.",
    ],
    parameters: [BudgetGrid.parameter, SGDUCB.safeBudget, SGDUCB.margin],
    example: ["arms": 11],
    swift: "try EmpiricalGreedy(problem, arms: .evenlySpaced(11))",
    guarantee:
      """
      Ends within the budget and above the target return surely, as sgd-ucb. No bound on the regret: it never tries a \
      budget again that was unlucky once.
      """,
    complexity: "O(M^2 K) per period at worst, K budgets; memory O(M K).",
    randomness: "None; ties go to the lowest channel.",
    numerics: "The total of a period's budgets may exceed rho by a relative 1e-12.",
    deviations: "No paper proposes it; the merge of the exact optimum with estimates in place of truth.",
    guide:
      """
      The rival without optimism or prices. Good where values vary little from period to period and the target return \
      does not bind, for it does not know the target.
      """,
    reference: "A baseline of this project.",
    isAnytime: false, metrics: SafePlay.metrics)

  private let arms: [Double]
  private let budget: Double
  private var safety: SafePlay
  private var statistics: BudgetStatistics
  private var chosen: [Int]

  public init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, arms: settings[BudgetGrid.parameter], safeBudget: settings[SGDUCB.safeBudget],
      margin: settings[SGDUCB.margin])
  }

  /// Creates the learner: `EmpiricalGreedy(problem, arms: .evenlySpaced(11))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or does not fit the problem.
  public init(
    _ problem: ChannelsProblem, arms grid: BudgetGrid = BudgetGrid.parameter.default,
    safeBudget: Double? = SGDUCB.safeBudget.default, margin: Double? = SGDUCB.margin.default
  ) throws(InvalidSettings) {
    arms = try grid.arms(problem)
    safety = try SafePlay(problem, safeBudget: safeBudget, margin: margin)
    budget = problem.budget * (1 + 1e-12)
    statistics = BudgetStatistics(channelCount: problem.channelCount, armCount: arms.count)
    chosen = Array(repeating: 0, count: problem.channelCount)
  }

  /// The greedy budgets, or the safe one.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    guard safety.allows(round) else {
      for channel in levers.indices { levers[channel] = ChannelLever(budget: safety.budget) }
      return
    }
    if round <= arms.count {
      for channel in chosen.indices { chosen[channel] = round - 1 }
    } else {
      merge()
    }
    for channel in levers.indices { levers[channel] = ChannelLever(budget: arms[chosen[channel]]) }
  }

  private mutating func merge() {
    for channel in chosen.indices { chosen[channel] = 0 }
    var total = arms[0] * Double(chosen.count)
    while true {
      var best = -1
      var steepest = 0.0
      for channel in chosen.indices where chosen[channel] + 1 < arms.count {
        let place = statistics.place(channel, chosen[channel])
        let step = arms[chosen[channel] + 1] - arms[chosen[channel]]
        let slope = (statistics.means[place + 1] - statistics.means[place]) / step
        if slope > steepest, total + step <= budget {
          steepest = slope
          best = channel
        }
      }
      guard best >= 0 else { return }
      total += arms[chosen[best] + 1] - arms[chosen[best]]
      chosen[best] += 1
    }
  }

  /// Updates the means.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    safety.record(feedback)
    if safety.hasStopped { return }
    for (channel, report) in feedback.enumerated() {
      statistics.observe(report.value, at: statistics.place(channel, chosen[channel]))
    }
  }

  public func measure(_ metric: Metric) -> Double? { safety.measure(metric) }
}
