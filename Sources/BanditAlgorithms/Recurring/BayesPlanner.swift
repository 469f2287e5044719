import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// The plan of largest discounted reward within a task, given the priors: greedy, and exploring because it pays.
public struct BayesPlanner: RecurringLearner, Configurable, Reporting {
  /// `discount` of scenario files.
  public static let discount = TaskSettings.discount
  /// `cap` of scenario files.
  public static let cap = Parameter.whole(
    "cap", "C: the first C rewards of each arm in a task are kept, later ones ignored; 0 is no memory.", 0...2000,
    absent: "20; with `fixed` lengths, where it cannot be given, every reward of the task", unit: "rewards")

  public static let card = AlgorithmCard(
    id: "bayes-planner", family: .recurring,
    summary: "Plays the arm that maximises the expected discounted reward of the task, by dynamic programming.",
    setting: "Recurring tasks with visible ends; told the priors and the law of lengths, not the means.",
    rule: [
      "States: the first C rewards of each arm in the task, as counts; q = 1 - 1/n; beta = gamma q; m the posterior mean.",
      "v_a = m + beta (m V(success) + (1 - m) V(failure)) where the reward is kept, else m / (1 - beta);",
      "V = max_a v_a; Q_a = v_a, or m + beta V where the reward is not kept; A = the lowest a with Q_a >= max Q - 1e-9.",
      "fixed lengths: the same backwards over the counts of the task, of which none is forgotten, and the rounds left.",
    ],
    parameters: [discount, cap],
    example: ["discount": 0.9, "cap": 10],
    swift: "try BayesPlanner(problem, discount: 0.9, cap: 10)",
    guarantee: """
      Discount 1: the largest expected reward per round of all policies that keep these counts alone (fixed lengths: of all \
      policies), over the priors. `planned_value` is that number exactly.
      """,
    complexity: """
      O(1) per round (fixed lengths: O(K)). Once for all replications O(K) for each of the states, of which there are \
      ((C + 1)(C + 2)/2)^K with K unknown arms; fixed lengths: C(n + 2K, 2K). Refused above 2 million.
      """,
    randomness: "None.",
    numerics: """
      Means of equal counts are equal as doubles; actions within 1e-9 of the best are ties, and the lowest is played. \
      Lowest-index ties make a discount of 0 stick to an arm more than random ties would.
      """,
    deviations: """
      None: a plan instead of a network, of this package's own, for the setting of the reference.
      """,
    guide: """
      The yardstick of greedy learners that explore. Switch off what they need: `discount` 0 (credit), `cap` 0 (memory), \
      `meanLength` 1 (structure). Between gamma q and what an unknown arm is worth lies a threshold: below it a safe arm is \
      never left.
      """,
    reference: """
      In the spirit of M. Rentschler and J. Roberts, Exploitation Is All You Need... for Exploration, 2025 (arXiv \
      2508.01287); R. Bellman, A problem in the sequential design of experiments, Sankhya 16, 1956.
      """,
    metrics: [.plannedValue])

  /// A plan with what it is for: made once for all replications.
  private struct Source: Sendable {
    let arms: [Int32]
    let value: Once<Double>
  }

  private let discount: Double
  private let source: Once<Source>
  private let fixed: FixedTasks?
  private(set) var arms: [Int32] = []
  private var counts: RetainedCounts
  /// With fixed lengths, the counts of the task.
  private var seen: [Int]
  private let cap: Int?
  private let stateCount: Int

  public init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, discount: settings[Self.discount], cap: settings[Self.cap])
  }

  /// Creates the learner: `BayesPlanner(problem, discount: 0.9, cap: 10)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, ends are hidden, there are too
  ///   many states, or a cap is given for tasks of a fixed length.
  public init(
    _ problem: RecurringProblem, discount: Double = Self.discount.default, cap: Int? = Self.cap.default
  ) throws(InvalidSettings) {
    try Self.discount.check(discount)
    try Self.cap.check(cap)
    try TaskSettings.requireEnds(problem, for: Self.card.id)
    self.discount = discount
    switch problem.length {
    case .geometric:
      let kept = cap ?? 20
      let tasks = try TaskSettings.tasks(problem, cap: kept)
      source = Once {
        let arms = tasks.plan(discount: discount).arms
        return Source(arms: arms, value: Once { tasks.value(of: arms).reward })
      }
      counts = RetainedCounts(problem.priors, cap: kept, weights: tasks.weights)
      fixed = nil
      seen = []
      self.cap = kept
      stateCount = tasks.stateCount
    case .fixed(let length):
      if cap != nil {
        throw InvalidSettings("cap", "goes with `geometric` lengths: in tasks of a fixed length nothing is forgotten")
      }
      let count = FixedTasks.stateCount(problem.priors, length: length)
      guard count <= Double(CappedTasks.largestStateCount) else {
        throw InvalidSettings(
          "",
          "\(counted: problem.armCount, "arm") and \(counted: length, "round") make \(TaskSettings.tooMany(count)); accepted: at most \(CappedTasks.largestStateCount)"
        )
      }
      let tasks = FixedTasks(priors: problem.priors, length: length)
      source = Once {
        let arms = tasks.plan(discount: discount)
        return Source(arms: arms, value: Once { tasks.value(of: arms) / Double(length) })
      }
      counts = RetainedCounts(problem.priors, cap: 0)
      fixed = tasks
      seen = Array(repeating: 0, count: tasks.countCount)
      self.cap = nil
      stateCount = tasks.stateCount
    }
  }

  public var retainedRewards: Int? { cap }

  /// Four bytes for each state, and eight while it plans.
  public func historyBytes(problem: RecurringProblem) -> Int { 12 * stateCount }

  /// Takes the plan, which the first replication makes.
  public mutating func prepare(noise: inout RoundNoise) { arms = source.value.arms }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    Int(arms[fixed?.state(of: seen) ?? counts.state])
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if let fixed {
      seen[fixed.places[arm] + (fixed.priors[arm].isUnknown && reward < 0.5 ? 1 : 0)] += 1
    } else {
      counts.observe(reward, of: arm)
    }
  }

  public mutating func endTask(at round: Int) {
    counts.clear()
    for place in seen.indices { seen[place] = 0 }
  }

  /// The value of the plan.
  public func measure(_ metric: Metric) -> Double? { metric == .plannedValue ? source.value.value.value : nil }
}
