import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a learner that spends budgets: rewards, what is left of each resource, when it had to stop.
public struct KnapsackLedger: Ledger {
  /// `knapsack-lp` and `fixed-distribution`.
  public static let definitions = [
    Notion.Definition(
      .knapsackLP, benchmark: "t times the optimum of the linear programme of the instance, per round",
      value: "the rewards collected before and in the round of the stop",
      formula: "t max {r . D : c_i . D <= B / T for every resource i, D >= 0, sum D <= 1} - sum_{s<=t} r_s",
      unit: "reward"),
    Notion.Definition(
      .fixedDistribution,
      benchmark:
        """
        the largest mean reward of the first rounds, up to any round tau <= t, of a fixed distribution whose mean \
        consumption of no resource exceeds the budget by then
        """,
      value: "the rewards collected before and in the round of the stop",
      formula:
        """
        max_{tau<=t} max {sum_{s<=tau} r_s . D : sum_{s<=tau} c_{s,i} . D <= B for every i, D >= 0, sum D <= 1} - \
        sum_{s<=t} r_s
        """,
      unit: "reward"),
  ]

  /// When it stopped, what is left, what was played, and how the reward compares.
  public static let metrics: [Metric] = [
    .stoppingRound, .resourceLeft, .armPlay, .lagrangeValue, .competitiveRatio,
  ]

  private let truth: KnapsackTruth
  private var reward = CompensatedSum()
  private var consumed: [CompensatedSum]
  /// How often each arm was pulled, the null arm last.
  public private(set) var pulls: [Int]
  /// Whether a budget is used up.
  public private(set) var isStopped = false
  /// The rounds that were played.
  public private(set) var rounds = 0
  private var switches = 0
  private var pulled: Int?
  /// The arm of the latest round; `nil` after the stop.
  private(set) var latestArm: Int?
  private(set) var latestReward = 0.0

  /// A budget counts as used up from so much below it on, as a share: sums of decimal fractions round.
  @usableFromInline static let rounding = 1e-12

  /// Opens the accounts of a run.
  public init(_ truth: KnapsackTruth) {
    self.truth = truth
    consumed = Array(repeating: CompensatedSum(), count: truth.problem.resourceCount)
    pulls = Array(repeating: 0, count: truth.problem.actionCount)
  }

  /// Records a round; the run stops with it if the consumption of a resource reaches the budget.
  ///
  /// - Precondition: the run has not stopped.
  @usableFromInline
  mutating func record(_ arm: Int, _ outcome: KnapsackOutcome, at round: Int) {
    rounds = round
    reward.add(outcome.reward)
    latestReward = outcome.reward
    for resource in consumed.indices {
      consumed[resource].add(outcome.consumption[resource])
      if consumed[resource].value >= truth.problem.budget * (1 - KnapsackLedger.rounding) { isStopped = true }
    }
    pulls[arm] += 1
    if let pulled, pulled != arm { switches += 1 }
    pulled = arm
    latestArm = arm
  }

  /// Records a round after the stop.
  @usableFromInline
  mutating func recordNothing() { latestArm = nil }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value, switches: Double(switches))
    switch notion {
    case .knapsackLP: entry.benchmark = truth.programme.map { $0.value * Double(round) } ?? .nan
    case .fixedDistribution: entry.benchmark = truth.fixedDistribution?.value(after: round) ?? .nan
    default: break
    }
    if !entry.benchmark.isNaN { entry.value = reward.value }
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .stoppingRound: return Double(rounds)
    case .resourceLeft: return metric.event.map { truth.problem.budget - consumed[$0].value }
    case .armPlay: return rounds == 0 ? nil : metric.event.map { Double(pulls[$0]) / Double(rounds) }
    case .competitiveRatio:
      let best =
        truth.fixedDistribution?.value(after: round) ?? truth.programme.map { $0.value * Double(round) } ?? .nan
      return reward.value > 0 && !best.isNaN ? best / reward.value : nil
    default: return nil
    }
  }

  /// L at average play, with the true means; `nil` where these change.
  func lagrangeValue(_ player: any LagrangePlaying) -> Double? {
    guard truth.programme != nil, rounds > 0 else { return nil }
    var sum = CompensatedSum()
    let (arms, resources) = (player.averageArms, player.averageResources)
    for arm in arms.indices {
      for resource in resources.indices {
        sum.add(
          arms[arm] * resources[resource] * truth.lagrangian(arm, resource, multiplier: player.multiplier))
      }
    }
    return sum.value
  }
}

extension Notion {
  /// The optimum of the linear programme, less the rewards.
  public static let knapsackLP = Notion("knapsack-lp")

  /// The reward of the best fixed distribution, less the rewards.
  public static let fixedDistribution = Notion("fixed-distribution")
}

extension Metric {
  /// When a run stopped.
  public static let stoppingRound = Metric(
    "stopping_round",
    "The last round that was played so far: the one in which a budget was used up, if that has happened.",
    unit: "rounds", isCumulative: true)

  /// What is left.
  public static let resourceLeft = Metric(
    "resource_left",
    """
    The budget less what was consumed so far, one value for each resource: `resource_left.0`, .... The last pull may take \
    it below 0, by less than its own consumption.
    """,
    unit: "resource", isCumulative: true, scope: .item)

  /// What was played.
  public static let armPlay = Metric(
    "arm_play",
    """
    The share of the rounds played so far in which the arm was pulled, one value for each arm, the null arm last: \
    `arm_play.0`, .... They add up to 1.
    """,
    unit: "share", isCumulative: true, scope: .action)

  /// How far the average play of the Lagrange game is from the programme.
  public static let lagrangeValue = Metric(
    "lagrange_value",
    """
    Of learners that play the Lagrange game: the mean of r(a) + 1 - (T/B) c_i(a), with the true means, over the shares of \
    arms a and the average weights of resources i so far. It tends to the optimum of the linear programme. Missing where \
    means change.
    """,
    unit: "reward", isCumulative: true)

  /// How the benchmark compares with what was earned.
  public static let competitiveRatio = Metric(
    "competitive_ratio",
    """
    The benchmark over the rewards so far: that of `fixed-distribution` where means change, else that of `knapsack-lp`; \
    missing while there is no reward.
    """,
    unit: "ratio", isCumulative: true)
}
