import BanditCards
import BanditGames
import BanditNumerics

/// The rule that keeps a learner within its budget and above its target return, surely and not just in expectation.
///
/// It lets the learner go on as long as the worst that a period can do, followed by the safe budget to the end, leaves
/// both constraints met. From then on the safe budget is played.
struct SafePlay: Sendable {
  /// The budget of every channel in safe play.
  let budget: Double
  /// By how much its return exceeds the target, for each unit of that budget.
  let margin: Double
  /// How many periods came before safe play.
  private(set) var stoppingTime = 0
  private var isStopped = false
  private var balance = CompensatedSum()
  private var spent = CompensatedSum()
  private let problem: ChannelsProblem

  /// Checks what the guarantee needs.
  ///
  /// - Parameters:
  ///   - safeBudget: `nil` for the smaller of budget / (2M) and the largest that is safe.
  ///   - margin: `nil` for the largest.
  /// - Throws: `InvalidSettings` if there is no such safe budget or margin.
  init(_ problem: ChannelsProblem, safeBudget: Double?, margin given: Double?) throws(InvalidSettings) {
    try SGDUCB.safeBudget.check(safeBudget)
    try SGDUCB.margin.check(given)
    self.problem = problem
    let channels = Double(problem.channelCount)
    let share = problem.budget / channels
    let bound = problem.guarantee.largestBudget
    budget = safeBudget ?? min(share / 2, bound)
    guard budget < share, budget <= bound * (1 + SafePlay.rounding) else {
      throw InvalidSettings(
        "safeBudget",
        """
        found \(budget); accepted: a number below \(share), the budget divided by the channels, and at most \(bound), \
        the smallest cost of a channel's best auctions
        """)
    }
    let largest = (problem.guarantee.value(of: budget) - problem.targetReturn * channels * budget) / budget
    guard largest > 0 else {
      throw InvalidSettings(
        "safeBudget",
        """
        a period with the budget \(budget) on each channel may miss the target return: its value less the target is \
        only sure to be \(largest) for each unit of that budget; accepted: channels and a target return for which that \
        is above 0
        """)
    }
    margin = given ?? largest
    guard margin <= largest * (1 + SafePlay.rounding) else {
      throw InvalidSettings("margin", "found \(margin); accepted: a number above 0, up to the \(largest) that is sure")
    }
  }

  /// Whether the learner may choose freely in a period. Once it may not, it never may again.
  mutating func allows(_ round: Int) -> Bool {
    if isStopped { return false }
    let channels = Double(problem.channelCount)
    let rest = Double(problem.horizon - round)
    let worst = channels * problem.budget
    let leastBalance = balance.value - problem.targetReturn * worst + margin * budget * rest
    let mostSpent = spent.value + worst + channels * budget * rest
    // The conditions are often equalities between round numbers.
    let slack = SafePlay.rounding * problem.totalBudget
    isStopped = leastBalance < -slack * max(problem.targetReturn, margin) || mostSpent > problem.totalBudget + slack
    if !isStopped { stoppingTime = round }
    return !isStopped
  }

  /// Whether safe play has begun.
  var hasStopped: Bool { isStopped }

  /// Records what a period brought.
  mutating func record(_ feedback: [ChannelFeedback]) {
    for channel in feedback {
      balance.add(channel.value - problem.targetReturn * channel.spend)
      spent.add(channel.spend)
    }
  }

  private static let rounding = 1e-12

  /// What it can report.
  static let metrics = [
    Metric(
      "stopping_time", "The periods before safe play began; so far, while it has not.", unit: "periods",
      isCumulative: true),
    Metric("safe_budget", "The budget of every channel in safe play.", unit: "money", isCumulative: false),
    Metric("margin", "The sure return of safe play above the target.", unit: "reward per money", isCumulative: false),
  ]

  /// The value of one of its metrics.
  func measure(_ metric: Metric) -> Double? {
    switch metric.name {
    case "stopping_time": Double(stoppingTime)
    case "safe_budget": budget
    case "margin": margin
    default: nil
    }
  }
}
