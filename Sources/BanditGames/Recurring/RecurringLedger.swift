import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of tasks that recur.
public struct RecurringLedger: Ledger {
  /// `dynamic`, `pseudo` and `realized`.
  public static let definitions = [
    Notion.Definition(
      .dynamic, benchmark: "the sum over rounds of the largest mean of the task",
      value: "the sum of the means of the arms played",
      formula: "sum_{s<=t} max_a mu_j(s)(a) - sum_{s<=t} mu_j(s)(A_s)", unit: "reward"),
    Notion.Definition(
      .pseudo, benchmark: "the sum of the means of the best fixed arm in hindsight",
      value: "the sum of the means of the arms played",
      formula: "max_a sum_{s<=t} mu_j(s)(a) - sum_{s<=t} mu_j(s)(A_s)", unit: "reward"),
    Notion.Definition(
      .realized, benchmark: "the benchmark of pseudo", value: "the reward really collected",
      formula: "max_a sum_{s<=t} mu_j(s)(a) - sum_{s<=t} X_s", unit: "reward"),
  ]

  /// `pulls`, and what the learner did in its tasks.
  public static let metrics: [Metric] = [.rewardPerRound, .exploredShare, .secondArmShare, .tasks, .pulls]

  private var bestMeans = CompensatedSum()
  private var value = CompensatedSum()
  private var reward = CompensatedSum()
  private var switches = 0
  private var pulls: [Int]
  private(set) var latestArm = -1
  private(set) var latestReward = 0.0
  private var tasks = 0
  /// The arm that the present task began with; `nil` before its first round.
  private var firstArm: Int?
  private var playsSecondArm = false
  private var tasksOfTwo = 0
  /// The rounds of the present task.
  private var taskRounds = 0
  /// Whether the means of all arms are wanted.
  @usableFromInline let keepsMeans: Bool
  private var means: [Double]
  /// The sum of each arm's means over finished tasks.
  private var columns: [CompensatedSum]
  /// What is known of the arms; `nil` unless asked for.
  private var beliefs: Beliefs?
  private var exploredRounds = 0

  /// The posterior means given what a learner keeps.
  private struct Beliefs: Sendable {
    let priors: [ArmPrior]
    let cap: Int
    var successes: [Int]
    var failures: [Int]
    var means: [Double]

    init(_ priors: [ArmPrior], cap: Int) {
      self.priors = priors
      self.cap = cap
      successes = priors.map { _ in 0 }
      failures = successes
      means = priors.map { $0.mean(successes: 0, failures: 0) }
    }

    /// Whether some other arm has a larger mean.
    func explores(_ arm: Int) -> Bool {
      var best = means[arm]
      for mean in means where mean > best { best = mean }
      return means[arm] < best - 1e-12
    }

    mutating func record(_ arm: Int, _ reward: Double) {
      guard successes[arm] + failures[arm] < cap else { return }
      if reward > 0.5 { successes[arm] += 1 } else { failures[arm] += 1 }
      means[arm] = priors[arm].mean(successes: successes[arm], failures: failures[arm])
    }

    mutating func clear() {
      for arm in priors.indices where successes[arm] + failures[arm] > 0 {
        successes[arm] = 0
        failures[arm] = 0
        means[arm] = priors[arm].mean(successes: 0, failures: 0)
      }
    }
  }

  /// Opens the accounts of a run; only what the notions and metrics need is kept.
  ///
  /// - Parameter retainedRewards: how many rewards of an arm the learner keeps in a task; `nil` if all.
  public init(priors: [ArmPrior], retainedRewards: Int?, notions: [Notion], metrics: [Metric]) {
    keepsMeans = notions.contains(.pseudo) || notions.contains(.realized)
    pulls = priors.map { _ in 0 }
    means = priors.map { _ in 0 }
    columns = priors.map { _ in CompensatedSum() }
    beliefs = metrics.contains(.exploredShare) ? Beliefs(priors, cap: retainedRewards ?? .max) : nil
  }

  /// Notes the means of the task that begins.
  @usableFromInline
  mutating func beginTask(_ means: [Double]) {
    for arm in means.indices { self.means[arm] = means[arm] }
  }

  /// Records a round.
  @usableFromInline
  mutating func record(_ arm: Int, _ outcome: TaskOutcome) {
    bestMeans.add(outcome.arm.bestMean)
    value.add(outcome.arm.mean)
    reward.add(outcome.arm.reward)
    latestReward = outcome.arm.reward
    pulls[arm] &+= 1
    taskRounds += 1
    // The first action is not a change.
    if arm != latestArm {
      if latestArm >= 0 { switches += 1 }
      latestArm = arm
    }
    if let firstArm { if arm != firstArm { playsSecondArm = true } } else { firstArm = arm }
    if beliefs != nil {
      if beliefs!.explores(arm) { exploredRounds += 1 }
      beliefs!.record(arm, outcome.arm.reward)
    }
    if outcome.endsTask { endTask() }
  }

  private mutating func endTask() {
    tasks += 1
    if playsSecondArm { tasksOfTwo += 1 }
    playsSecondArm = false
    firstArm = nil
    beliefs?.clear()
    if keepsMeans {
      for arm in means.indices { columns[arm].add(Double(taskRounds) * means[arm]) }
    }
    taskRounds = 0
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value, switches: Double(switches))
    switch notion {
    case .dynamic: entry.benchmark = bestMeans.value
    case .pseudo,
      .realized where keepsMeans:
      entry.benchmark = bestFixedTotal
    default: return entry
    }
    entry.value = notion == .realized ? reward.value : value.value
    return entry
  }

  /// The largest sum of means of an arm over the rounds so far.
  private var bestFixedTotal: Double {
    columns.indices.map { arm in
      var column = columns[arm]
      if taskRounds > 0 { column.add(Double(taskRounds) * means[arm]) }
      return column.value
    }.max()!
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    if .pulls ~= metric, let arm = metric.event { return Double(pulls[arm]) / Double(round) }
    return switch metric {
    case .rewardPerRound: reward.value / Double(round)
    case .exploredShare: beliefs == nil ? nil : Double(exploredRounds) / Double(round)
    case .secondArmShare: tasks == 0 ? nil : Double(tasksOfTwo) / Double(tasks)
    case .tasks: Double(tasks)
    default: nil
    }
  }
}

extension Metric {
  /// The average reward.
  public static let rewardPerRound = Metric(
    "reward_per_round", "The reward collected so far, per round.", unit: "reward", isCumulative: true)

  /// How often another arm looked better.
  public static let exploredShare = Metric(
    "explored_share",
    """
    The share of rounds so far in which the arm played had a posterior mean more than 1e-12 below the largest: given the \
    priors and the rewards of the task that the learner keeps where it is capped, else all rewards of the task.
    """,
    unit: "share", isCumulative: true)

  /// How often more than one arm was tried.
  public static let secondArmShare = Metric(
    "second_arm_share",
    "The share of the tasks finished so far in which at least two arms were played; missing before the first end.",
    unit: "share", isCumulative: true)

  /// How many tasks there were.
  public static let tasks = Metric(
    "tasks", "The number of tasks finished so far.", unit: "tasks", isCumulative: true)

  /// What the learner's table is worth.
  public static let plannedValue = Metric(
    "planned_value",
    """
    The exact long-run reward per round of the learner's own table, by the survival of tasks and not by the discount that \
    it plans with; missing where the learner keeps no such table, and where the sum over its states takes too long.
    """,
    unit: "reward", isCumulative: false)
}
