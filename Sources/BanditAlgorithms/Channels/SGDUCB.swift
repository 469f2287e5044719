import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Budgets by optimistic estimates, priced by multipliers that descend along stochastic gradients.
///
/// The part of an index that changes only when its budget is played is kept, so that a period costs a multiplication
/// and a comparison for every budget of every channel.
public struct SGDUCB: ChannelsLearner, Configurable, MultiplierLearner, Reporting {
  /// `bonusScale` of scenario files; `nil` is `auto`.
  public static let bonusScale = Parameter.auto(
    "bonusScale", "The factor c of the bonus; `auto`: the bound on values; 0 is greedy.", .nonNegative,
    unit: "reward", why: "the range that the confidence bound needs")
  /// `valueBound` of scenario files; `nil` is `auto`.
  public static let valueBound = Parameter.auto(
    "valueBound", "A bound B on the value of a channel; `auto`: the largest value that a budget of rho buys.",
    .positive, unit: "reward", why: "the smallest that holds")
  /// `safeBudget` of scenario files; `nil` is `auto`.
  public static let safeBudget = Parameter.auto(
    "safeBudget",
    """
    The budget of every channel in safe play, below `budget` / M and not above the cost of the best auctions of any \
    channel at any support point; `auto`: the smaller of `budget` / (2M) and that cost.
    """, .positive, unit: "money", why: "half of an even share leaves room for learning and for safety")
  /// `margin` of scenario files; `nil` is `auto`.
  public static let margin = Parameter.auto(
    "margin",
    """
    By how much the return of safe play exceeds the target, summed over channels: in every period sum_j V_j(b) - \
    gamma M b >= margin b for the safe budget b; `auto`: the largest such number.
    """, .positive, unit: "reward per money", why: "a smaller one is safe too, and stops learning sooner")
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate", "The step eta of the multipliers; `auto`: 1 / sqrt(T).", .positive, why: "the order of the paper")

  public static let card = AlgorithmCard(
    id: "sgd-ucb", family: .channels,
    summary: "Optimistic budgets under multipliers for budget and return, with a sure stop before either is broken.",
    setting:
      """
      Channels whose expected value is concave in the budget, auctions independent over periods. Knows the horizon T, \
      `budget` rho, `targetReturn` gamma, a bound B on the value of a channel, and a safe budget whose return exceeds \
      the target by a margin in every period.
      """,
    rewards: .settings("Range: values lie in [0, B]; the bonus is a multiple of B, the environment's or `valueBound`."),
    rule: [
      "Round k of the first K plays budget a_k on every channel.",
      "Then channel j plays the budget that maximises",
      "Q_jk + c sqrt(2 ln T / N_jk) - (lambda gamma + mu) a_k / (1 + lambda),",
      "Q the mean value and N the plays so far, c = `bonusScale`.",
      "After each period g1 = sum_j (V_j - gamma s_j), g2 = rho - sum_j s_j for values V_j and charges s_j,",
      "lambda <- clamp(lambda - eta g1, 0, C), mu <- clamp(mu - eta g2, 0, C), eta = `learningRate`,",
      "C = M B max(1 / (margin b), 1 / (rho - M b)) for the safe budget b.",
      "It goes on while S1 - gamma M rho + margin b (T - t) >= 0 and S2 + M rho + M b (T - t) <= rho T,",
      "S1 and S2 the sums of V - gamma s and s so far;",
      "afterwards every channel plays b.",
      "Its output are the mean budgets (extra budget; output_gap is their regret).",
    ],
    parameters: [BudgetGrid.parameter, bonusScale, valueBound, safeBudget, margin, learningRate],
    example: ["arms": 11, "bonusScale": 0.1],
    swift: "try SGDUCB(problem, arms: .evenlySpaced(11), bonusScale: 0.1)",
    guarantee:
      """
      Ends within the budget and above the target return surely, in every run (derived here: the two conditions read \
      worst next period, then safe play to the end). In the spirit of the paper, regret of the order T^(2/3), that is \
      T^(-1/3) per period, for the mesh and step of `auto`.
      """,
    complexity: "O(M K) per period, K budgets; memory O(M K). K grows like T^(1/3).",
    randomness: "None; ties go to the smallest budget.",
    numerics:
      """
      Balances are compensated sums; the two conditions allow a relative 1e-12. The last budget is rho exactly and \
      K = ceil(T^(1/3) - 1e-9) + 1.
      """,
    deviations:
      """
      The bonus has a scale, because values are not scaled to [0, 1]. Charges may be spends. The grid, the step, the \
      safe budget and the margin of `auto` are choices of this project; a safe budget or margin that does not protect \
      every run is refused.
      """,
    guide:
      """
      The learner of this family. The default bonus is for the proof: with `bonusScale` a tenth of the largest value \
      the regret falls several times faster. If T is below 1 + gamma M rho / (margin b) or M (rho - b) / (rho - M b) \
      it plays safe from the start: stopping_time is 0. Where budget and target do not bind, channel-ucb does without \
      multipliers.
      """,
    reference:
      """
      Y. Deng, N. Golrezaei, P. Jaillet, J. C. N. Liang and V. Mirrokni, Multi-channel autobidding with budget and \
      ROI constraints, ICML 2023 (arXiv 2302.01523), algorithm 1 with equations 9 and 10.
      """,
    isAnytime: false,
    metrics: [.returnMultiplier, .budgetMultiplier, multiplierCap] + SafePlay.metrics)

  private static let multiplierCap = Metric(
    "multiplier_cap", "The bound C on both multipliers.", unit: "pure number", isCumulative: false)

  private let arms: [Double]
  private let learningRate: Double
  private let bonusFactor: Double
  private let bonusScale: Double
  private let cap: Double
  private let problem: ChannelsProblem
  private var safety: SafePlay
  private var statistics: BudgetStatistics
  /// Mean plus bonus of every budget on every channel.
  private var optimism: [Double]
  /// The budget that each channel plays in the present period.
  private var chosen: [Int]
  /// The multiplier of the return, lambda.
  public private(set) var returnMultiplier = 0.0
  /// The multiplier of the budget, mu.
  public private(set) var budgetMultiplier = 0.0

  public init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, arms: settings[BudgetGrid.parameter], bonusScale: settings[Self.bonusScale],
      valueBound: settings[Self.valueBound], safeBudget: settings[Self.safeBudget], margin: settings[Self.margin],
      learningRate: settings[Self.learningRate])
  }

  /// Creates the learner: `SGDUCB(problem, arms: .evenlySpaced(11), bonusScale: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or does not fit the problem.
  public init(
    _ problem: ChannelsProblem, arms: BudgetGrid = BudgetGrid.parameter.default,
    bonusScale: Double? = Self.bonusScale.default, valueBound: Double? = Self.valueBound.default,
    safeBudget: Double? = Self.safeBudget.default, margin: Double? = Self.margin.default,
    learningRate: Double? = Self.learningRate.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    try self.init(
      problem, arms: arms, bonusScale: bonusScale, valueBound: valueBound, safeBudget: safeBudget, margin: margin,
      step: learningRate ?? 1 / Double(problem.horizon).squareRoot())
  }

  /// Creates the policy with a step; 0 leaves the multipliers at 0.
  init(
    _ problem: ChannelsProblem, arms grid: BudgetGrid, bonusScale: Double?, valueBound: Double?, safeBudget: Double?,
    margin: Double?, step: Double
  ) throws(InvalidSettings) {
    try Self.bonusScale.check(bonusScale)
    try Self.valueBound.check(valueBound)
    self.problem = problem
    learningRate = step
    arms = try grid.arms(problem)
    safety = try SafePlay(problem, safeBudget: safeBudget, margin: margin)
    let valueBound = valueBound ?? problem.valueBound
    guard valueBound >= problem.valueBound else {
      throw InvalidSettings(
        "valueBound", "found \(valueBound); accepted: \(problem.valueBound) or more, for a channel may return that")
    }
    self.bonusScale = bonusScale ?? valueBound
    bonusFactor = 2 * .log(Double(problem.horizon))
    let channels = Double(problem.channelCount)
    cap =
      channels * valueBound
      * max(1 / (safety.margin * safety.budget), 1 / (problem.budget - channels * safety.budget))
    statistics = BudgetStatistics(channelCount: problem.channelCount, armCount: arms.count)
    optimism = statistics.means
    chosen = Array(repeating: 0, count: problem.channelCount)
  }

  /// A budget of the grid for every channel, or the safe budget.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    guard safety.allows(round) else {
      for channel in levers.indices { levers[channel] = ChannelLever(budget: safety.budget) }
      return
    }
    let price = SGDUCB.price(
      returnMultiplier: returnMultiplier, budgetMultiplier: budgetMultiplier, targetReturn: problem.targetReturn)
    for channel in levers.indices {
      chosen[channel] = round <= arms.count ? round - 1 : bestArm(channel, price: price)
      levers[channel] = ChannelLever(budget: arms[chosen[channel]])
    }
  }

  /// What a unit of budget costs in the units of value, under multipliers.
  static func price(returnMultiplier: Double, budgetMultiplier: Double, targetReturn: Double) -> Double {
    (returnMultiplier * targetReturn + budgetMultiplier) / (1 + returnMultiplier)
  }

  /// The mean value of a budget and the bonus for the plays that it is the mean of.
  func optimism(mean: Double, plays: Double) -> Double {
    mean + bonusScale * (bonusFactor / plays).squareRoot()
  }

  private func bestArm(_ channel: Int, price: Double) -> Int {
    let start = statistics.place(channel, 0)
    var best = 0
    var highest = -Double.infinity
    for arm in arms.indices {
      let index = optimism[start + arm] - price * arms[arm]
      if index > highest {
        highest = index
        best = arm
      }
    }
    return best
  }

  /// Updates means and multipliers; in safe play, the balances only.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    safety.record(feedback)
    if safety.hasStopped { return }
    var surplus = 0.0
    var unspent = problem.budget
    for (channel, report) in feedback.enumerated() {
      let place = statistics.place(channel, chosen[channel])
      statistics.observe(report.value, at: place)
      optimism[place] = optimism(mean: statistics.means[place], plays: statistics.plays[place])
      surplus += report.value - problem.targetReturn * report.spend
      unspent -= report.spend
    }
    returnMultiplier = min(max(returnMultiplier - learningRate * surplus, 0), cap)
    budgetMultiplier = min(max(budgetMultiplier - learningRate * unspent, 0), cap)
  }

  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .returnMultiplier: returnMultiplier
    case .budgetMultiplier: budgetMultiplier
    case SGDUCB.multiplierCap: cap
    default: safety.measure(metric)
    }
  }
}
